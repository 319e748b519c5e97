//! JSON text to nodes with places, within limits. Most of JSON is YAML too, but not its escapes of emoji, nor tabs before
//! a key.

use std::iter::Peekable;
use std::str::Chars;

use crate::limits::{MAX_YAML_DEPTH, MAX_YAML_NODES};
use crate::node::{Kind, Node, Style};
use crate::yaml::YamlError;
use crate::{Place, ProblemCode};

/// The one value of a file.
pub fn document(text: &str) -> Result<Node, YamlError> {
    let mut reader = Reader { chars: text.chars().peekable(), place: Place { line: 1, column: 1 }, nodes: 0 };
    reader.skip_space();
    let node = reader.value(0)?;
    reader.skip_space();
    match reader.peek() {
        None => Ok(node),
        Some(c) => Err(reader.wrong(format!("`{}` stands behind the end of the value", c.escape_default()))),
    }
}

struct Reader<'a> {
    chars: Peekable<Chars<'a>>,
    place: Place,
    nodes: usize,
}

impl Reader<'_> {
    fn value(&mut self, depth: usize) -> Result<Node, YamlError> {
        self.nodes += 1;
        if self.nodes > MAX_YAML_NODES {
            return Err(self.limit(format!("more than {MAX_YAML_NODES} values (limit MAX_YAML_NODES)")));
        }
        if depth > MAX_YAML_DEPTH {
            return Err(self.limit(format!("nested deeper than {MAX_YAML_DEPTH} levels (limit MAX_YAML_DEPTH)")));
        }
        let place = self.place;
        let kind = match self.peek() {
            Some('{') => self.mapping(depth)?,
            Some('[') => self.list(depth)?,
            Some('"') => Kind::Scalar { text: self.string()?, style: Style::Quoted },
            Some(c) if c.is_ascii_alphanumeric() || c == '-' => self.word()?,
            Some(c) => return Err(self.wrong(format!("a value is wanted, not `{}`", c.escape_default()))),
            None => return Err(self.wrong("the text ends where a value is wanted".to_owned())),
        };
        Ok(Node { place, key: None, kind })
    }

    fn mapping(&mut self, depth: usize) -> Result<Kind, YamlError> {
        let mut entries: Vec<(String, Node)> = Vec::new();
        self.items('}', |reader| {
            let place = reader.place;
            if reader.peek() != Some('"') {
                return Err(reader.wrong("a key in double quotes is wanted".to_owned()));
            }
            let key = reader.string()?;
            if let Some((_, first)) = entries.iter().find(|(k, _)| *k == key) {
                let message = format!(
                    "key `{key}` stands here for the second time; the first is at line {}",
                    first.key.unwrap_or(first.place).line
                );
                return Err(YamlError { place, code: ProblemCode::DuplicateKey, message });
            }
            reader.skip_space();
            if reader.next() != Some(':') {
                return Err(reader.wrong(format!("a `:` is wanted behind the key `{key}`")));
            }
            reader.skip_space();
            let value = reader.value(depth + 1)?;
            entries.push((key, Node { key: Some(place), ..value }));
            Ok(())
        })?;
        Ok(Kind::Mapping(entries))
    }

    fn list(&mut self, depth: usize) -> Result<Kind, YamlError> {
        let mut items = Vec::new();
        self.items(']', |reader| {
            let item = reader.value(depth + 1)?;
            items.push(item);
            Ok(())
        })?;
        Ok(Kind::List(items))
    }

    /// What stands between brackets, with commas.
    fn items(&mut self, end: char, mut item: impl FnMut(&mut Self) -> Result<(), YamlError>) -> Result<(), YamlError> {
        self.next();
        self.skip_space();
        if self.peek() == Some(end) {
            self.next();
            return Ok(());
        }
        loop {
            item(self)?;
            self.skip_space();
            match self.peek() {
                Some(',') => {
                    self.next();
                    self.skip_space();
                }
                Some(c) if c == end => {
                    self.next();
                    return Ok(());
                }
                Some(c) => return Err(self.wrong(format!("`,` or `{end}` is wanted, not `{}`", c.escape_default()))),
                None => return Err(self.wrong(format!("the text ends where `,` or `{end}` is wanted"))),
            }
        }
    }

    fn string(&mut self) -> Result<String, YamlError> {
        self.next();
        let mut text = String::new();
        loop {
            match self.peek() {
                None => return Err(self.wrong("the text ends within a string".to_owned())),
                Some(c) if c < ' ' => {
                    return Err(self.wrong(format!("`{}` must be escaped in a string", c.escape_default())));
                }
                _ => {}
            }
            match self.next() {
                Some('"') => return Ok(text),
                Some('\\') => text.push(self.escape()?),
                Some(c) => text.push(c),
                None => {}
            }
        }
    }

    fn escape(&mut self) -> Result<char, YamlError> {
        Ok(match self.next() {
            Some(c @ ('"' | '\\' | '/')) => c,
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('u') => {
                let mut units = vec![self.unit()?];
                // What two bytes cannot say is written as a pair.
                if matches!(units.first(), Some(0xD800..=0xDBFF)) && self.peek() == Some('\\') {
                    self.next();
                    if self.next() == Some('u') {
                        units.push(self.unit()?);
                    }
                }
                let decoded: Option<Vec<char>> = char::decode_utf16(units).map(Result::ok).collect();
                match decoded.as_deref() {
                    Some([c]) => *c,
                    _ => return Err(self.wrong("half of a pair of escapes that make one character".to_owned())),
                }
            }
            _ => return Err(self.wrong("no such escape in JSON".to_owned())),
        })
    }

    fn unit(&mut self) -> Result<u16, YamlError> {
        let mut unit = 0u16;
        for _ in 0..4 {
            let digit = self.next().and_then(|c| c.to_digit(16)).and_then(|d| u16::try_from(d).ok());
            let digit =
                digit.ok_or_else(|| self.wrong("four hexadecimal digits are wanted behind `\\u`".to_owned()))?;
            unit = (unit << 4) | digit;
        }
        Ok(unit)
    }

    /// A number, `true`, `false` or `null`.
    fn word(&mut self) -> Result<Kind, YamlError> {
        let place = self.place;
        let mut text = String::new();
        while let Some(c) = self.peek().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.')) {
            text.push(c);
            self.next();
        }
        match serde_json::from_str::<serde_json::Value>(&text) {
            Ok(_) => Ok(Kind::Scalar { text, style: Style::Plain }),
            Err(_) => {
                let message = format!("not JSON: `{text}` is no number, and none of true, false and null");
                Err(YamlError { place, code: ProblemCode::Yaml, message })
            }
        }
    }

    fn peek(&mut self) -> Option<char> {
        self.chars.peek().copied()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.chars.next()?;
        self.place = match c {
            '\n' => Place { line: self.place.line + 1, column: 1 },
            _ => Place { line: self.place.line, column: self.place.column + 1 },
        };
        Some(c)
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(|c| matches!(c, ' ' | '\t' | '\n' | '\r')) {
            self.next();
        }
    }

    fn wrong(&self, message: String) -> YamlError {
        YamlError { place: self.place, code: ProblemCode::Yaml, message: format!("not JSON: {message}") }
    }

    fn limit(&self, message: String) -> YamlError {
        YamlError { place: self.place, code: ProblemCode::Limit, message }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn values_are_those_of_json() {
        let texts = [
            r#"{"a": [1, -2, true, null, "x\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00"], "": {}, "b": []}"#,
            "\t{\r\n\t\"a\"\t:\t1\r\n}\n",
            "\"\u{1F600}\"",
            "7",
        ];
        for text in texts {
            assert_eq!(document(text).unwrap().to_json(), serde_json::from_str::<Value>(text).unwrap(), "{text}");
        }
        // As everywhere in a pack, a number that JSON would spell differently stays a text.
        assert_eq!(document("1.10").unwrap().to_json(), json!("1.10"));
    }

    #[test]
    fn what_is_no_json_has_a_place() {
        for (text, line, column, words) in [
            ("", 1, 1, "ends where a value"),
            ("{\n  \"a\": 1,\n}", 3, 1, "a key in double quotes"),
            ("{\"a\" 1}", 1, 7, "`:` is wanted"),
            ("[1 2]", 1, 4, "`,` or `]`"),
            ("[1] x", 1, 5, "behind the end"),
            ("\"a\nb\"", 1, 3, "must be escaped"),
            ("\"abc", 1, 5, "within a string"),
            (r#""\ud83d""#, 1, 8, "half of a pair"),
            (r#""\q""#, 1, 4, "no such escape"),
            ("[01]", 1, 2, "no number"),
            ("{'a': 1}", 1, 2, "double quotes"),
        ] {
            let error = document(text).unwrap_err();
            assert_eq!((error.place.line, error.place.column), (line, column), "{text}: {}", error.message);
            assert!(error.message.contains(words), "{text}: {}", error.message);
        }
        let twice = document("{\"a\": 1,\n \"a\": 2}").unwrap_err();
        assert_eq!((twice.code, twice.place), (ProblemCode::DuplicateKey, Place { line: 2, column: 2 }));
    }

    #[test]
    fn bombs_meet_a_named_limit() {
        let deep = "[".repeat(100_000);
        let wide = format!("[{}1]", "1,".repeat(30_000));
        for (text, limit) in [(deep, "MAX_YAML_DEPTH"), (wide, "MAX_YAML_NODES")] {
            let error = document(&text).unwrap_err();
            assert!(error.code == ProblemCode::Limit && error.message.contains(limit), "{}", error.message);
        }
    }
}
