//! The formats of `format_datetime` and `format_timespan`: runs of letters and the delimiters between them.

use crate::KernelError;

/// One element of a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Element {
    /// This letter, so many times.
    Letter(char, usize),
    Delimiter(char),
}

/// A letter and how often it may stand in a row as one element, longest first.
pub type Letters = [(char, &'static [usize])];

/// Takes a format apart. A run of one letter is cut into the longest elements there are: `ddd` is `dd` and `d`.
pub fn compile(format: &str, letters: &Letters) -> Result<Vec<Element>, KernelError> {
    if format.is_empty() {
        return Err(KernelError::new("the format is empty"));
    }
    let mut elements = Vec::new();
    let mut rest = format;
    while let Some(c) = rest.chars().next() {
        let run = rest.chars().take_while(|d| *d == c).count();
        if " /-:,._[]".contains(c) {
            elements.push(Element::Delimiter(c));
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
            continue;
        }
        let lengths = letters.iter().find(|(letter, _)| *letter == c).map_or(&[][..], |(_, lengths)| lengths);
        let Some(length) = lengths.iter().copied().find(|length| *length <= run) else {
            let known: String = letters.iter().map(|(letter, _)| *letter).collect();
            return Err(KernelError::new(format!(
                "`{c}` cannot stand in the format `{format}`; it is made of the letters {known} and the delimiters blank / - : , . _ [ ]"
            )));
        };
        elements.push(Element::Letter(c, length));
        rest = rest.get(length..).unwrap_or_default();
    }
    Ok(elements)
}

/// Delimiters as they are, letters as `part` says, given how many there are.
pub fn print(elements: &[Element], mut part: impl FnMut(char, usize) -> String) -> String {
    let mut text = String::new();
    for element in elements {
        match *element {
            Element::Delimiter(d) => text.push(d),
            Element::Letter(letter, length) => text.push_str(&part(letter, length)),
        }
    }
    text
}

/// The first digits of a fraction of seven; `F` leaves trailing zeros out.
pub fn fraction(letter: char, length: usize, ticks: i64) -> String {
    let digits: String = format!("{ticks:07}").chars().take(length).collect();
    if letter == 'F' { digits.trim_end_matches('0').to_owned() } else { digits }
}
