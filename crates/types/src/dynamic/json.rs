//! JSON text to encoded text.

use super::MAX_DEPTH;
use std::collections::HashMap;

/// Strict JSON as encoded text: checked, blanks removed, escapes shortened. `None` where it is not JSON, or nests
/// deeper than [`MAX_DEPTH`]. A key written twice keeps its first place and its last value; half of a surrogate pair
/// becomes U+FFFD.
pub fn from_json(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    from_json_into(&mut out, text).then_some(out)
}

/// The same, appended to what is there; where the text is not JSON nothing is appended, and the answer is false.
pub fn from_json_into(out: &mut String, text: &str) -> bool {
    let start = out.len();
    let mut reader = Reader::new(text);
    reader.blanks();
    let read = compact(&mut reader, out, 0).is_some() && reader.finished();
    if !read {
        out.truncate(start);
    }
    read
}

/// Appends an array, each element as `write` says.
pub fn write_list<T>(out: &mut String, items: impl IntoIterator<Item = T>, mut write: impl FnMut(&mut String, T)) {
    out.push('[');
    for (i, item) in items.into_iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        write(out, item);
    }
    out.push(']');
}

/// Appends a string with quotes and the shortest escapes.
pub fn write_string(out: &mut String, text: &str) {
    out.push('"');
    // Most texts have nothing to escape, which is found out faster than where it is.
    let escapes = text.bytes().fold(false, |any, b| any | (b < 0x20) | (b == b'"') | (b == b'\\'));
    if !escapes {
        out.push_str(text);
        out.push('"');
        return;
    }
    let mut plain = 0;
    for (i, b) in text.bytes().enumerate() {
        if b >= 0x20 && b != b'"' && b != b'\\' {
            continue;
        }
        out.push_str(text.get(plain..i).unwrap_or(""));
        plain = i + 1;
        match b {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            0x8 => out.push_str("\\b"),
            0xc => out.push_str("\\f"),
            b => out.push_str(&format!("\\u{b:04x}")),
        }
    }
    out.push_str(text.get(plain..).unwrap_or(""));
    out.push('"');
}

/// Reads one value and appends it in encoded form.
fn compact(reader: &mut Reader, out: &mut String, depth: usize) -> Option<()> {
    match reader.peek()? {
        b'"' => {
            let content = reader.string()?;
            write_content(out, &content);
        }
        b'[' => {
            out.push('[');
            reader.array(depth, |reader, index| {
                if index > 0 {
                    out.push(',');
                }
                compact(reader, out, depth + 1)
            })?;
            out.push(']');
        }
        b'{' => {
            let start = out.len();
            let mut members: Vec<Member> = Vec::new();
            out.push('{');
            reader.bag(depth, |reader, key| {
                if !members.is_empty() {
                    out.push(',');
                }
                let key_start = out.len();
                write_content(out, &key);
                let key_end = out.len();
                out.push(':');
                compact(reader, out, depth + 1)?;
                members.push(Member { start: key_start, key_end, end: out.len() });
                Some(())
            })?;
            out.push('}');
            keep_last(out, start, &members);
        }
        _ => out.push_str(reader.scalar()?),
    }
    Some(())
}

/// Where a member stands in the output.
struct Member {
    start: usize,
    key_end: usize,
    end: usize,
}

/// Rewrites the bag that starts at `start` if a key occurs twice in it.
fn keep_last(out: &mut String, start: usize, members: &[Member]) {
    if members.len() < 2 {
        return;
    }
    let key = |m: &Member| out.get(m.start..m.key_end).unwrap_or("");
    // Small bags are the rule, and comparing pairs of keys is then faster than hashing them.
    let twice = match members.len() {
        ..=8 => members.iter().enumerate().any(|(i, a)| members.iter().take(i).any(|b| key(a) == key(b))),
        n => members.iter().map(key).collect::<std::collections::HashSet<_>>().len() < n,
    };
    if !twice {
        return;
    }
    let mut place: HashMap<&str, usize> = HashMap::new();
    let mut kept: Vec<&Member> = Vec::new();
    for m in members {
        match place.get(key(m)) {
            Some(i) => kept[*i] = m,
            None => {
                place.insert(key(m), kept.len());
                kept.push(m);
            }
        }
    }
    let texts: Vec<&str> = kept.iter().map(|m| out.get(m.start..m.end).unwrap_or("")).collect();
    let bag = format!("{{{}}}", texts.join(","));
    out.truncate(start);
    out.push_str(&bag);
}

/// The inside of a JSON string as written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Content<'a> {
    pub raw: &'a str,
    pub escaped: bool,
}

