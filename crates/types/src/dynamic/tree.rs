//! A dynamic as a tree, for functions that take it apart.

use super::json::write_string;
use super::scan::{elements, members, string_content};
use super::{Kind, MAX_TREE_DEPTH, NULL, kind};

#[derive(Debug, Clone, PartialEq)]
pub enum Dynamic {
    Null,
    Bool(bool),
    Long(i64),
    /// A number that prints as its shortest form does: `42.0`, `0.1`. NaN and the infinities are encoded as strings.
    Real(f64),
    /// A number in any other spelling, which is kept: `1e5`, `1.50`, `-0`, `123456789012345678901`.
    Number(String),
    String(String),
    /// In ticks since 0001-01-01.
    Datetime(i64),
    /// In ticks.
    Timespan(i64),
    Guid([u8; 16]),
    Array(Vec<Dynamic>),
    Bag(Vec<(String, Dynamic)>),
}

impl Dynamic {
    /// The tree of an encoded text. What nests deeper than [`MAX_TREE_DEPTH`] is read as null.
    pub fn parse(text: &str) -> Dynamic {
        parse(text, 0)
    }

    pub fn encode(&self) -> String {
        let mut out = String::new();
        self.encode_into(&mut out);
        out
    }

    /// Appends the encoded text.
    pub fn encode_into(&self, out: &mut String) {
        match self {
            Dynamic::Null => out.push_str(NULL),
            Dynamic::Bool(b) => out.push_str(if *b { "true" } else { "false" }),
            Dynamic::Long(n) => out.push_str(&n.to_string()),
            Dynamic::Real(x) => write_real(out, *x),
            Dynamic::Number(n) => out.push_str(n),
            Dynamic::String(s) => write_string(out, s),
            Dynamic::Datetime(t) => out.push_str(&format!("@d{t}")),
            Dynamic::Timespan(t) => out.push_str(&format!("@t{t}")),
            Dynamic::Guid(bytes) => write_guid(out, bytes),
            Dynamic::Array(items) => {
                out.push('[');
                for (i, item) in items.iter().enumerate() {
                    if i > 0 {
                        out.push(',');
                    }
                    item.encode_into(out);
                }
                out.push(']');
            }
            Dynamic::Bag(items) => {
                out.push('{');
                for (i, (key, value)) in items.iter().enumerate() {
                    if i > 0 {
                        out.push(',');
                    }
                    write_string(out, key);
                    out.push(':');
                    value.encode_into(out);
                }
                out.push('}');
            }
        }
    }

    /// The number it holds, as a real.
    pub fn as_real(&self) -> Option<f64> {
        match self {
            Dynamic::Long(n) => Some(*n as f64),
            Dynamic::Real(x) => Some(*x),
            Dynamic::Number(n) => n.parse().ok(),
            _ => None,
        }
    }
}

fn parse(text: &str, depth: usize) -> Dynamic {
    if depth > MAX_TREE_DEPTH {
        return Dynamic::Null;
    }
    let token = || text.get(2..).unwrap_or("");
    match kind(text) {
        Kind::Null => Dynamic::Null,
        Kind::Bool => Dynamic::Bool(text == "true"),
        Kind::Long | Kind::Real => parse_number(text),
        Kind::String => Dynamic::String(string_content(text).into_owned()),
        Kind::Datetime => token().parse().map_or(Dynamic::Null, Dynamic::Datetime),
        Kind::Timespan => token().parse().map_or(Dynamic::Null, Dynamic::Timespan),
        Kind::Guid => parse_guid(token()).map_or(Dynamic::Null, Dynamic::Guid),
        Kind::Array => Dynamic::Array(elements(text).map(|e| parse(e, depth + 1)).collect()),
        Kind::Bag => {
            Dynamic::Bag(members(text).map(|(k, v)| (string_content(k).into_owned(), parse(v, depth + 1))).collect())
        }
    }
}

fn parse_number(text: &str) -> Dynamic {
    if let Ok(n) = text.parse::<i64>()
        && text != "-0"
    {
        return Dynamic::Long(n);
    }
    if let Ok(x) = text.parse::<f64>()
        && format!("{x:?}") == text
    {
        return Dynamic::Real(x);
    }
    Dynamic::Number(text.to_owned())
}

/// The shortest spelling that reads back, always with a point or an exponent; JSON has no spelling for the others.
pub(super) fn write_real(out: &mut String, x: f64) {
    if x.is_nan() {
        out.push_str("\"NaN\"");
    } else if x.is_infinite() {
        out.push_str(if x > 0.0 { "\"Infinity\"" } else { "\"-Infinity\"" });
    } else {
        out.push_str(&format!("{x:?}"));
    }
}

pub(super) fn write_guid(out: &mut String, bytes: &[u8; 16]) {
    out.push_str("@g");
    bytes.iter().for_each(|b| out.push_str(&format!("{b:02x}")));
}

pub(super) fn parse_guid(hex: &str) -> Option<[u8; 16]> {
    Some(u128::from_str_radix(hex, 16).ok()?.to_be_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trees_round_trip() {
        for text in [
            "1",
            "42.0",
            "1e5",
            "-0",
            "1.50",
            "123456789012345678901",
            "true",
            "null",
            "[]",
            "{}",
            "@d5",
            "@t-5",
            "@g000102030405060708090a0b0c0d0eff",
            r#"{"a\n":[1,{"b":"c\"\\"}],"d":null}"#,
            "1e300",
            "0.1",
        ] {
            assert_eq!(Dynamic::parse(text).encode(), text);
        }
        assert_eq!(Dynamic::parse("42.0"), Dynamic::Real(42.0));
        assert_eq!(Dynamic::parse("7"), Dynamic::Long(7));
        assert_eq!(Dynamic::Real(f64::NAN).encode(), "\"NaN\"");
    }

    #[test]
    fn depth_is_bounded() {
        let deep = "[".repeat(100_000);
        assert!(Dynamic::parse(&deep).encode().len() < 5_000);
    }
}
