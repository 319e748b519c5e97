//! `lurcher operators` for what is no tabular operator: statements, operators in expressions, types, kinds, options.

use super::probe::Probe;
use crate::output::terminal::Style;
use lurcher_semantics::options::{Effect, OPTIONS, SetOption};
use lurcher_syntax::describe::{WORDS, Word, words};
use serde_json::{Value as Json, json};

/// The heading of the options.
const SET_OPTIONS: &str = "Options of `set`";

/// What the name or pattern means among words and options.
pub struct Found {
    words: Vec<(&'static str, &'static Word)>,
    options: Vec<&'static SetOption>,
}

pub fn find(wanted: &dyn Fn(&str) -> bool) -> Found {
    let words = words().filter(|(_, w)| wanted(w.name) || w.aliases.iter().any(|a| wanted(a)));
    Found { words: words.collect(), options: OPTIONS.iter().filter(|o| wanted(o.name)).collect() }
}

/// Every name, for those that nearly match.
pub fn names() -> impl Iterator<Item = &'static str> {
    words()
        .flat_map(|(_, w)| std::iter::once(w.name).chain(w.aliases.iter().copied()))
        .chain(OPTIONS.iter().map(|o| o.name))
}

impl Found {
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.options.is_empty()
    }

    /// One line each, below the headings.
    pub fn listed(&self, probe: &Probe) -> String {
        let style = Style::of(false);
        let mut out = String::new();
        for (heading, _) in WORDS {
            let of_group: Vec<&Word> = self.words.iter().filter(|(h, _)| *h == heading).map(|(_, w)| *w).collect();
            if !of_group.is_empty() {
                out.push_str(&format!("{}\n", style.bold(heading)));
            }
            for word in of_group {
                let line = match probe.refusal(word.example.query) {
                    None => format!("  {:<22} {}", word.name, word.summary),
                    Some(why) => style.faint(&format!("  {:<22} refused: {why}", word.name)),
                };
                out.push_str(&format!("{line}\n"));
            }
        }
        if !self.options.is_empty() {
            out.push_str(&format!("{}\n", style.bold(SET_OPTIONS)));
        }
        for option in &self.options {
            let line = format!("  {:<44} {}", option.name, effect(option));
            out.push_str(&format!("{}\n", if acts(option) { line } else { style.faint(&line) }));
        }
        out
    }

    /// All there is to say of each.
    pub fn described(&self, probe: &Probe) -> String {
        let words = self.words.iter().map(|(heading, word)| described(heading, word, probe));
        words.chain(self.options.iter().map(|option| described_option(option))).collect()
    }

    pub fn objects(&self, probe: &Probe) -> Vec<Json> {
        let words = self.words.iter().map(|(heading, w)| {
            let reason = probe.refusal(w.example.query);
            json!({
                "name": w.name, "aliases": w.aliases, "group": heading, "built": reason.is_none(), "reason": reason,
                "syntax": w.syntax, "summary": w.summary,
                "example": {"query": w.example.query, "equals": w.example.equals}, "page": w.page,
            })
        });
        let options = self.options.iter().map(|o| {
            json!({
                "name": o.name, "group": SET_OPTIONS, "built": !matches!(o.effect, Effect::Refused(_)),
                "syntax": syntax(o), "summary": o.summary, "effect": effect(o),
            })
        });
        words.chain(options).collect()
    }
}

fn described(heading: &str, w: &Word, probe: &Probe) -> String {
    let mut out = format!("{} ({heading})\n  {}\n", Style::of(false).bold(w.name), w.summary);
    let refusal = probe.refusal(w.example.query);
    if let Some(why) = &refusal {
        out.push_str(&format!("  Refused: {why}\n"));
    }
    out.push_str(&format!("  {}\n", w.syntax));
    if !w.aliases.is_empty() {
        out.push_str(&format!("  also: {}\n", w.aliases.join(", ")));
    }
    out.push_str(&format!("  {}\n", w.example.query));
    if refusal.is_none() {
        out.push_str(&format!("  == {}\n", w.example.equals));
    }
    if !w.page.is_empty() {
        out.push_str(&format!("  see: https://learn.microsoft.com/kusto/query/{}\n", w.page));
    }
    out
}

fn described_option(o: &SetOption) -> String {
    let style = Style::of(false);
    let mut out = format!("{} ({SET_OPTIONS})\n  {}\n", style.bold(o.name), effect(o));
    out.push_str(&format!("  {}\n  set {} = {}; print 1\n", syntax(o), o.name, o.takes.example()));
    out.push_str("  see: https://learn.microsoft.com/kusto/api/rest/request-properties\n");
    out
}

fn syntax(o: &SetOption) -> String {
    format!("set {} = {}", o.name, o.takes.written())
}

fn acts(o: &SetOption) -> bool {
    o.effect == Effect::Acts
}

/// What it is for, and what it does here.
fn effect(o: &SetOption) -> String {
    match o.effect {
        Effect::Acts => o.summary.to_owned(),
        Effect::Nothing(why) => format!("{} It has no effect here: {why}.", o.summary),
        Effect::Refused(why) => format!("{} It is refused: {why}.", o.summary),
    }
}
