//! One needle made ready to be looked for in many texts: `has`, `hasprefix`, `hassuffix`, `contains`.

use super::fold::{fold_into, folded, may_stand_for_others};
use super::term;
use memchr::memmem;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    Ignored,
    Exact,
}

/// At which ends of the needle a term must end too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edges {
    pub start: bool,
    pub end: bool,
}

impl Edges {
    pub const NONE: Edges = Edges { start: false, end: false };
    pub const START: Edges = Edges { start: true, end: false };
    pub const END: Edges = Edges { start: false, end: true };
    pub const BOTH: Edges = Edges { start: true, end: true };

    /// The edges that matter for this needle: one where the needle itself has no letter or digit asks for nothing.
    pub fn of_needle(self, needle: &str) -> Edges {
        Edges {
            start: self.start && needle.chars().next().is_some_and(term::in_term),
            end: self.end && needle.chars().next_back().is_some_and(term::in_term),
        }
    }

    /// Whether terms end where they must around a match of `length` bytes.
    pub fn fit(self, text: &str, start: usize, length: usize) -> bool {
        (!self.start || term::starts_at(text, start)) && (!self.end || term::ends_at(text, start + length))
    }
}

pub struct Search {
    /// In bytes, as it is compared.
    length: usize,
    edges: Edges,
    how: How,
    /// A text folded for comparison; kept for its memory.
    scratch: String,
}

enum How {
    /// Byte for byte.
    Exact(memmem::Finder<'static>),
    /// An ASCII needle in any text, ignoring ASCII case; then, if a stranger may stand for one of its letters, by folding.
    Ascii(AsciiFinder, Option<memmem::Finder<'static>>),
    /// A needle beyond ASCII: it is in no ASCII text, and other texts are folded first.
    Folded(memmem::Finder<'static>),
}

impl Search {
    pub fn new(needle: &str, case: Case, edges: Edges) -> Search {
        let edges = edges.of_needle(needle);
        let finder = |needle: &str| memmem::Finder::new(needle.as_bytes()).into_owned();
        if case == Case::Exact || needle.is_empty() {
            return Search { length: needle.len(), edges, how: How::Exact(finder(needle)), scratch: String::new() };
        }
        let needle = folded(needle);
        let how = if needle.is_ascii() {
            How::Ascii(AsciiFinder::new(&needle), may_stand_for_others(&needle).then(|| finder(&needle)))
        } else {
            How::Folded(finder(&needle))
        };
        Search { length: needle.len(), edges, how, scratch: String::new() }
    }

    #[inline]
    pub fn found_in(&mut self, text: &str) -> bool {
        let Search { length, edges, how, scratch } = self;
        let mut in_folded = |finder: &memmem::Finder| {
            fold_into(scratch, text);
            fits_somewhere(scratch, *length, *edges, |from| find_from(finder, scratch, from))
        };
        match how {
            How::Exact(finder) => fits_somewhere(text, *length, *edges, |from| find_from(finder, text, from)),
            How::Ascii(finder, others) => {
                fits_somewhere(text, *length, *edges, |from| finder.find(text.as_bytes(), from))
                    || others.as_ref().is_some_and(|finder| !text.is_ascii() && in_folded(finder))
            }
            How::Folded(finder) => !text.is_ascii() && in_folded(finder),
        }
    }
}

/// Whether one of the places where the needle is has the edges it needs.
#[inline]
fn fits_somewhere(text: &str, length: usize, edges: Edges, find: impl Fn(usize) -> Option<usize>) -> bool {
    let mut from = 0;
    while let Some(start) = find(from) {
        if edges.fit(text, start, length) {
            return true;
        }
        from = start + 1;
    }
    false
}

fn find_from(finder: &memmem::Finder, text: &str, from: usize) -> Option<usize> {
    Some(from + finder.find(text.as_bytes().get(from..)?)?)
}

/// Looks for an ASCII needle ignoring ASCII case: jumps to its rarest letter in either case, then compares.
struct AsciiFinder {
    needle: Box<[u8]>,
    rare: usize,
    lower: u8,
    upper: u8,
}

impl AsciiFinder {
    /// `needle` is in lower case and not empty.
    fn new(needle: &str) -> AsciiFinder {
        let needle: Box<[u8]> = needle.as_bytes().into();
        let rarest = needle.iter().copied().enumerate().min_by_key(|(_, b)| frequency(*b));
        let (rare, lower) = rarest.unwrap_or((0, 0));
        AsciiFinder { needle, rare, lower, upper: lower.to_ascii_uppercase() }
    }

    #[inline]
    fn find(&self, text: &[u8], from: usize) -> Option<usize> {
        let last = text.len().checked_sub(self.needle.len())?;
        let mut at = from;
        while at <= last {
            let window = text.get(at + self.rare..=last + self.rare)?;
            let jump = if self.lower == self.upper {
                memchr::memchr(self.lower, window)
            } else {
                memchr::memchr2(self.lower, self.upper, window)
            };
            at += jump?;
            if text.get(at..at + self.needle.len())?.eq_ignore_ascii_case(&self.needle) {
                return Some(at);
            }
            at += 1;
        }
        None
    }
}

/// How often a byte occurs in mail, addresses and command lines, in either case; only the order means something.
fn frequency(byte: u8) -> usize {
    const RAREST_FIRST: &[u8] = b"\t~`^|}{#$!;*+'\\&?[]@%zqxj\"()<>,kvw=_ybfgup:-mh9785643cdl210/nrsitoa e.";
    RAREST_FIRST.iter().position(|b| *b == byte).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(text: &str, needle: &str) -> bool {
        Search::new(needle, Case::Ignored, Edges::BOTH).found_in(text)
    }

    #[test]
    fn terms_end_at_anything_but_letters_and_digits() {
        assert!(has("a_b", "a") && has("a b", "A") && has("x.ab-c", "AB"));
        for text in ["a1", "aa", "éa", "aé", "xa b"] {
            assert!(!has(text, "a"), "{text}");
        }
        assert!(!has("KustoExplorerQueryRun", "Explorer"));
    }

    #[test]
    fn the_needles_own_edge_decides() {
        assert!(has("a b", "a ") && !has("xa b", "a ") && !has("x ab y", " a") && has("b .b-", " "));
        let prefix = |text, needle| Search::new(needle, Case::Ignored, Edges::START).found_in(text);
        assert!(!prefix("err or", "r o") && prefix("x ab y", " a") && prefix("x-error", "err"));
        assert!(!Search::new("err", Case::Ignored, Edges::END).found_in("x-error"));
        assert!(Search::new("ror", Case::Ignored, Edges::END).found_in("x-error"));
    }

    #[test]
    fn the_empty_needle_is_everywhere() {
        for edges in [Edges::NONE, Edges::BOTH] {
            for text in ["", "a", "é"] {
                assert!(Search::new("", Case::Ignored, edges).found_in(text));
                assert!(Search::new("", Case::Exact, edges).found_in(text));
            }
        }
    }

    #[test]
    fn a_later_place_may_fit() {
        assert!(has("xerror error", "error") && has("ababab ab", "ab") && has("aaa aa", "aa"));
    }

    #[test]
    fn strangers_stand_for_ascii_letters() {
        assert!(has("273 \u{212a} cold", "k") && has("İ", "i") && has("x İt", "it"));
        assert!(has("ÉCOLE", "école") && !has("ecole", "école"));
        assert!(!Search::new("k", Case::Exact, Edges::BOTH).found_in("\u{212a}"));
    }
}
