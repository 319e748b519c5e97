//! JSON text read strictly, token by token.

use super::super::MAX_DEPTH;

/// Reads JSON text strictly, token by token.
pub struct Reader<'a> {
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

/// The inside of a JSON string as written.
#[derive(Debug, Clone, Copy)]
pub struct Content<'a> {
    pub raw: &'a str,
    pub escaped: bool,
}

impl Content<'_> {
    /// The text it stands for.
    pub fn decoded(&self) -> String {
        decode(self.raw)
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

/// The length of the JSON number at the start, if there is one.
pub fn number_length(bytes: &[u8]) -> Option<usize> {
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