impl Content<'_> {
    /// The text it stands for.
    pub fn decoded(&self) -> String {
        decode(self.raw)
    }
}

fn write_content(out: &mut String, content: &Content) {
    if content.escaped {
        write_string(out, &content.decoded());
    } else {
        out.push('"');
        out.push_str(content.raw);
        out.push('"');
    }
}

/// Resolves the escapes of a JSON string that [`Reader::string`] has checked.
fn decode(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let escape = &rest[at + 1..];
        let mut used = 1;
        match escape.as_bytes().first() {
            Some(b'b') => out.push('\u{8}'),
            Some(b'f') => out.push('\u{c}'),
            Some(b'n') => out.push('\n'),
            Some(b'r') => out.push('\r'),
            Some(b't') => out.push('\t'),
            Some(b'u') => {
                let (c, length) = unicode_escape(escape);
                out.push(c);
                used = length;
            }
            Some(b) => out.push(char::from(*b)),
            None => {}
        }
        rest = escape.get(used..).unwrap_or("");
    }
    out.push_str(rest);
    out
}

/// The character of `uXXXX` or of a pair `uXXXX\uXXXX`, and how many bytes it takes.
fn unicode_escape(escape: &str) -> (char, usize) {
    let unit = |from: usize| escape.get(from..from + 4).and_then(|hex| u16::from_str_radix(hex, 16).ok());
    let Some(first) = unit(1) else {
        return (char::REPLACEMENT_CHARACTER, escape.len());
    };
    if escape.get(5..7) == Some("\\u")
        && let Some(second) = unit(7)
        && let Some(Ok(c)) = char::decode_utf16([first, second]).next()
        && !matches!(first, 0..=0xd7ff | 0xe000..)
    {
        return (c, 11);
    }
    (char::from_u32(u32::from(first)).unwrap_or(char::REPLACEMENT_CHARACTER), 5)
}

/// Reads JSON text strictly, token by token.
pub(super) struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    pub fn new(text: &'a str) -> Reader<'a> {
        Reader { text, at: 0 }
    }

    /// A reader of the same text that stands elsewhere.
    pub fn at(&self, position: usize) -> Reader<'a> {
        Reader { text: self.text, at: position }
    }

    pub fn position(&self) -> usize {
        self.at
    }

    pub fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    pub fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// Only blanks are left.
    pub fn finished(&mut self) -> bool {
        self.blanks();
        self.at == self.text.len()
    }

    fn take(&mut self, b: u8) -> Option<()> {
        (self.peek() == Some(b)).then(|| self.at += 1)
    }

    /// Passes over what means itself inside a string, several bytes at a time.
    fn plain(&mut self) {
        const WIDE: usize = 8;
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let means_itself = |b: u8| b >= 0x20 && b != b'"' && b != b'\\';
        let (chunks, _) = rest.as_chunks::<WIDE>();
        let wide = chunks.iter().take_while(|c| c.iter().fold(true, |all, b| all & means_itself(*b))).count() * WIDE;
        let narrow = rest.iter().skip(wide).take_while(|b| means_itself(**b)).count();
        self.at += wide + narrow;
    }

    /// A string with its quotes.
    pub fn string(&mut self) -> Option<Content<'a>> {
        self.take(b'"')?;
        let start = self.at;
        let mut escaped = false;
        loop {
            self.plain();
            match self.peek()? {
                b'"' => {
                    let raw = self.text.get(start..self.at)?;
                    self.at += 1;
                    return Some(Content { raw, escaped });
                }
                b'\\' => {
                    escaped = true;
                    self.at += 1;
                    match self.peek()? {
                        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => self.at += 1,
                        b'u' => {
                            let hex = self.text.as_bytes().get(self.at + 1..self.at + 5)?;
                            if !hex.iter().all(u8::is_ascii_hexdigit) {
                                return None;
                            }
                            self.at += 5;
                        }
                        _ => return None,
                    }
                }
                ..=0x1f => return None,
                _ => self.at += 1,
            }
        }
    }

    /// A number, `true`, `false` or `null`, as written.
    pub fn scalar(&mut self) -> Option<&'a str> {
        let rest = self.text.get(self.at..)?;
        let length = match rest.as_bytes().first()? {
            b't' => rest.starts_with("true").then_some(4)?,
            b'f' => rest.starts_with("false").then_some(5)?,
            b'n' => rest.starts_with("null").then_some(4)?,
            _ => number_length(rest.as_bytes())?,
        };
        self.at += length;
        rest.get(..length)
    }

    /// An array: calls `element` at the start of each.
    pub fn array(&mut self, depth: usize, mut element: impl FnMut(&mut Reader<'a>, usize) -> Option<()>) -> Option<()> {
        self.open(b'[', depth)?;
        if self.take(b']').is_some() {
            return Some(());
        }
        for index in 0.. {
            element(self, index)?;
            self.blanks();
            if self.take(b',').is_none() {
                return self.take(b']');
            }
            self.blanks();
        }
        None
    }

    /// A bag: calls `member` at the start of each value, with its key.
    pub fn bag(
        &mut self,
        depth: usize,
        mut member: impl FnMut(&mut Reader<'a>, Content<'a>) -> Option<()>,
    ) -> Option<()> {
        self.open(b'{', depth)?;
        if self.take(b'}').is_some() {
            return Some(());
        }
        loop {
            let key = self.string()?;
            self.blanks();
            self.take(b':')?;
            self.blanks();
            member(self, key)?;
            self.blanks();
            if self.take(b',').is_none() {
                return self.take(b'}');
            }
            self.blanks();
        }
    }

    fn open(&mut self, b: u8, depth: usize) -> Option<()> {
        if depth >= MAX_DEPTH {
            return None;
        }
        self.take(b)?;
        self.blanks();
        Some(())
    }
}

