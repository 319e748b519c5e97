use crate::lint::check::{Check, Example, Level, Run};
use crate::lint::finding::Draft;
use crate::lint::subject::Subject;
use std::collections::{BTreeMap, BTreeSet};

pub const CHECK: Check = Check {
    code: "LNT024",
    name: "description-names-other-columns",
    level: Level::Warning,
    finds: "A description that names a column of a known table which the query does not mention.",
    why: "The text tells of an older query. Who reads a finding looks for what it says.",
    remedy: "Write the description anew, or read the column.",
    found: Example::new(&[(
        "r.yaml",
        "id: 1\nname: n\ndescription: Counts mail by SenderMailFromDomain.\nquery: |\n  EmailEvents | summarize count() by SenderFromDomain\n",
    )]),
    not_found: Example::new(&[(
        "r.yaml",
        "id: 1\nname: n\ndescription: Counts mail by SenderFromDomain.\nquery: |\n  EmailEvents | summarize count() by SenderFromDomain\n",
    )]),
    run: Run::Rule(run),
};

fn run(subject: &Subject) -> Vec<Draft> {
    let rule = subject.rule;
    let in_query: BTreeSet<String> = words(&rule.query).map(str::to_ascii_lowercase).collect();
    // Each column once, where it is first spoken of.
    let mut named: BTreeMap<&str, (&'static str, bool)> = BTreeMap::new();
    let definition = rule.overlay.definition.as_deref().unwrap_or_default();
    for (text, key, in_overlay) in [(rule.description.as_str(), "description", false), (definition, "definition", true)]
    {
        for word in words(text) {
            let unsaid = !in_query.contains(&word.to_ascii_lowercase());
            if looks_like_a_column(word) && unsaid && subject.around.is_column(word) {
                named.entry(word).or_insert((key, in_overlay));
            }
        }
    }
    let draft = |(word, (key, in_overlay)): (&str, (&'static str, bool))| {
        Draft::key(key, format!("it speaks of {word}, and the query does not")).in_overlay(in_overlay)
    };
    named.into_iter().map(draft).collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

/// Two humps and no word of a language: `SenderFromDomain`, and not `Microsoft`.
fn looks_like_a_column(word: &str) -> bool {
    let humps =
        word.chars().zip(word.chars().skip(1)).filter(|(a, b)| a.is_ascii_uppercase() && b.is_ascii_lowercase());
    word.len() >= 8 && word.starts_with(|c: char| c.is_ascii_uppercase()) && humps.count() >= 2
}
