//! The slow and obvious form of every search, and proof by example that the fast one agrees.

use super::anchored::{Anchored, Place};
use super::fold::lower;
use super::search::{Case, Edges, Search};
use super::term::in_term;
use proptest::prelude::*;

fn characters(text: &str, case: Case) -> Vec<char> {
    text.chars().map(|c| if case == Case::Ignored { lower(c) } else { c }).collect()
}

fn search(text: &str, needle: &str, case: Case, edges: Edges) -> bool {
    let (text, needle) = (characters(text, case), characters(needle, case));
    if needle.is_empty() {
        return true;
    }
    let is_term = |position: Option<usize>| position.and_then(|p| text.get(p)).is_some_and(|c| in_term(*c));
    (0..=text.len()).filter(|start| text[*start..].starts_with(&needle)).any(|start| {
        let open_start = edges.start && in_term(needle[0]) && is_term(start.checked_sub(1));
        let open_end = edges.end && in_term(needle[needle.len() - 1]) && is_term(Some(start + needle.len()));
        !open_start && !open_end
    })
}

fn anchored(text: &str, needle: &str, case: Case, place: Place) -> bool {
    let (text, needle) = (characters(text, case), characters(needle, case));
    match place {
        Place::Start => text.starts_with(&needle),
        Place::End => text.ends_with(&needle),
        Place::Whole => text == needle,
    }
}

#[test]
fn folding_keeps_terms_terms() {
    assert!(('\0'..=char::MAX).all(|c| in_term(c) == in_term(lower(c))));
}

/// Few characters, so that texts and needles meet: either case, digits, punctuation, strangers that fold into ASCII.
const LETTERS: [char; 19] =
    ['a', 'b', 'k', 'A', 'K', '1', 'i', ' ', 'I', '_', '.', 'é', 'É', '\u{212a}', 'İ', 'ß', 'Σ', 'ς', 'σ'];

fn letters(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&LETTERS[..]), 0..=most).prop_map(String::from_iter)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn searches_agree(text in letters(12), needle in letters(3)) {
        for case in [Case::Ignored, Case::Exact] {
            for edges in [Edges::NONE, Edges::START, Edges::END, Edges::BOTH] {
                let fast = Search::new(&needle, case, edges).found_in(&text);
                prop_assert_eq!(fast, search(&text, &needle, case, edges), "{} {} {:?} {:?}", text, needle, case, edges);
            }
            for place in [Place::Start, Place::End, Place::Whole] {
                let fast = Anchored::new(&needle, case, place).found_in(&text);
                prop_assert_eq!(fast, anchored(&text, &needle, case, place), "{} {} {:?} {:?}", text, needle, case, place);
            }
        }
    }

    #[test]
    fn any_text_agrees(text in ".{0,80}", from in 0usize..40, length in 1usize..6) {
        let needle: String = text.chars().skip(from).take(length).collect();
        for edges in [Edges::NONE, Edges::BOTH] {
            let fast = Search::new(&needle, Case::Ignored, edges).found_in(&text);
            prop_assert_eq!(fast, search(&text, &needle, Case::Ignored, edges));
        }
    }

    #[test]
    fn ascii_words_agree(text in "([a-dA-D]{1,4}[ ._-]?){0,12}", needle in "[a-dA-D]{1,4}[ .]?[a-d]{0,2}") {
        for edges in [Edges::NONE, Edges::START, Edges::END, Edges::BOTH] {
            let fast = Search::new(&needle, Case::Ignored, edges).found_in(&text);
            prop_assert_eq!(fast, search(&text, &needle, Case::Ignored, edges));
        }
    }
}
