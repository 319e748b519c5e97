//! One needle made ready to be looked for in many texts: `has`, `hasprefix`, `hassuffix`, `contains`.

use super::fold::{fold_into, folded, may_stand_for_others};
use super::pair::Pair;
use super::term;

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
    pub(super) how: How,
    /// What is looked for and how, to tell this search from any other.
    pub(super) name: String,
    /// A text folded for comparison; kept for its memory.
    scratch: String,
}

pub(super) enum How {
    /// The empty needle.
    Everywhere,
    /// Byte for byte.
    Exact(Finder),
    /// An ASCII needle in any text, ignoring ASCII case; then, if a stranger may stand for one of its letters, by folding.
    Ascii(Finder, Option<Finder>),
    /// A needle beyond ASCII: it is in no ASCII text, and other texts are folded first.
    Folded(Finder),
}

impl Search {
    pub fn new(needle: &str, case: Case, edges: Edges) -> Search {
        let name = format!("{case:?} {} {} {needle}", edges.start, edges.end);
        let how = match case {
            _ if needle.is_empty() => How::Everywhere,
            Case::Exact => How::Exact(Finder::new(needle, case, edges)),
            Case::Ignored => {
                let needle = folded(needle);
                let in_folded = || Finder::new(&needle, Case::Exact, edges);
                match needle.is_ascii() {
                    true => {
                        let others = may_stand_for_others(&needle).then(in_folded);
                        How::Ascii(Finder::new(&needle, case, edges), others)
                    }
                    false => How::Folded(in_folded()),
                }
            }
        };
        Search { how, name, scratch: String::new() }
    }

    #[inline]
    pub fn found_in(&mut self, text: &str) -> bool {
        match &self.how {
            How::Everywhere => true,
            How::Exact(finder) => finder.found_in(text),
            How::Ascii(finder, _) => finder.found_in(text) || self.found_folded(text),
            How::Folded(_) => self.found_folded(text),
        }
    }

    /// Whether the text has the needle in other bytes than its own.
    #[inline]
    fn found_folded(&mut self, text: &str) -> bool {
        let (How::Folded(finder) | How::Ascii(_, Some(finder))) = &self.how else { return false };
        if text.is_ascii() {
            return false;
        }
        fold_into(&mut self.scratch, text);
        finder.found_in(&self.scratch)
    }

    /// What must be looked for in texts beyond ASCII, when they are folded.
    pub(super) fn in_folded(&self) -> Option<&Finder> {
        match &self.how {
            How::Folded(finder) | How::Ascii(_, Some(finder)) => Some(finder),
            _ => None,
        }
    }
}

/// Looks for the bytes of one needle.
pub(super) struct Finder {
    pub needle: Box<[u8]>,
    pub pair: Pair,
    case: Case,
    edges: Edges,
}

impl Finder {
    /// A needle to be found ignoring case is in small letters. It is not empty.
    fn new(needle: &str, case: Case, edges: Edges) -> Finder {
        let bytes: Box<[u8]> = needle.as_bytes().into();
        Finder { pair: Pair::of(&bytes), needle: bytes, case, edges: edges.of_needle(needle) }
    }

    #[inline]
    pub fn found_in(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        let Some(last) = bytes.len().checked_sub(self.needle.len()) else { return false };
        let mut from = 0;
        while let Some(at) = self.pair.find(bytes, from, last + 1) {
            if self.is_at(text, at) {
                return true;
            }
            from = at + 1;
        }
        false
    }

    /// Whether the needle is at this place, with the edges it needs.
    #[inline]
    pub fn is_at(&self, text: &str, at: usize) -> bool {
        let length = self.needle.len();
        let Some(part) = text.as_bytes().get(at..at + length) else { return false };
        let same = match self.case {
            Case::Exact => *part == *self.needle,
            Case::Ignored => part.eq_ignore_ascii_case(&self.needle),
        };
        same && self.edges.fit(text, at, length)
    }
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
