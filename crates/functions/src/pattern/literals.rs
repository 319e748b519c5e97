//! Matching by literals alone: each is searched for behind the one before.
//!
//! Between two literals there is one gap at most, a star or a column, and it takes as little as it can; so the first
//! place of each literal is the right one. The last literal of a pattern must end the text.

use super::Part;
use memchr::memmem::Finder;
use std::ops::Range;

#[derive(Debug, Clone)]
pub struct Literals {
    steps: Vec<Step>,
    /// What stands behind the last literal.
    tail: Gap,
    columns: usize,
}

#[derive(Debug, Clone)]
struct Step {
    gap: Gap,
    literal: String,
    finder: Finder<'static>,
    /// Nothing follows, so the literal must end the text.
    last: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Gap {
    Nothing,
    Star,
    Column,
}

impl Literals {
    /// Nothing if a column stands before a star, where its type's shape decides.
    pub fn new(parts: &[Part]) -> Option<Literals> {
        let (mut steps, mut gap, mut columns) = (Vec::new(), Gap::Nothing, 0);
        for (i, part) in parts.iter().enumerate() {
            match (part, gap) {
                (Part::Text(text), _) => {
                    let finder = Finder::new(text).into_owned();
                    steps.push(Step { gap, literal: text.clone(), finder, last: i + 1 == parts.len() });
                    gap = Gap::Nothing;
                }
                (Part::Skip, Gap::Nothing) => gap = Gap::Star,
                (Part::Column { .. }, Gap::Nothing) => {
                    gap = Gap::Column;
                    columns += 1;
                }
                _ => return None,
            }
        }
        Some(Literals { steps, tail: gap, columns })
    }

    /// What the columns capture, in order.
    pub fn captures(&self, text: &str, found: &mut Vec<Option<Range<usize>>>) -> bool {
        found.clear();
        let mut at = 0;
        for step in &self.steps {
            let Some(rest) = text.as_bytes().get(at..) else {
                return false;
            };
            let place = match step.gap {
                Gap::Nothing if step.last => (rest == step.literal.as_bytes()).then_some(0),
                Gap::Nothing => rest.starts_with(step.literal.as_bytes()).then_some(0),
                _ if step.last => rest.ends_with(step.literal.as_bytes()).then(|| rest.len() - step.literal.len()),
                _ => step.finder.find(rest),
            };
            let Some(place) = place else {
                return false;
            };
            if step.gap == Gap::Column {
                found.push(Some(at..at + place));
            }
            at += place + step.literal.len();
        }
        match self.tail {
            Gap::Column => found.push(Some(at..text.len())),
            Gap::Star => {}
            // A pattern that ends in a literal has seen to the end; one without parts matches nothing but "".
            Gap::Nothing if at != text.len() => return false,
            Gap::Nothing => {}
        }
        found.len() == self.columns
    }
}
