//! What is refused beside parsing and binding, and what help says there.

use lurcher_semantics::NOTHING_TO_SHOW;
use lurcher_semantics::bound::Program;
use lurcher_syntax::describe::{operators, words};
use lurcher_syntax::{Diagnostic, Span, Stage, codes};
use lurcher_types::nearest;

/// The parser knows no similar names; whoever mistypes `where` or `has` should still read of them.
pub fn with_near_word(mut wrong: Diagnostic, text: &str) -> Diagnostic {
    let found = wrong.span.of(text);
    let near = match wrong.code {
        _ if wrong.help.is_some() => Vec::new(),
        codes::UNKNOWN_OPERATOR => {
            let names = operators().flat_map(|o| std::iter::once(o.name).chain(o.aliases.iter().copied()));
            nearest(found, names.filter(|n| !n.starts_with("__")))
        }
        codes::UNEXPECTED if found.chars().all(|c| c.is_alphabetic() || c == '_') => {
            let between = words().filter(|(heading, _)| *heading == "Operators in expressions").map(|(_, w)| w.name);
            nearest(found, between.filter(|n| n.chars().all(|c| c.is_alphabetic() || c == '_')))
        }
        _ => Vec::new(),
    };
    let near: Vec<String> = near.into_iter().map(|name| format!("`{name}`")).collect();
    if !near.is_empty() {
        wrong.help = Some(format!("did you mean {}?", near.join(" or ")));
    }
    wrong
}

/// A program with nothing to show, or one that calls functions whose text is not at hand binds, and does not run.
pub fn runs(program: &Program, text: &str) -> Result<(), Diagnostic> {
    if program.results.is_empty() {
        if lurcher_syntax::parse(text).query.statements.is_empty() {
            let empty = Diagnostic::new("LUR109", Stage::Bind, Span::default(), "the query is empty");
            return Err(empty.with_help("a query begins with a table, as in `EmailEvents | take 10`"));
        }
        return Err(Diagnostic::new("LUR109", Stage::Bind, Span::default(), NOTHING_TO_SHOW));
    }
    has_all_functions(program)
}

pub fn has_all_functions(program: &Program) -> Result<(), Diagnostic> {
    let Some(missing) = program.missing.first() else { return Ok(()) };
    let stage = if missing.code == "LUR202" { Stage::Unsupported } else { Stage::Bind };
    let mut refusal = Diagnostic::new(missing.code, stage, missing.span, missing.message.clone());
    refusal.help = match missing.message.as_str() {
        what if what.contains("`_GetWatchlist`") => {
            Some("--watchlists takes a folder with a CSV file for each watchlist, called after it".to_owned())
        }
        what if what.starts_with("a comparison within one type") => {
            Some("convert one side: tolong(), todatetime() and their kin read a text, tostring() writes one".to_owned())
        }
        what if what.starts_with("the text of the function") => {
            Some("--functions takes a folder with the texts of stored functions".to_owned())
        }
        _ => None,
    };
    Err(refusal)
}
