//! What a file is, by its first bytes and its name.

use super::archive::is_zip;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Message,
    Mbox,
    Csv,
    Json,
    Zip,
    Gzip,
    /// Text in UTF-16, as Exchange's portal writes CSV.
    Utf16,
    Empty,
    /// Known, but not readable; says why.
    Unsupported(&'static str),
}

pub fn kind(prefix: &[u8], source: &str, file_name: &str) -> Kind {
    if prefix.is_empty() {
        return Kind::Empty;
    }
    if let Some(kind) = by_magic(prefix) {
        return kind;
    }
    let name = file_name.to_ascii_lowercase();
    // Compressed exports are named `x.csv.gz`.
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    let text = without_mark(prefix);
    let first = text.trim_ascii_start().first().copied();
    if super::mbox::is_separator(first_line(text)) {
        return Kind::Mbox;
    }
    if name.ends_with(".eml") || in_maildir(source) {
        return Kind::Message;
    }
    if matches!(first, Some(b'{' | b'[')) {
        return Kind::Json;
    }
    if starts_with_fields(text) {
        return Kind::Message;
    }
    if name.ends_with(".csv") || name.ends_with(".tsv") || looks_like_csv(text) {
        return Kind::Csv;
    }
    Kind::Unsupported("it is neither mail nor an export")
}

fn by_magic(prefix: &[u8]) -> Option<Kind> {
    Some(match prefix {
        p if is_zip(p) => Kind::Zip,
        [0x1f, 0x8b, ..] => Kind::Gzip,
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Kind::Utf16,
        [0xd0, 0xcf, 0x11, 0xe0, ..] => {
            Kind::Unsupported("it is an Outlook or Office file (.msg); save the message as .eml")
        }
        p if p.starts_with(b"!BDN") => Kind::Unsupported("it is an Outlook data file (.pst); export its messages"),
        p if p.starts_with(b"PAR1") => Kind::Unsupported("it is Parquet, which is queried as it is"),
        p if p.starts_with(b"7z\xbc\xaf") || p.starts_with(b"Rar!") || p.starts_with(b"BZh") => {
            Kind::Unsupported("archives are read as .zip and .gz only")
        }
        [0x28, 0xb5, 0x2f, 0xfd, ..] => Kind::Unsupported("archives are read as .zip and .gz only"),
        p if p.get(257..262) == Some(b"ustar") => Kind::Unsupported("archives are read as .zip and .gz only"),
        _ => return None,
    })
}

/// Without the byte-order mark of UTF-8.
pub fn without_mark(text: &[u8]) -> &[u8] {
    text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text)
}

pub fn first_line(text: &[u8]) -> &[u8] {
    let end = memchr::memchr(b'\n', text).unwrap_or(text.len());
    text.get(..end).unwrap_or(text).trim_ascii_end()
}

/// Maildir: messages without extension in folders `cur` and `new`.
fn in_maildir(source: &str) -> bool {
    let folder = source.rsplit(['/', '\\']).nth(1);
    matches!(folder, Some("cur" | "new"))
}

/// The first line, or the second if the first is odd, is `Name: value`, or `Name:` before a folded value.
fn starts_with_fields(text: &[u8]) -> bool {
    let is_field = |line: &[u8]| {
        memchr::memchr(b':', line).and_then(|at| line.get(..at)).is_some_and(|name| {
            let plain = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b' ');
            !name.is_empty() && name.len() <= 78 && name.iter().all(plain) && !name.trim_ascii().contains(&b' ')
        })
    };
    is_field(first_line(text.trim_ascii_start()))
}

/// Two or more columns, and text.
fn looks_like_csv(text: &[u8]) -> bool {
    let line = first_line(text);
    let binary = text.iter().take(1024).any(|b| *b < 9);
    !binary && line.len() < 64 * 1024 && memchr::memchr3(b',', b';', b'\t', line).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_goes_before_names() {
        let kind = |text: &[u8], name: &str| super::kind(text, name, name);
        assert_eq!(kind(b"From a@b Wed Aug  2 00:01:03 2023\nSubject: x\n", "inbox"), Kind::Mbox);
        assert_eq!(kind(b"Received: from a\n", "1"), Kind::Message);
        assert_eq!(kind(b"\xef\xbb\xbfTimeGenerated [UTC],Subject\n", "x"), Kind::Csv);
        assert_eq!(kind(b"\n {\"a\":1}", "x"), Kind::Json);
        assert_eq!(kind(b"\x1f\x8b\x08", "x.csv"), Kind::Gzip);
        assert_eq!(kind(b"\x00\x01\x02,", "x"), Kind::Unsupported("it is neither mail nor an export"));
        assert_eq!(kind(b"prose without any", "LICENSE"), Kind::Unsupported("it is neither mail nor an export"));
        assert_eq!(super::kind(b"odd", "/m/cur/1:2,S", "1:2,S"), Kind::Message);
    }
}
