//! The text that a string literal stands for.

use super::Problem;
use crate::codes;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StringLiteral {
    pub text: String,
    /// Written as `h"…"`: not to be shown in logs.
    pub hidden: bool,
}

pub fn read(token: &str) -> Result<StringLiteral, Problem> {
    let unhidden = token.strip_prefix(['h', 'H']);
    let hidden = unhidden.is_some();
    let rest = unhidden.unwrap_or(token);
    let verbatim = rest.strip_prefix('@');
    let rest = verbatim.unwrap_or(rest);
    let text = if let Some(block) = block(rest) {
        block?
    } else {
        let (quote, inside) = open(rest)?;
        if verbatim.is_some() { read_verbatim(inside, quote)? } else { read_escaped(inside, quote)? }
    };
    Ok(StringLiteral { text, hidden })
}

fn not_closed(quote: &str) -> Problem {
    Problem::new(codes::STRING_NOT_CLOSED, format!("the string is not closed: its line ends before a {quote}"))
        .with_help("a string over several lines stands between ``` and ```")
}

fn block(rest: &str) -> Option<Result<String, Problem>> {
    let quote = crate::lexer::BLOCK_QUOTES.into_iter().find(|quote| rest.starts_with(quote))?;
    let inside = rest.strip_prefix(quote)?;
    Some(match inside.strip_suffix(quote) {
        Some(text) => Ok(text.to_owned()),
        None => Err(Problem::new(codes::STRING_NOT_CLOSED, format!("the string is not closed: no {quote} follows"))),
    })
}

fn open(rest: &str) -> Result<(char, &str), Problem> {
    let mut chars = rest.chars();
    match chars.next() {
        Some(quote) => Ok((quote, chars.as_str())),
        None => Err(not_closed("quote")),
    }
}

/// A verbatim string knows one escape, the doubled quote; so the last quote closes it only if it is not half of one.
fn read_verbatim(inside: &str, quote: char) -> Result<String, Problem> {
    let escape = format!("{quote}{quote}");
    match inside.strip_suffix(quote) {
        Some(text) if !text.replace(&escape, "").contains(quote) => Ok(text.replace(&escape, &quote.to_string())),
        _ => Err(not_closed(&quote.to_string())),
    }
}

fn read_escaped(inside: &str, quote: char) -> Result<String, Problem> {
    let mut text = String::with_capacity(inside.len());
    let mut rest = inside;
    while let Some(stop) = rest.find([quote, '\\']) {
        let (plain, special) = rest.split_at(stop);
        text.push_str(plain);
        match special.strip_prefix('\\') {
            Some(escape) => {
                let (meant, length) = read_escape(escape)?;
                text.push(meant);
                rest = escape.get(length..).unwrap_or("");
            }
            None => return Ok(text),
        }
    }
    Err(not_closed(&quote.to_string()))
}

/// The character that the text behind a backslash means, and how much of the text that takes.
fn read_escape(escape: &str) -> Result<(char, usize), Problem> {
    let Some(first) = escape.chars().next() else {
        return Err(not_closed("quote"));
    };
    let simple = match first {
        '\\' | '\'' | '"' => first,
        'a' => '\u{07}',
        'b' => '\u{08}',
        'f' => '\u{0c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\u{0b}',
        'x' => return numbered(escape, 2, 16, 1),
        'u' => return unicode(escape),
        'U' => return numbered(escape, 8, 16, 1),
        '0'..='7' => return octal(escape),
        other => return Err(unknown_escape(&other.to_string())),
    };
    Ok((simple, 1))
}

fn unknown_escape(found: &str) -> Problem {
    Problem::new(codes::BAD_ESCAPE, format!("`\\{found}` is no escape: \\n \\r \\t \\\\ \\' \\\" and \\uXXXX are"))
        .with_help("write a backslash as \\\\, or the whole string as @\"…\"")
}

fn numbered(escape: &str, digits: usize, radix: u32, skip: usize) -> Result<(char, usize), Problem> {
    let written = escape.get(skip..skip + digits).filter(|d| d.chars().all(|c| c.is_digit(radix)));
    let meant = written.and_then(|d| u32::from_str_radix(d, radix).ok()).and_then(char::from_u32);
    match meant {
        Some(c) => Ok((c, skip + digits)),
        None => Err(unknown_escape(escape.get(..skip).unwrap_or(""))),
    }
}

/// `\uXXXX`. Two of them may be the halves of one character, as in JSON.
fn unicode(escape: &str) -> Result<(char, usize), Problem> {
    let half = |from: usize| -> Option<u16> {
        let digits = escape.get(from..from + 4)?;
        digits.chars().all(|c| c.is_ascii_hexdigit()).then(|| u16::from_str_radix(digits, 16).ok())?
    };
    let Some(first) = half(1) else {
        return Err(unknown_escape("u"));
    };
    if let Some(c) = char::from_u32(u32::from(first)) {
        return Ok((c, 5));
    }
    let second = if escape.get(5..7) == Some("\\u") { half(7) } else { None };
    match second.map(|second| char::decode_utf16([first, second]).next()) {
        Some(Some(Ok(c))) => Ok((c, 11)),
        _ => Err(Problem::new(codes::BAD_ESCAPE, format!("`\\u{first:04x}` alone is half a character"))),
    }
}

/// One to three octal digits; three only up to `\377`.
fn octal(escape: &str) -> Result<(char, usize), Problem> {
    let mut length = escape.bytes().take(3).take_while(|b| (b'0'..=b'7').contains(b)).count();
    if length == 3 && !matches!(escape.bytes().next(), Some(b'0'..=b'3')) {
        length = 2;
    }
    numbered(escape, length, 8, 0)
}

#[cfg(test)]
mod tests {
    use super::read;

    fn text(token: &str) -> String {
        read(token).map(|s| s.text).unwrap_or_else(|p| format!("{}: {}", p.code, p.message))
    }

    #[test]
    fn escapes_mean_characters() {
        assert_eq!(text(r#""a\tb\\c\"d""#), "a\tb\\c\"d");
        assert_eq!(text(r"'\u00e9\x41\101\U0001F600'"), "éAA😀");
        assert_eq!(text(r"'\ud83d\ude00'"), "😀");
    }

    #[test]
    fn verbatim_strings_know_one_escape() {
        assert_eq!(text(r"@'a''b\d'"), r"a'b\d");
    }

    #[test]
    fn blocks_know_no_escape() {
        assert_eq!(text("```a\n\\d\"```"), "a\n\\d\"");
    }

    #[test]
    fn unknown_escapes_and_open_strings_are_refused() {
        assert!(text(r"'\d'").starts_with("LUR003"));
        assert!(text(r"'\ud83d'").starts_with("LUR003"));
        assert!(text("'abc").starts_with("LUR002"));
        assert!(text("```abc").starts_with("LUR002"));
        assert!(text("@'abc").starts_with("LUR002"));
        // The last quotes are one that belongs to the text.
        assert!(text("@'abc''").starts_with("LUR002"));
        assert_eq!(text("@'abc'''"), "abc'");
    }
}
