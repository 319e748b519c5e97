//! The catalog of the whole language, entry by entry: each is tried with a query, and runs or says why not.

use crate::kql;
use lurcher_engine::{AnswerTable, Engine, NoRows};
use lurcher_functions::{entry, shown};
use lurcher_semantics::options::option;
use lurcher_syntax::describe::{Example, operators, words};
use lurcher_syntax::{Diagnostic, Stage};
use lurcher_testkit::recorded::shared_folder;
use lurcher_types::describe::{Description, Kind, Support};
use serde_json::Value as Json;
use std::sync::{Arc, LazyLock};
use tokio::runtime::Runtime;

pub struct Entry {
    pub list: &'static str,
    pub name: String,
    pub verdict: Verdict,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    Built,
    /// What Lurcher says, without the name.
    Refused(String),
    Neither(String),
}

/// Every entry, tried once for all tests.
pub fn entries() -> Option<&'static [Entry]> {
    static ENTRIES: LazyLock<Option<Vec<Entry>>> = LazyLock::new(|| read().map(|catalog| tried(&catalog)));
    ENTRIES.as_deref()
}

/// What the catalog was read from: version numbers, and nothing else of it.
pub fn versions() -> String {
    let source = read().map(|c| c["source"].as_str().unwrap_or_default().to_owned()).unwrap_or_default();
    let words: Vec<&str> = source.split_whitespace().collect();
    let after =
        |word: &str| words.iter().position(|w| *w == word).and_then(|i| words.get(i + 1)).unwrap_or(&"?").to_string();
    format!("Kusto.Language {} and the documentation's commit {}", after("Kusto.Language"), after("dataexplorer-docs"))
}

fn read() -> Option<Json> {
    let text = std::fs::read_to_string(shared_folder()?.join("conformance/catalog.json")).ok()?;
    Some(serde_json::from_str(&text).unwrap())
}

/// The lists of the catalog, each with what it holds and how it is tried.
type Try = fn(&Tried, &str) -> Verdict;
const LISTS: [(&str, &str, Try); 14] = [
    ("tabular_operators", "tabular operators", Tried::operator),
    ("scalar_functions", "scalar functions", |t, name| t.function(name, Kind::Scalar)),
    ("special_functions", "special functions", |t, name| t.function(name, Kind::Scalar)),
    ("aggregation_functions", "aggregates", |t, name| t.function(name, Kind::Aggregate)),
    ("window_functions", "window functions", |t, name| t.function(name, Kind::Window)),
    ("plugins", "plugins", |t, name| t.function(name, Kind::Plugin)),
    ("scalar_operators", "operators in expressions", |t, name| t.word("Operators in expressions", name)),
    ("data_types", "data types", |t, name| t.word("Data types", name)),
    ("statements", "statements", |t, name| t.word("Statements", name)),
    ("join_kinds", "kinds of join", |t, name| t.word("Kinds of join", name)),
    ("render_kinds", "kinds of render", |t, name| t.word("Kinds of render", name)),
    ("set_options", "options of `set`", Tried::option),
    ("user_function_library", "functions of Kusto's library", |t, name| {
        t.function(&name.replace('-', "_"), Kind::Scalar)
    }),
    ("data_types", "other names of data types", Tried::type_names),
];

fn tried(catalog: &Json) -> Vec<Entry> {
    let engine = kql::engine(Vec::new(), 1).with_external(Arc::new(NoRows));
    let tried = Tried { runtime: kql::runtime(), engine: Arc::new(engine) };
    let mut entries = Vec::new();
    for (key, list, verdict) in LISTS {
        for item in catalog[key].as_array().unwrap() {
            let names = match list {
                "other names of data types" => texts(&item["aliases"]),
                _ => vec![item["name"].as_str().or(item.as_str()).unwrap().to_owned()],
            };
            entries.extend(names.into_iter().map(|name| Entry { list, verdict: verdict(&tried, &name), name }));
        }
    }
    entries
}

fn texts(json: &Json) -> Vec<String> {
    json.as_array().unwrap().iter().map(|t| t.as_str().unwrap().to_owned()).collect()
}

struct Tried {
    runtime: Runtime,
    engine: Arc<Engine>,
}

impl Tried {
    fn answer(&self, kql: &str) -> Result<Vec<AnswerTable>, Diagnostic> {
        kql::query(&self.runtime, self.engine.clone(), kql::request(kql, "2026-01-15T12:00:00Z"))
    }

    /// Built if the query gives the answer that stands beside it.
    fn example(&self, name: &str, example: &Example) -> Verdict {
        match self.answer(example.query) {
            Err(d) => refusal(name, d),
            Ok(given) => match self.answer(example.equals) {
                Ok(wanted) if rows(&given) == rows(&wanted) => Verdict::Built,
                _ => Verdict::Neither(format!("{} gives another answer", example.query)),
            },
        }
    }

    fn operator(&self, name: &str) -> Verdict {
        match operators().find(|o| o.name == name || o.aliases.contains(&name)) {
            Some(operator) => self.example(operator.name, &operator.example),
            None => Verdict::Neither("`lurcher operators` does not know it".to_owned()),
        }
    }

