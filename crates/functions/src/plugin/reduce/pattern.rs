//! The text of a pattern: what all texts of a group have at the same place, and `*` for the rest.

use super::terms::Separators;

/// The pattern of texts that have the same terms at these places, which are in order.
///
/// `*` stands for any characters. Separators that the query gave are its, if they stand beside it: `foo*`, not `fooZ*`; others
/// are shown: `San *`.
pub fn pattern(separators: &Separators, texts: &[&str], places: &[u32]) -> String {
    let (Some(first), Some(last)) = (texts.first(), places.last()) else { return String::new() };
    let last = *last as usize;
    let shape = Shape::new(separators, first, last);
    let (mut gaps, mut tail) = (shape.gaps.clone(), shape.tail);
    for text in texts.iter().skip(1) {
        let other = Shape::new(separators, text, last);
        for (gap, other) in gaps.iter_mut().zip(&other.gaps) {
            if gap != other {
                *gap = None;
            }
        }
        tail = tail.common(other.tail);
    }
    let mut out = Out { text: String::new(), wild: false, swallows: matches!(separators, Separators::Given(_)) };
    let mut places = places.iter().map(|place| *place as usize).peekable();
    for (place, (gap, term)) in gaps.iter().zip(&shape.terms).enumerate() {
        let term = places.next_if_eq(&place).map(|_| *term);
        out.gap(*gap, term.is_none());
        out.term(term);
    }
    match tail {
        Tail::Ends(rest) => out.gap(Some(rest), false),
        Tail::Goes(gap) => {
            out.gap(gap, true);
            out.term(None);
        }
    }
    out.text
}

/// A text up to the last place of a pattern.
struct Shape<'a> {
    terms: Vec<&'a str>,
    /// What stands before each term.
    gaps: Vec<Option<&'a str>>,
    tail: Tail<'a>,
}

/// What stands behind the last place.
#[derive(Clone, Copy, PartialEq)]
enum Tail<'a> {
    /// No more terms.
    Ends(&'a str),
    /// More terms, or other ends; and what stands before them if it is the same in all texts.
    Goes(Option<&'a str>),
}

impl<'a> Shape<'a> {
    fn new(separators: &Separators, text: &'a str, last: usize) -> Shape<'a> {
        let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
        let (mut shape, mut end) = (Shape { terms: vec![], gaps: vec![], tail: Tail::Goes(None) }, 0);
        let mut terms = separators.terms(text);
        for term in terms.by_ref().take(last + 1) {
            shape.gaps.push(Some(part(end, term.start)));
            shape.terms.push(part(term.start, term.end));
            end = term.end;
        }
        shape.tail = match terms.next() {
            None => Tail::Ends(part(end, text.len())),
            Some(next) => Tail::Goes(Some(part(end, next.start))),
        };
        shape
    }
}

impl<'a> Tail<'a> {
    fn common(self, other: Tail<'a>) -> Tail<'a> {
        if self == other { self } else { Tail::Goes(None) }
    }
}

/// A pattern that is written, without two `*` side by side.
struct Out {
    text: String,
    wild: bool,
    /// `*` takes in what separates it from a term.
    swallows: bool,
}

impl Out {
    /// What stands between two terms, if it is the same in all texts.
    fn gap(&mut self, gap: Option<&str>, before_wild: bool) {
        match gap {
            Some(gap) if !(self.swallows && (self.wild || before_wild)) => self.literal(gap),
            Some("") => {}
            // Beside the `*` that it belongs to.
            _ => self.star(),
        }
    }

    fn term(&mut self, term: Option<&str>) {
        match term {
            Some(term) => self.literal(term),
            None => self.star(),
        }
    }

    fn literal(&mut self, text: &str) {
        if !text.is_empty() {
            self.text.push_str(text);
            self.wild = false;
        }
    }

    fn star(&mut self) {
        if !self.wild {
            self.text.push('*');
            self.wild = true;
        }
    }
}
