use super::column::{any_in_column, bools_of, column_of};
use super::each::{bools, over_texts};
use super::fold::{fold_into, folded};
use super::search::{Edges, Search};
use super::terms::{self, Needles};
use crate::string::texts::Texts;
use crate::{Call, Function, KernelError};
use aho_corasick::AhoCorasick;
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const HAS_ANY: Function = Function {
    description: &Description {
        name: "has_any",
        signatures: &["(text: string|dynamic, item: scalar...) -> bool"],
        nulls: Nulls::Kernel,
        summary: "Whether a text holds at least one of several others as whole terms, ignoring case.",
        examples: &[
            Example { expression: "'the quick fox' has_any ('dog', 'FOX')", equals: "true" },
            Example { expression: "'errors' has_any (dynamic(['error', 'warning']))", equals: "false" },
        ],
        page: "has-any-operator",
        ..Description::SCALAR
    },
    kernel: has_any,
};

/// Kusto's limit on different values.
const MOST_VALUES: usize = 10_000;

fn has_any(call: &Call) -> Result<ArrayRef, KernelError> {
    let texts = Texts::of(&call.args[0]);
    let Some(needles) = terms::constant(call) else {
        return Ok(bools(call, |row| texts.get(row).is_some_and(|text| any_of(&terms::of_row(call, row), &text))));
    };
    terms::check_count(&needles, MOST_VALUES, "has_any")?;
    let mut wanted = Wanted::new(&needles)?;
    if let Wanted::Few(searches) = &mut wanted
        && let Some(column) = column_of(&texts, call.rows)
    {
        return Ok(bools_of(any_in_column(searches, column)));
    }
    Ok(over_texts(call, &texts, |text| wanted.any_in(text)))
}

fn any_of(needles: &Needles, text: &str) -> bool {
    // A null matches whatever there is.
    needles.null || needles.searches().iter_mut().any(|search| search.found_in(text))
}

/// Constant needles made ready.
enum Wanted {
    Nothing,
    Anything,
    Few(Vec<Search>),
    Many(Box<Many>),
}

/// Up to here one search of the column after the other is as fast as all at once.
const FEW: usize = 6;

impl Wanted {
    fn new(needles: &Needles) -> Result<Wanted, KernelError> {
        if needles.null || needles.texts.iter().any(String::is_empty) {
            return Ok(Wanted::Anything);
        }
        Ok(match needles.texts.len() {
            0 => Wanted::Nothing,
            count if count <= FEW => Wanted::Few(needles.searches()),
            _ => Wanted::Many(Box::new(Many::new(&needles.texts)?)),
        })
    }

    #[inline]
    fn any_in(&mut self, text: &str) -> bool {
        match self {
            Wanted::Nothing => false,
            Wanted::Anything => true,
            Wanted::Few(searches) => searches.iter_mut().any(|search| search.found_in(text)),
            Wanted::Many(many) => many.any_in(text),
        }
    }
}

/// Many needles looked for at once.
struct Many {
    automaton: AhoCorasick,
    edges: Vec<Edges>,
    scratch: String,
}

impl Many {
    fn new(needles: &[String]) -> Result<Many, KernelError> {
        let needles: Vec<String> = needles.iter().map(|needle| folded(needle)).collect();
        let automaton = AhoCorasick::builder().ascii_case_insensitive(true).build(&needles);
        Ok(Many {
            automaton: automaton.map_err(|e| KernelError::new(format!("has_any: {e}")))?,
            edges: needles.iter().map(|needle| Edges::BOTH.of_needle(needle)).collect(),
            scratch: String::new(),
        })
    }

    fn any_in(&mut self, text: &str) -> bool {
        let Many { automaton, edges, scratch } = self;
        if text.is_ascii() {
            return any_fits(automaton, edges, text);
        }
        fold_into(scratch, text);
        any_fits(automaton, edges, scratch)
    }
}

fn any_fits(automaton: &AhoCorasick, edges: &[Edges], text: &str) -> bool {
    // Most texts hold none, and that is found out faster than where each one is.
    automaton.is_match(text)
        && automaton
            .find_overlapping_iter(text)
            .any(|found| edges.get(found.pattern().as_usize()).is_some_and(|e| e.fit(text, found.start(), found.len())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn any(text: &str, needles: &[&str]) -> bool {
        let needles = Needles { texts: needles.iter().map(|n| (*n).to_owned()).collect(), null: false };
        let at_once = Wanted::new(&needles).unwrap().any_in(text);
        assert_eq!(at_once, any_of(&needles, text), "{text}");
        at_once
    }

    #[test]
    fn a_list_is_a_list_of_has() {
        assert!(!any("errors", &["error"]) && !any("errors", &["error", "warn", "err"]));
        assert!(
            any("an ERROR here", &["warn", "x", "y", "z", "w", "v", "error"])
                && any("ÉCOLE x", &["a", "b", "c", "d", "e", "f", "école"])
        );
        assert!(
            any("abcd bc", &["abcde", "bc", "zz", "y", "w", "v", "u"])
                && any("\u{212a}", &["x", "y", "z", "w", "v", "u", "k"])
        );
        assert!(!any("x", &[]) && any("x", &[""]));
    }
}
