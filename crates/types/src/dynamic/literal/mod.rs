//! The inside of `dynamic(…)` as written in a query.
//!
//! JSON and more: single quotes, neighbouring strings, comments, a comma after the last item, `dynamic(…)` inside, and
//! literals of other types. Those become what JSON has: only a datetime keeps its type.

mod strings;
mod values;

use super::{MAX_DEPTH, NULL, write_string};
use values::{number, wrapped};

/// The encoded text of a literal, given what stands between the parentheses; `null` for a null. The error says what is
/// wrong and where.
pub fn from_literal_text(literal: &str) -> Result<String, String> {
    let mut parser = Parser { text: literal, at: 0 };
    let value = parser.value(0)?;
    parser.blanks();
    if parser.at < literal.len() {
        return Err(parser.expected("the end of the dynamic literal"));
    }
    Ok(value)
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn take(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        if found {
            self.at += c.len_utf8();
        }
        found
    }

    fn expect(&mut self, c: char) -> Result<(), String> {
        self.blanks();
        if self.take(c) { Ok(()) } else { Err(self.expected(&format!("`{c}`"))) }
    }

    fn expected(&self, what: &str) -> String {
        match self.peek() {
            Some(c) => format!("expected {what} but found `{c}` at character {} of the literal", self.position()),
            None => format!("expected {what} but the literal ends"),
        }
    }

    /// The number of the next character, from 1.
    fn position(&self) -> usize {
        self.text.get(..self.at).unwrap_or("").chars().count() + 1
    }

    /// Skips blanks and comments.
    fn blanks(&mut self) {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start();
            self.at += rest.len() - trimmed.len();
            if !trimmed.starts_with("//") {
                return;
            }
            self.at += trimmed.find('\n').unwrap_or(trimmed.len());
        }
    }

    fn value(&mut self, depth: usize) -> Result<String, String> {
        if depth > MAX_DEPTH {
            return Err(format!("a dynamic literal may nest {MAX_DEPTH} levels deep"));
        }
        self.blanks();
        match self.peek() {
            Some('{') => self.bag(depth),
            Some('[') => self.array(depth),
            Some('"' | '\'' | '@') => {
                let mut out = String::new();
                write_string(&mut out, &self.strings()?);
                Ok(out)
            }
            Some(c) if c == '-' || c == '+' || c.is_ascii_digit() => self.number(),
            Some(c) if c.is_ascii_alphabetic() => self.word(depth),
            _ => Err(self.expected("a value")),
        }
    }

    fn array(&mut self, depth: usize) -> Result<String, String> {
        self.expect('[')?;
        let mut out = String::from("[");
        loop {
            self.blanks();
            if self.take(']') {
                out.push(']');
                return Ok(out);
            }
            if out.len() > 1 {
                out.push(',');
            }
            out.push_str(&self.value(depth + 1)?);
            self.separator(']')?;
        }
    }

    fn bag(&mut self, depth: usize) -> Result<String, String> {
        self.expect('{')?;
        let mut members: Vec<(String, String)> = Vec::new();
        let mut place = std::collections::HashMap::new();
        loop {
            self.blanks();
            if self.take('}') {
                break;
            }
            if !matches!(self.peek(), Some('"' | '\'' | '@')) {
                return Err(self.expected("a key in quotes"));
            }
            let key = self.strings()?;
            self.expect(':')?;
            let value = self.value(depth + 1)?;
            // A key written twice holds its last value, at its first place.
            let index = *place.entry(key.clone()).or_insert(members.len());
            match members.get_mut(index) {
                Some(member) => member.1 = value,
                None => members.push((key, value)),
            }
            self.separator('}')?;
        }
        let mut out = String::from("{");
        for (i, (key, value)) in members.iter().enumerate() {
            if i > 0 {
                out.push(',');
            }
            write_string(&mut out, key);
            out.push(':');
            out.push_str(value);
        }
        out.push('}');
        Ok(out)
    }

    /// A comma, or the end of the container next.
    fn separator(&mut self, close: char) -> Result<(), String> {
        self.blanks();
        if self.take(',') || self.peek() == Some(close) {
            return Ok(());
        }
        Err(self.expected(&format!("`,` or `{close}`")))
    }

    /// A number, or a timespan such as `1.5h`, which becomes its ticks.
    fn number(&mut self) -> Result<String, String> {
        let start = self.at;
        let rest = self.rest();
        let mut previous = ' ';
        let hex = rest.trim_start_matches(['-', '+']).starts_with("0x");
        let length = rest
            .find(|c: char| {
                let sign = (c == '-' || c == '+') && (previous == ' ' || (!hex && matches!(previous, 'e' | 'E')));
                previous = c;
                !(sign || c == '.' || c == '_' || c.is_ascii_alphanumeric())
            })
            .unwrap_or(rest.len());
        self.at += length;
        let token = rest.get(..length).unwrap_or("");
        number(token).ok_or_else(|| {
            self.at = start;
            format!("`{token}` at character {} of the literal is not a number", self.position())
        })
    }

    /// `true`, `null`, `datetime(…)` and the like.
    fn word(&mut self, depth: usize) -> Result<String, String> {
        let start = self.at;
        let rest = self.rest();
        let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        let word = rest.get(..length).unwrap_or("");
        self.at += length;
        match word {
            "null" => return Ok(NULL.to_owned()),
            "true" | "True" | "TRUE" => return Ok("true".to_owned()),
            "false" | "False" | "FALSE" => return Ok("false".to_owned()),
            "h" | "H" if matches!(self.peek(), Some('"' | '\'' | '@')) => return self.value(depth),
            _ => {}
        }
        self.blanks();
        if !self.take('(') {
            self.at = start;
            return Err(format!("unexpected `{word}` at character {} of the literal", self.position()));
        }
        if word == "dynamic" {
            let inner = self.value(depth + 1)?;
            self.expect(')')?;
            return Ok(inner);
        }
        let argument = self.argument()?;
        wrapped(word, argument.trim()).ok_or_else(|| format!("`{word}({argument})` cannot stand in a dynamic literal"))
    }

    /// What stands before the closing parenthesis: a string literal's text, or the bare text.
    fn argument(&mut self) -> Result<String, String> {
        self.blanks();
        if matches!(self.peek(), Some('"' | '\'' | '@')) {
            let text = self.strings()?;
            self.expect(')')?;
            return Ok(text);
        }
        let rest = self.rest();
        let Some(length) = rest.find(')') else {
            return Err(self.expected("`)`"));
        };
        self.at += length + 1;
        Ok(rest.get(..length).unwrap_or("").to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(literal: &str, encoded: &str) {
        assert_eq!(from_literal_text(literal).as_deref(), Ok(encoded), "{literal}");
    }

    #[test]
    fn json_and_more() {
        reads(r#" {"a" : [1, 42.0, 1e5, -7, null, true]} "#, r#"{"a":[1,42.0,1e5,-7,null,true]}"#);
        reads("{'k':'it''s', \"x\" \"y\": @'a\\b'}", r#"{"k":"its","xy":"a\\b"}"#);
        reads("[1, // one\n 2, ]", "[1,2]");
        reads("[dynamic({'a': dynamic(null)})]", r#"[{"a":null}]"#);
        reads("'a\\u0041\\n'", "\"aA\\n\"");
        reads("{'a':1,'b':2,'a':3}", r#"{"a":3,"b":2}"#);
        reads("null", "null");
    }

    #[test]
    fn other_types_become_what_json_has() {
        reads("datetime(2020-01-01)", "@d637134336000000000");
        reads("[datetime('2020-01-01')]", "[@d637134336000000000]");
        reads("[1d]", "[864000000000]");
        reads("[timespan(1d), time(00:00:01)]", "[864000000000,10000000]");
        reads("[long(5), real(1.5), 0x10, int(3), long(null), real(2)]", "[5,1.5,16,3,null,2.0]");
        reads("[real(nan), real(+inf), real(-inf)]", r#"["NaN","Infinity","-Infinity"]"#);
        reads("guid(74BE27DE-1E4E-49D9-B579-FE0B331D3642)", "\"74be27de-1e4e-49d9-b579-fe0b331d3642\"");
    }

    #[test]
    fn errors_say_what_is_wrong() {
        for literal in [
            "",
            "[1 2]",
            "{a:1}",
            "{'a' 1}",
            "bool(true)",
            "datetime(null)",
            "'open",
            "[",
            "{",
            "1 2",
            "foo",
            "foo(1)",
            "1_0",
            "'\\q'",
            "[,]",
            "int(2147483648)",
            "long(9223372036854775808)",
            "datetime(x)",
            "guid(x)",
            "@",
            "-",
        ] {
            assert!(from_literal_text(literal).is_err(), "{literal}");
        }
        assert_eq!(
            from_literal_text("[1 2]").unwrap_err(),
            "expected `,` or `]` but found `2` at character 4 of the literal"
        );
        assert!(from_literal_text(&"[".repeat(100_000)).unwrap_err().contains("levels deep"));
        assert!(from_literal_text(&"dynamic(".repeat(100_000)).unwrap_err().contains("levels deep"));
    }
}
