//! The terms of texts, and which of them are frequent at their places.

use super::Texts;
use crate::KernelError;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// The most terms of all different texts together.
pub const MAX_TERMS: usize = 10_000_000;

/// What stands between terms.
pub enum Separators {
    /// Every character that is neither a letter of ASCII nor a digit of it.
    NotAlphanumeric,
    Given(HashSet<char>),
}

impl Separators {
    pub fn given(characters: &str) -> Separators {
        Separators::Given(characters.chars().collect())
    }

    fn separates(&self, c: char) -> bool {
        match self {
            Separators::NotAlphanumeric => !c.is_ascii_alphanumeric(),
            Separators::Given(characters) => characters.contains(&c),
        }
    }

    /// Where each term of a text stands in it; no term is empty.
    pub fn terms<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        let mut from = 0;
        std::iter::from_fn(move || {
            let start = from + text.get(from..)?.find(|c| !self.separates(c))?;
            let length = text.get(start..)?.find(|c| self.separates(c));
            from = length.map_or(text.len(), |length| start + length);
            Some(start..from)
        })
    }
}

/// The terms that enough rows have at the same place: the first term of a text, the second and so on.
pub struct Frequent {
    /// The place of each, those of the most rows first.
    places: Vec<u32>,
    /// Those of each text, those of the most rows first.
    pub of_text: Vec<Vec<u32>>,
}

impl Frequent {
    /// Refuses texts of more terms than `most` together.
    pub fn new(texts: &Texts, separators: &Separators, threshold: f64, most: usize) -> Result<Frequent, KernelError> {
        let rows: u64 = texts.counts.iter().sum();
        let terms: usize = texts.texts.iter().map(|text| separators.terms(text).count()).sum();
        if terms > most {
            let message = format!("the texts have more than {most} terms in all: `reduce` fewer or shorter ones");
            return Err(KernelError::new(message));
        }
        let mut weights: HashMap<(u32, &str), u64> = HashMap::new();
        for (text, count) in texts.texts.iter().zip(&texts.counts) {
            for (place, term) in (0u32..).zip(separators.terms(text)) {
                *weights.entry((place, text.get(term).unwrap_or_default())).or_default() += count;
            }
        }
        // What one row alone has tells of no group.
        let frequent = |weight: u64| weight >= rows.min(2) && weight as f64 / rows as f64 >= threshold;
        let mut found: Vec<(u64, u32, &str)> =
            weights.into_iter().filter(|(_, w)| frequent(*w)).map(|((place, term), w)| (w, place, term)).collect();
        found.sort_unstable_by(|a, b| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let numbers: HashMap<(u32, &str), u32> =
            (0u32..).zip(&found).map(|(number, (_, place, term))| ((*place, *term), number)).collect();
        let of_text = |text: &&str| {
            let terms = (0u32..).zip(separators.terms(text));
            let mut items: Vec<u32> = terms
                .filter_map(|(place, term)| numbers.get(&(place, text.get(term).unwrap_or_default())).copied())
                .collect();
            items.sort_unstable();
            items
        };
        let of_text = texts.texts.iter().map(of_text).collect();
        Ok(Frequent { places: found.iter().map(|(_, place, _)| *place).collect(), of_text })
    }

    /// Where such terms stand, in order.
    pub fn places(&self, terms: &[u32]) -> Vec<u32> {
        let mut places: Vec<u32> = terms.iter().filter_map(|term| self.places.get(*term as usize).copied()).collect();
        places.sort_unstable();
        places
    }
}
