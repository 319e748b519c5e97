//! Where a string literal ends. What it means is read later, by `literal::strings`.

/// The quotes that may span lines and know no escapes.
pub const BLOCK_QUOTES: [&str; 2] = ["```", "~~~"];

/// The length of the string literal that `rest` begins with. One that is not closed ends with its line.
pub fn length(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut at = 0;
    if matches!(bytes.first(), Some(b'h' | b'H')) {
        at += 1;
    }
    let verbatim = bytes.get(at) == Some(&b'@');
    if verbatim {
        at += 1;
    }
    match bytes.get(at)? {
        quote @ (b'\'' | b'"') => Some(quoted(bytes, at + 1, *quote, verbatim)),
        b'`' | b'~' => BLOCK_QUOTES.iter().find_map(|quote| block(rest, at, quote)),
        _ => None,
    }
}

fn quoted(bytes: &[u8], mut at: usize, quote: u8, verbatim: bool) -> usize {
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\n' | b'\r' => return at,
            b'\\' if !verbatim => {
                // The next character belongs to the escape, unless it ends the line.
                at += match bytes.get(at + 1) {
                    Some(b'\n' | b'\r') | None => 1,
                    Some(_) => 2,
                };
            }
            _ if byte == quote => {
                if !(verbatim && bytes.get(at + 1) == Some(&quote)) {
                    return at + 1;
                }
                at += 2;
            }
            _ => at += 1,
        }
    }
    // An escape may have stepped into the middle of the last character, or past the end.
    bytes.len()
}

fn block(rest: &str, at: usize, quote: &str) -> Option<usize> {
    let inside = rest.get(at..)?.strip_prefix(quote)?;
    let end = inside.find(quote).map_or(inside.len(), |found| found + quote.len());
    Some(at + quote.len() + end)
}
