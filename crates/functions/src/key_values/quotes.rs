//! Quoted keys and values.

use super::Options;
use std::collections::HashSet;

/// Reads quotes of one text, and remembers which are never closed, so that hostile texts are not searched again and again.
pub struct Quotes<'o> {
    options: &'o Options,
    unclosed: HashSet<char>,
}

impl<'o> Quotes<'o> {
    pub fn new(options: &'o Options) -> Quotes<'o> {
        Quotes { options, unclosed: HashSet::new() }
    }

    /// What stands in the quotes that the text begins with, and the text behind them.
    pub fn read<'a>(&mut self, text: &'a str) -> Option<(String, &'a str)> {
        let first = text.chars().next()?;
        let (_, close) = self.options.quotes.iter().find(|(open, _)| *open == first)?;
        if self.unclosed.contains(close) {
            return None;
        }
        let mut inside = String::new();
        let mut chars = text.char_indices().skip(1);
        while let Some((at, c)) = chars.next() {
            if self.options.escapes.contains(&c) {
                inside.push(chars.next().map_or(c, |(_, escaped)| escaped));
            } else if c == *close {
                return Some((inside, text.get(at + c.len_utf8()..).unwrap_or("")));
            } else {
                inside.push(c);
            }
        }
        self.unclosed.insert(*close);
        None
    }

    /// Where the quoted text begins that ends here.
    pub fn begins(&self, text: &str) -> Option<usize> {
        let last = text.chars().next_back()?;
        let (open, _) = self.options.quotes.iter().find(|(_, close)| *close == last)?;
        text.get(..text.len() - last.len_utf8())?.rfind(*open)
    }
}
