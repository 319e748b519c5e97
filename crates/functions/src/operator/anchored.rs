//! One needle at a fixed place of many texts: `startswith`, `endswith`, `=~`.

use super::fold::{self, folded, lower, may_stand_for_others};
use super::search::Case;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Start,
    End,
    Whole,
}

pub struct Anchored {
    needle: String,
    place: Place,
    case: Case,
    /// A text beyond ASCII may hold the needle in other bytes than its own.
    other_bytes: bool,
}

impl Anchored {
    pub fn new(needle: &str, case: Case, place: Place) -> Anchored {
        let needle = if case == Case::Exact { needle.to_owned() } else { folded(needle) };
        let other_bytes = case == Case::Ignored && (!needle.is_ascii() || may_stand_for_others(&needle));
        Anchored { needle, place, case, other_bytes }
    }

    #[inline]
    pub fn found_in(&self, text: &str) -> bool {
        let length = self.needle.len();
        let bytes = text.as_bytes();
        let part = match self.place {
            Place::Start => bytes.get(..length),
            Place::End => bytes.len().checked_sub(length).and_then(|from| bytes.get(from..)),
            Place::Whole => (bytes.len() == length).then_some(bytes),
        };
        let needle = self.needle.as_bytes();
        let same = part.is_some_and(|part| match self.case {
            Case::Exact => part == needle,
            Case::Ignored => part.eq_ignore_ascii_case(needle),
        });
        same || (self.other_bytes && !text.is_ascii() && self.found_by_characters(text))
    }

    fn found_by_characters(&self, text: &str) -> bool {
        let mut folded = text.chars().map(lower);
        match self.place {
            Place::Start => self.needle.chars().all(|c| folded.next() == Some(c)),
            Place::End => self.needle.chars().rev().all(|c| folded.next_back() == Some(c)),
            Place::Whole => fold::equal(text, &self.needle),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(text: &str, needle: &str, place: Place) -> bool {
        Anchored::new(needle, Case::Ignored, place).found_in(text)
    }

    #[test]
    fn case_is_ignored_in_every_script() {
        assert!(is("Error: x", "ERROR", Place::Start) && is("ÉCOLE", "éc", Place::Start));
        assert!(is("x ÉCOLE", "École", Place::End) && is("École", "éCOLE", Place::Whole));
        assert!(is("\u{212a}elvin", "kel", Place::Start) && is("Nİ", "ni", Place::Whole));
        assert!(!is("xError", "error", Place::Start) && !is("", "a", Place::Whole) && is("", "", Place::End));
    }

    #[test]
    fn exact_case_is_exact() {
        let exact = |text, needle, place| Anchored::new(needle, Case::Exact, place).found_in(text);
        assert!(exact("Error", "Err", Place::Start) && !exact("Error", "err", Place::Start));
        assert!(exact("Error", "ror", Place::End) && !exact("Error", "ROR", Place::End));
    }
}