    fn word(&self, group: &str, name: &str) -> Verdict {
        match words().find(|(heading, word)| *heading == group && word.name == name) {
            Some((_, word)) => self.example(name, &word.example),
            None => Verdict::Neither("`lurcher operators` does not know it".to_owned()),
        }
    }

    /// A column of the type, by this name of it.
    fn type_names(&self, name: &str) -> Verdict {
        match self.answer(&format!("datatable (x: {name}) [] | project y = gettype(x)")) {
            Ok(_) => Verdict::Built,
            Err(d) => refusal(name, d),
        }
    }

    fn option(&self, name: &str) -> Verdict {
        let Some(known) = option(name) else { return Verdict::Neither("it is not known".to_owned()) };
        match self.answer(&format!("set {name} = {}; print x = 1", known.takes.example())) {
            Ok(_) => Verdict::Built,
            Err(d) => refusal(name, d),
        }
    }

    fn function(&self, name: &str, kind: Kind) -> Verdict {
        let Some(entry) = entry(name, kind) else { return Verdict::Neither("it is not known".to_owned()) };
        let d = entry.description;
        // What stands in graph patterns alone is shown there.
        if let Some(example) = shown(d.name, kind) {
            return self.built(name, example.expression, example.equals);
        }
        match entry.support {
            Support::Known(_) => match calls(d).iter().map(|call| self.answer(call)).find_map(Result::err) {
                Some(diagnostic) => refusal(name, diagnostic),
                None => Verdict::Neither("it is said not to be built, and runs".to_owned()),
            },
            Support::Built => match example_of(d) {
                Some((query, equals)) => self.built(name, &query, &equals),
                None => Verdict::Neither("it has no example".to_owned()),
            },
        }
    }

    fn built(&self, name: &str, query: &str, equals: &str) -> Verdict {
        match (self.answer(query), self.answer(equals)) {
            (Err(d), _) => refusal(name, d),
            (Ok(given), Ok(wanted)) if close(&given, &wanted) => Verdict::Built,
            _ => Verdict::Neither(format!("{query} gives another answer")),
        }
    }
}

/// The example of a function as a query, and one that writes its answer down.
fn example_of(d: &Description) -> Option<(String, String)> {
    let example = d.examples.first()?;
    let query = match d.outputs.is_empty() {
        true => format!("print x = {}", example.expression),
        false => format!("print n = 1 | extend x = {} | project x", example.expression),
    };
    Some((query, format!("print x = {}", example.equals)))
}

/// Calls of a name that is known and not built, as its signature has them.
fn calls(d: &Description) -> Vec<String> {
    let least = d.signatures.first().map_or("", |s| s.split_once('[').map_or(*s, |(needed, _)| needed));
    let arguments = vec!["n"; least.matches(": ").count()].join(", ");
    let call = format!("{}({arguments})", d.name);
    match d.kind {
        Kind::Scalar => vec![format!("print n = \"a\" | extend x = {call}"), format!("{}(\"a\")", d.name)],
        Kind::Aggregate => vec![format!("print n = 1 | summarize x = {call}")],
        Kind::Window => vec![format!("range n from 1 to 2 step 1 | serialize x = {call}")],
        Kind::Plugin => vec![format!("print n = 1 | evaluate {call}")],
    }
}

/// A refusal that gives a reason: what it says without the name, for those that say the same.
fn refusal(name: &str, d: Diagnostic) -> Verdict {
    if d.stage != Stage::Unsupported {
        return Verdict::Neither(format!("refused as a mistake: {} {}", d.code, d.message));
    }
    let message = d.message.replace("the operator ", "").replace("the option ", "");
    let why = message.trim_start_matches(&format!("`{name}` is not supported: ")).to_owned();
    // "is not supported" alone is no reason, and a reason alone does not say what to do.
    match why.contains(": ") || why.contains("; ") {
        true => Verdict::Refused(why),
        false => Verdict::Neither(format!("it does not say what to do instead: {message}")),
    }
}

/// Columns and rows, without an order.
fn rows(tables: &[AnswerTable]) -> Vec<(Vec<String>, Vec<String>)> {
    let table = |table: &AnswerTable| {
        let columns = table.columns.iter().map(|c| format!("{}: {}", c.name, c.type_name())).collect();
        let mut rows: Vec<String> = table.rows().map(|row| format!("{row:?}")).collect();
        rows.sort();
        (columns, rows)
    };
    tables.iter().map(table).collect()
}

/// The same rows, reals but for their last digits.
fn close(given: &[AnswerTable], wanted: &[AnswerTable]) -> bool {
    if rows(given) == rows(wanted) {
        return true;
    }
    given.len() == wanted.len()
        && given.iter().zip(wanted).all(|(given, wanted)| {
            let expected = lurcher_testkit::compare::Expected {
                columns: wanted.columns.iter().map(|c| c.name.clone()).collect(),
                types: wanted.columns.iter().map(|c| c.kql_type.name().to_owned()).collect(),
                rows: kql::comparable(wanted).rows,
                printed: false,
                names: true,
            };
            lurcher_testkit::compare(&expected, &kql::comparable(given), &lurcher_testkit::Order::of_query("", false))
                .is_ok()
        })
}