/// The length of the JSON number at the start, if there is one.
pub(super) fn number_length(bytes: &[u8]) -> Option<usize> {
    let digits = |from: usize| bytes.get(from..).unwrap_or_default().iter().take_while(|b| b.is_ascii_digit()).count();
    let mut at = usize::from(bytes.first() == Some(&b'-'));
    match (bytes.get(at), digits(at)) {
        (_, 0) => return None,
        (Some(b'0'), n) if n > 1 => return None,
        (_, n) => at += n,
    }
    if bytes.get(at) == Some(&b'.') {
        let n = digits(at + 1);
        if n == 0 {
            return None;
        }
        at += 1 + n;
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
        let n = digits(at + 1 + sign);
        if n == 0 {
            return None;
        }
        at += 1 + sign + n;
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_compacted_and_numbers_keep_their_spelling() {
        let json = " { \"a\" : [ 1 , 42.0, -0, 1e5, 123456789012345678901 ] ,\n\"b\\u0041\\/\" : \"\\ud83d\\ude00\\u00e9\\u0007\" } ";
        assert_eq!(
            from_json(json).as_deref(),
            Some("{\"a\":[1,42.0,-0,1e5,123456789012345678901],\"bA/\":\"😀é\\u0007\"}")
        );
    }

    #[test]
    fn what_is_not_json_is_refused() {
        for text in [
            "",
            " ",
            "abc",
            "'a'",
            "[1,]",
            "{\"a\":1,}",
            "{a:1}",
            "01",
            "1.",
            ".5",
            "+1",
            "1e",
            "-",
            "nul",
            "truex",
            "[1 2]",
            "\"a",
            "\"\t\"",
            "\"\\x\"",
            "\"\\u12g4\"",
            "[1] x",
            "@d5",
            "{\"a\" 1}",
            "NaN",
            "[",
            "{",
        ] {
            assert_eq!(from_json(text), None, "{text}");
        }
    }

    #[test]
    fn a_key_written_twice_keeps_its_last_value() {
        assert_eq!(from_json(r#"{"a":1,"b":2,"\u0061":3}"#).as_deref(), Some(r#"{"a":3,"b":2}"#));
        let many: Vec<String> = (0..20).map(|i| format!("\"k{}\":{i}", i % 10)).collect();
        let kept = from_json(&format!("{{{}}}", many.join(","))).unwrap();
        assert!(kept.starts_with(r#"{"k0":10,"k1":11,"#) && kept.ends_with(r#""k9":19}"#), "{kept}");
    }

    #[test]
    fn depth_is_bounded() {
        let nested = |n: usize| format!("{}{}", "[".repeat(n), "]".repeat(n));
        assert!(from_json(&nested(MAX_DEPTH)).is_some());
        assert!(from_json(&nested(MAX_DEPTH + 1)).is_none());
        assert!(from_json(&"[".repeat(1_000_000)).is_none());
    }

    #[test]
    fn half_a_surrogate_pair_is_replaced() {
        assert_eq!(from_json(r#""\ud83dx""#).as_deref(), Some("\"\u{fffd}x\""));
        assert_eq!(from_json(r#""\ud83d\u0041""#).as_deref(), Some("\"\u{fffd}A\""));
    }
}
