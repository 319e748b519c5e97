//! Pages held against axe-core in a browser, as light and as dark screens show them. `make accessibility` brings axe-core;
//! where it or the browser is absent, the test is skipped and says so.

use crate::feed::browser;
use crate::harness::{Folder, lurcher};
use std::path::Path;
use std::process::Command;

/// The rules of axe-core that are broken, each with the element.
const RUN: &str = "addEventListener('load', function () { \
    document.querySelectorAll('details').forEach(function (d) { d.open = true; }); \
    axe.run(document).then(function (found) { \
        var said = document.createElement('pre'); said.id = 'axe-result'; \
        said.textContent = 'broken: ' + found.violations.map(function (v) { return v.id + ' ' + v.nodes[0].html; }).join('; ') + \
            ' held: ' + found.passes.length; \
        document.body.appendChild(said); }); })";

#[test]
fn pages_are_accessible() {
    let (Some(browser), Some(axe)) = (browser(), axe()) else {
        return println!("skipped: no browser, or no axe-core (make accessibility)");
    };
    let folder = Folder::new();
    for (page, html) in pages(&folder) {
        // The page's own policy would refuse the checker.
        let (before, after) = html.split_once("<meta http-equiv=\"Content-Security-Policy\"").unwrap();
        let after = after.split_once('>').unwrap().1;
        let script = format!("<script>{axe}</script><script>{RUN}</script></body>");
        let path = folder.write("checked.html", format!("{before}{}", after.replacen("</body>", &script, 1)));
        for scheme in [0, 1] {
            let ran = Command::new(browser)
                .args(["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--dump-dom"])
                .args(["--disable-background-networking", "--virtual-time-budget=60000", "--window-size=1280,1200"])
                .arg(format!("--blink-settings=preferredColorScheme={scheme}"))
                .arg(format!("--user-data-dir={}", folder.path("profile")))
                .arg(format!("file://{path}"))
                .output()
                .unwrap();
            let dom = String::from_utf8_lossy(&ran.stdout).into_owned();
            let said = dom.split_once("id=\"axe-result\">").map_or("axe-core said nothing", |(_, rest)| rest);
            let said = said.split("</pre>").next().unwrap_or_default();
            let held = said.strip_prefix("broken:  held: ").and_then(|n| n.parse::<u32>().ok());
            assert!(held.is_some_and(|n| n > 10), "{page}, scheme {scheme}: {said}");
        }
    }
}

/// Each kind of page that Lurcher writes, of the shipped pack over a little mail.
fn pages(folder: &Folder) -> Vec<(&'static str, String)> {
    let pack = concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs/mail-starter");
    let [data, record, ledger, site, hunt, coverage] =
        ["tables", "run.ndjson", "ledger.ndjson", "site", "hunt.html", "coverage.html"].map(|name| folder.path(name));
    lurcher(&["synth", "--messages", "1000", "--days", "40", "--out", &data]).with_code(0);
    let hunting = ["hunt", pack, "--data", &data, "--now", "data", "--format", "html", "--out", &hunt];
    lurcher(&[&hunting[..], &["--record", &record, "--ledger", &ledger]].concat()).with_code(1);
    let heat_map = ["coverage", pack, "--no-tests", "--record", &record, "--format", "html", "--out", &coverage];
    lurcher(&heat_map).with_code(0);
    lurcher(&["feed", "build", pack, "--out", &site, "--record", &record, "--ledger", &ledger]).with_code(0);
    let rule = "site/rules/3f294a0c-19a4-4519-bedf-89828633018c.html";
    let names = ["site/index.html", "site/coverage.html", rule, "hunt.html", "coverage.html"];
    names.map(|name| (name, folder.read(name))).into()
}

fn axe() -> Option<String> {
    let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/axe/node_modules/axe-core/axe.min.js");
    let path = std::env::var_os("LURCHER_AXE").map_or(built, Into::into);
    Some(std::fs::read_to_string(path).ok()?.replace("</script", "<\\/script"))
}
