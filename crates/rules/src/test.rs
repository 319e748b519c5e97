//! A rule's tests: rows, and what the rule must make of them.

use crate::dates::Moment;
use crate::node::{Kind, Node};
use crate::reading::Reading;
use crate::{Place, Problem, ProblemCode};
use serde_json::{Map, Value};

#[derive(Debug, Clone, PartialEq)]
pub struct Test {
    pub name: String,
    pub now: Moment,
    pub parameters: Vec<(String, Value)>,
    /// Rows of each table; a table that is named twice has the rows of both.
    pub given: Vec<(String, Given)>,
    /// Messages, as paths beside the rule.
    pub mail: Vec<String>,
    /// The domains that are the organisation's own when mail is read.
    pub own_domains: Vec<String>,
    /// The rule runs with its exclusions.
    pub with_exclusions: bool,
    pub expected: Expected,
    /// The file it stands in, relative to the pack.
    pub path: String,
    pub place: Place,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Given {
    Rows(Vec<GivenRow>),
    /// An NDJSON or CSV file, as a path beside the rule.
    File(String),
}

/// A row as the overlay writes it.
#[derive(Debug, Clone, PartialEq)]
pub struct GivenRow {
    pub values: Map<String, Value>,
    /// Where each value stands, in their order.
    pub places: Vec<Place>,
}

/// Whatever is said must hold.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Expected {
    /// Whether there must be a row, or must be none.
    pub hit: Option<bool>,
    pub count: Option<u64>,
    pub rows: Option<Vec<Map<String, Value>>>,
    /// No other rows, no other columns.
    pub exactly: bool,
}

/// The clock of a test that says none.
const NOON: &str = "2026-01-01T12:00:00Z";

impl Test {
    /// It shows that the rule finds what it should.
    pub fn is_must_hit(&self) -> bool {
        let rows = self.expected.rows.as_ref().is_some_and(|rows| !rows.is_empty());
        self.expected.hit == Some(true) || self.expected.count.is_some_and(|n| n > 0) || rows
    }

    /// It shows that the rule is silent where it should be.
    pub fn is_must_not_hit(&self) -> bool {
        let no_rows = self.expected.exactly && self.expected.rows.as_ref().is_some_and(Vec::is_empty);
        self.expected.hit == Some(false) || self.expected.count == Some(0) || no_rows
    }
}

/// The tests of an overlay that holds what its shape says.
pub fn all(path: &str, file: Reading) -> Result<Vec<Test>, Vec<Problem>> {
    let mut problems = Vec::new();
    let tests = file.items("tests").filter_map(|item| one(path, item).map_err(|p| problems.push(p)).ok()).collect();
    if problems.is_empty() { Ok(tests) } else { Err(problems) }
}

fn one(path: &str, item: Reading) -> Result<Test, Problem> {
    let wrong = |node: &Node, message: &str| Problem {
        path: path.to_owned(),
        place: Some(node.place),
        code: ProblemCode::Value,
        message: message.to_owned(),
    };
    let given = |(table, node): (&str, &Node)| match &node.kind {
        Kind::List(rows) => (table.to_owned(), Given::Rows(rows.iter().filter_map(given_row).collect())),
        _ => (table.to_owned(), Given::File(node.text().unwrap_or_default().to_owned())),
    };
    let expect = item.record("expect").unwrap_or(item);
    let expected = Expected {
        hit: expect.bool("hit"),
        count: expect.count("count"),
        rows: expect.get("rows").map(Node::to_json).and_then(|rows| match rows {
            Value::Array(rows) => mappings(rows),
            _ => None,
        }),
        exactly: expect.bool("exactly").unwrap_or(false),
    };
    let now = Moment::parse(&item.text("now").unwrap_or_else(|| NOON.to_owned()));
    Ok(Test {
        name: item.needed("name"),
        now: now.ok_or_else(|| wrong(item.0, "`now` is no moment"))?,
        parameters: item.entries("parameters").map(|(name, node)| (name.to_owned(), node.to_json())).collect(),
        given: item.entries("given").map(given).collect(),
        mail: item.texts("mail"),
        own_domains: item.texts("ownDomains"),
        with_exclusions: item.bool("exclusions").unwrap_or(false),
        expected,
        path: path.to_owned(),
        place: item.0.place,
    })
}

fn given_row(node: &Node) -> Option<GivenRow> {
    match node.to_json() {
        Value::Object(values) => {
            Some(GivenRow { values, places: node.entries().iter().map(|(_, value)| value.place).collect() })
        }
        _ => None,
    }
}

fn mappings(rows: Vec<Value>) -> Option<Vec<Map<String, Value>>> {
    let mapping = |row| match row {
        Value::Object(members) => Some(members),
        _ => None,
    };
    rows.into_iter().map(mapping).collect()
}
