//! The pages on statements' words, operators in expressions, types, kinds, and options of `set`.

use super::{Page, cell, code, laid_out, verdict};
use crate::commands::probe::Probe;
use lurcher_semantics::options::{Effect, OPTIONS};
use lurcher_syntax::describe::{WORDS, words};

pub fn pages(probe: &Probe) -> Vec<Page> {
    vec![all_words(probe), options()]
}

fn all_words(probe: &Probe) -> Page {
    let mut text = "# Statements, operators in expressions, types and kinds\n".to_owned();
    let mut built = 0;
    for (heading, group) in WORDS {
        text.push_str(&format!(
            "\n## {heading}\n\n| | | what it means | an example, and what it is the same as |\n|---|---|---|---|\n"
        ));
        for word in group {
            let refusal = probe.refusal(word.example.query);
            built += usize::from(refusal.is_none());
            let example = match refusal {
                None => format!("{}, {}", code(&one_line(word.example.query)), code(&one_line(word.example.equals))),
                Some(_) => code(&one_line(word.example.query)),
            };
            let (name, verdict) = (code(word.name), verdict(refusal.as_deref()));
            text.push_str(&format!("| {name} | {verdict} | {} | {example} |\n", cell(word.summary)));
        }
    }
    let title = "Statements, operators in expressions, types and kinds";
    Page { title, file: "words.md", text, built, all: words().count() }
}

fn options() -> Page {
    let mut text = "# Options of `set`\n\n| option | | what it is for |\n|---|---|---|\n".to_owned();
    for option in OPTIONS {
        let (effect, why) = match option.effect {
            Effect::Acts => ("acts".to_owned(), String::new()),
            Effect::Nothing(why) => ("no effect".to_owned(), format!(" It has no effect here: {why}.")),
            Effect::Refused(why) => ("refused".to_owned(), format!(" It is refused: {why}.")),
        };
        let set = code(&format!("set {} = {}", option.name, option.takes.written()));
        text.push_str(&format!("| {set} | {effect} | {} |\n", cell(&format!("{}{why}", option.summary))));
    }
    let built = OPTIONS.iter().filter(|o| !matches!(o.effect, Effect::Refused(_))).count();
    Page { title: "Options of `set`", file: "options.md", text, built, all: OPTIONS.len() }
}

fn one_line(query: &str) -> String {
    laid_out(query).split_whitespace().collect::<Vec<_>>().join(" ")
}
