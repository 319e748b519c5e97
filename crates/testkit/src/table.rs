//! Tables as the tests see them: typed columns, and rows of JSON.

use serde_json::Value as Json;

/// A column and the name of its KQL type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub name: String,
    pub kql_type: String,
}

impl Column {
    pub fn new(name: impl Into<String>, kql_type: impl Into<String>) -> Column {
        Column { name: name.into(), kql_type: kql_type.into() }
    }
}

/// What a query answered.
///
/// A bool is a JSON bool, a number a JSON number (NaN and the infinities are `"NaN"`, `"Infinity"`, `"-Infinity"`; a
/// decimal is text), a datetime ISO text with Z, a timespan `[-][d.]hh:mm:ss[.fffffff]`, a guid text, a dynamic the
/// JSON that it holds, and a null of any type JSON null.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answer {
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Json>>,
}

/// A table that a query may read; its cells are as in an [`Answer`].
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub name: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Json>>,
}

/// Reads `(Sender: string, "odd, name": long)`.
pub fn parse_header(text: &str) -> Option<Vec<Column>> {
    let mut rest = text.trim().strip_prefix('(')?.strip_suffix(')')?.trim();
    let mut columns = Vec::new();
    while !rest.is_empty() {
        let (name, after) = if rest.starts_with('"') {
            let mut names = serde_json::Deserializer::from_str(rest).into_iter::<String>();
            let name = names.next()?.ok()?;
            (name, rest.get(names.byte_offset()..)?)
        } else {
            let end = rest.find(':')?;
            (rest.get(..end)?.trim().to_owned(), rest.get(end..)?)
        };
        let after = after.trim_start().strip_prefix(':')?;
        let (kql_type, after) = after.split_once(',').unwrap_or((after, ""));
        let kql_type = kql_type.trim();
        let known = ["bool", "int", "long", "real", "decimal", "string", "datetime", "timespan", "guid", "dynamic"];
        if !known.contains(&kql_type) {
            return None;
        }
        columns.push(Column::new(name, kql_type));
        rest = after.trim();
    }
    Some(columns)
}

/// The inverse of [`parse_header`].
pub fn print_header(columns: &[Column]) -> String {
    let print = |c: &Column| {
        let plain = !c.name.is_empty() && c.name.chars().all(|ch| ch.is_alphanumeric() || ch == '_');
        let name = if plain { c.name.clone() } else { Json::from(c.name.as_str()).to_string() };
        format!("{name}: {}", c.kql_type)
    };
    format!("({})", columns.iter().map(print).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_round_trip() {
        for header in ["()", "(a: long)", "(a: long, \"odd, (name: \\\"x\": dynamic, b: string)"] {
            assert_eq!(print_header(&parse_header(header).unwrap()), header);
        }
        for bad in ["", "a: long", "(a long)", "(a: lnog)", "(\"a: long)"] {
            assert_eq!(parse_header(bad), None, "{bad}");
        }
    }
}
