//! String literals within `dynamic(…)`.

use super::Parser;

impl Parser<'_> {
    /// One or more neighbouring string literals as one text.
    pub fn strings(&mut self) -> Result<String, String> {
        let mut out = String::new();
        while let Some(c @ ('"' | '\'' | '@')) = self.peek() {
            if c == '@' {
                self.at += 1;
                match self.peek() {
                    Some(quote @ ('"' | '\'')) => self.verbatim(quote, &mut out)?,
                    _ => return Err(self.expected("a string after `@`")),
                }
            } else {
                self.string(c, &mut out)?;
            }
            self.blanks();
        }
        Ok(out)
    }

    fn verbatim(&mut self, quote: char, out: &mut String) -> Result<(), String> {
        self.at += 1;
        loop {
            match self.peek() {
                None => return Err(self.expected("the end of a string")),
                Some(c) => {
                    self.at += c.len_utf8();
                    if c == quote && !self.take(quote) {
                        return Ok(());
                    }
                    out.push(c);
                }
            }
        }
    }

    fn string(&mut self, quote: char, out: &mut String) -> Result<(), String> {
        self.at += 1;
        loop {
            let Some(c) = self.peek().filter(|c| *c != '\n' && *c != '\r') else {
                return Err(self.expected("the end of a string"));
            };
            self.at += c.len_utf8();
            match c {
                c if c == quote => return Ok(()),
                '\\' => self.escape(out)?,
                c => out.push(c),
            }
        }
    }

    fn escape(&mut self, out: &mut String) -> Result<(), String> {
        let Some(c) = self.peek() else {
            return Err(self.expected("the end of a string"));
        };
        self.at += c.len_utf8();
        out.push(match c {
            '\\' | '"' | '\'' | '/' => c,
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'b' => '\u{8}',
            'f' => '\u{c}',
            'a' => '\u{7}',
            'v' => '\u{b}',
            '0' => '\0',
            'u' => return self.unicode(out),
            c => return Err(format!("unknown escape `\\{c}` in a dynamic literal")),
        });
        Ok(())
    }

    /// `XXXX` of `\uXXXX`, or both halves of a pair.
    fn unicode(&mut self, out: &mut String) -> Result<(), String> {
        let first = self.hex4()?;
        let mut units = vec![first];
        if (0xd800..0xdc00).contains(&first) && self.rest().starts_with("\\u") {
            self.at += 2;
            units.push(self.hex4()?);
        }
        out.extend(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
        Ok(())
    }

    fn hex4(&mut self) -> Result<u16, String> {
        let digits = self.rest().get(..4).filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()));
        let unit = digits.and_then(|d| u16::from_str_radix(d, 16).ok());
        self.at += if unit.is_some() { 4 } else { 0 };
        unit.ok_or_else(|| self.expected("four hex digits after `\\u`"))
    }
}
