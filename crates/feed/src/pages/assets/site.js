(function () {
  "use strict";
  var root = document.documentElement;
  function kept(value) {
    try {
      if (value === undefined) { return localStorage.getItem("theme"); }
      if (value) { localStorage.setItem("theme", value); } else { localStorage.removeItem("theme"); }
    } catch (e) { /* pages opened as files may keep nothing */ }
    return null;
  }
  function show(theme) {
    if (theme === "light" || theme === "dark") { root.setAttribute("data-theme", theme); }
    else { root.removeAttribute("data-theme"); }
  }
  var theme = kept();
  show(theme);
  document.addEventListener("DOMContentLoaded", function () {
    var choice = document.getElementById("theme");
    if (choice) {
      choice.parentNode.hidden = false;
      choice.value = theme === "light" || theme === "dark" ? theme : "";
      choice.addEventListener("change", function () { kept(choice.value); show(choice.value); });
    }
    document.querySelectorAll("button[data-copies]").forEach(function (button) {
      button.hidden = false;
      button.addEventListener("click", function () { copy(button); });
    });
    filters();
  });
  function copy(button) {
    var code = document.getElementById(button.getAttribute("data-copies"));
    var said = document.getElementById("said");
    var done = function (words) { button.textContent = words; if (said) { said.textContent = words; } };
    var byHand = function () {
      var range = document.createRange();
      range.selectNodeContents(code);
      var selection = window.getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
      try { done(document.execCommand("copy") ? "Copied" : "Selected: press Ctrl+C"); }
      catch (e) { done("Selected: press Ctrl+C"); }
    };
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(code.textContent).then(function () { done("Copied"); }, byHand);
    } else { byHand(); }
    setTimeout(function () { button.textContent = "Copy"; }, 2500);
  }
  function filters() {
    var form = document.getElementById("filters");
    if (!form) { return; }
    form.hidden = false;
    var rules = Array.prototype.slice.call(document.querySelectorAll("#rules > li"));
    var search = form.querySelector("input");
    var selects = Array.prototype.slice.call(form.querySelectorAll("select"));
    var texts = rules.map(function (rule) { return (rule.textContent + " " + rule.getAttribute("data-text")).toLowerCase(); });
    var asked = new URLSearchParams(window.location.search);
    search.value = asked.get("q") || "";
    selects.forEach(function (select) {
      var wanted = asked.get(select.name);
      if (wanted !== null) {
        select.value = wanted;
        if (select.selectedIndex < 0) { select.selectedIndex = 0; }
      }
    });
    function apply() {
      var words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      var count = 0;
      rules.forEach(function (rule, i) {
        var fits = words.every(function (word) { return texts[i].indexOf(word) >= 0; }) &&
          selects.every(function (select) {
            if (!select.value) { return true; }
            return rule.getAttribute("data-" + select.name).split("\n").indexOf(select.value) >= 0;
          });
        rule.hidden = !fits;
        if (fits) { count += 1; }
      });
      document.getElementById("count").textContent =
        (count === rules.length ? "All " + count : count + " of " + rules.length) + (rules.length === 1 ? " rule" : " rules");
      document.getElementById("nothing").hidden = count > 0;
      var query = new URLSearchParams();
      if (search.value) { query.set("q", search.value); }
      selects.forEach(function (select) { if (select.value) { query.set(select.name, select.value); } });
      var text = query.toString();
      try { history.replaceState(null, "", text ? "?" + text : window.location.pathname); }
      catch (e) { /* some browsers keep the address of a file as it is */ }
    }
    form.addEventListener("input", apply);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function () { setTimeout(apply, 0); });
    apply();
  }
})();
