//! `--availability`: which tables and columns each rule needs, and which of them the data have and fill.

use super::columns::Columns;
use super::exclusions::bracketed;
use super::judge::Judge;
use super::plan::Plan;
use crate::output::terminal::{Style, pad, printable};
use crate::rule::placed;
use lurcher_engine::{Checked, Request};
use lurcher_rules::Rule;
use lurcher_semantics::bound::{Rel, RelKind};
use lurcher_syntax::{Diagnostic, TokenKind, tokens};
use lurcher_types::Value;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// Columns that one query counts.
const COLUMNS_A_QUERY: usize = 50;

/// Each table, with the columns that a rule names of it.
type Needs = BTreeMap<String, BTreeSet<String>>;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Availability {
    Full,
    Degraded(Vec<String>),
    /// No table that it reads has data.
    CannotRun(Vec<String>),
    /// It does not bind.
    Broken(String),
}

pub struct Available {
    rule: Rule,
    needs: Needs,
    availability: Availability,
}

/// What is known of the data.
#[derive(Default)]
pub struct Inventory {
    rules: Vec<Available>,
    /// Rows of each table that has data.
    tables: BTreeMap<String, u64>,
    /// Columns that the tables' files have.
    stored: BTreeSet<(String, String)>,
    /// Rows in which a column is not empty.
    filled: BTreeMap<(String, String), u64>,
}

/// Binds every rule, runs none, and counts what fills the columns that they need.
pub async fn take(plan: &Plan, judge: &Judge<'_>) -> Result<Inventory, Diagnostic> {
    let mut bound = Vec::new();
    let mut all = Needs::new();
    for planned in &plan.rules {
        let checked = match judge.request(planned) {
            Ok(request) => judge.engine.check(&request).await.map_err(|d| placed(&planned.rule, &d)),
            Err(why) => Err(why),
        };
        let needs = checked.map(|checked| needs(&checked, &planned.rule.query));
        for (table, columns) in needs.iter().flatten() {
            all.entry(table.clone()).or_default().extend(columns.iter().cloned());
        }
        bound.push((planned.rule.clone(), needs));
    }
    let mut inventory = Inventory::default();
    for (table, columns) in &all {
        inventory.count(judge, table, columns).await?;
    }
    let judged = bound.into_iter().map(|(rule, needs)| match needs {
        Ok(needs) => Available { availability: inventory.judge(&needs), rule, needs },
        Err(why) => Available { rule, needs: Needs::new(), availability: Availability::Broken(why) },
    });
    inventory.rules = judged.collect();
    Ok(inventory)
}

/// What the bound query reads and its text names: columns that are only passed on to the answer are not missed.
fn needs(checked: &Checked, kql: &str) -> Needs {
    let words: BTreeSet<&str> =
        tokens(kql).iter().filter(|t| t.kind == TokenKind::Word).map(|t| t.span.of(kql)).collect();
    let mut needs = Needs::new();
    let mut note = |rel: &Rel| {
        if let RelKind::Table { name, source_columns } = &rel.kind
            && checked.program.tables.contains(name)
        {
            let named = source_columns.iter().filter(|c| words.contains(c.as_str())).cloned();
            needs.entry(name.clone()).or_default().extend(named);
        }
    };
    checked.program.steps.iter().for_each(|step| step.each_rel(&mut |rel| rel.each(&mut note)));
    checked.program.results.iter().for_each(|result| result.rel.each(&mut note));
    needs
}

impl Inventory {
    async fn count(&mut self, judge: &Judge<'_>, table: &str, columns: &BTreeSet<String>) -> Result<(), Diagnostic> {
        let snapshot = judge.engine.snapshot().await?;
        if snapshot.table(table).is_none() {
            return Ok(());
        }
        let stored = Columns::default().lacking(judge.opened, table, columns);
        let has = columns.iter().filter(|c| !stored.contains(*c));
        self.stored.extend(has.map(|c| (table.to_owned(), c.clone())));
        let columns: Vec<&String> = columns.iter().collect();
        let mut rows = 0;
        for some in columns.chunks(COLUMNS_A_QUERY).chain(columns.is_empty().then_some(&[][..])) {
            let counts = some.iter().map(|c| format!("countif(isnotempty({}))", bracketed(c)));
            let counts: Vec<String> = std::iter::once("count()".to_owned()).chain(counts).collect();
            let text = format!("{} | summarize {}", bracketed(table), counts.join(", "));
            let request = Request { text, now: judge.moment.now, as_of: judge.moment.as_of, ..Request::default() };
            let answer = judge.engine.query(&request).await?;
            let row = answer.tables.first().and_then(|t| t.rows().next()).unwrap_or_default();
            let mut counts = row.iter().map(|v| if let Value::Long(n) = v { n.unsigned_abs() } else { 0 });
            rows = counts.next().unwrap_or(0);
            for (column, n) in some.iter().zip(counts) {
                self.filled.insert((table.to_owned(), (*column).clone()), n);
            }
        }
        self.tables.insert(table.to_owned(), rows);
        Ok(())
    }

    fn judge(&self, needs: &Needs) -> Availability {
        let mut reasons = Vec::new();
        for (table, columns) in needs {
            if self.tables.get(table).is_none_or(|rows| *rows == 0) {
                reasons.push(format!("{table}: no data"));
                continue;
            }
            let key = |c: &String| (table.clone(), c.clone());
            let (stored, lacking): (Vec<_>, Vec<_>) = columns.iter().partition(|c| self.stored.contains(&key(c)));
            let empty = stored.into_iter().filter(|c| self.filled.get(&key(c)).is_none_or(|n| *n == 0));
            let empty: Vec<&str> = empty.map(String::as_str).collect();
            let lacking: Vec<&str> = lacking.into_iter().map(String::as_str).collect();
            if !lacking.is_empty() {
                reasons.push(format!("{table}: the data have no column {}", lacking.join(", ")));
            }
            if !empty.is_empty() {
                reasons.push(format!("{table}: no row fills {}", empty.join(", ")));
            }
        }
        let has_data = |table: &String| self.tables.get(table).is_some_and(|rows| *rows > 0);
        match reasons.is_empty() {
            true => Availability::Full,
            false if needs.keys().any(has_data) => Availability::Degraded(reasons),
            false => Availability::CannotRun(reasons),
        }
    }

    /// 0 where every rule has all it needs, 2 where one is broken, else 3.
    pub fn exit_code(&self) -> u8 {
        let any = |wanted: fn(&Availability) -> bool| self.rules.iter().any(|r| wanted(&r.availability));
        if any(|a| matches!(a, Availability::Broken(_))) {
            2
        } else if any(|a| *a != Availability::Full) {
            3
        } else {
            0
        }
    }

    pub fn text(&self, style: Style) -> String {
        let mut out = format!("{}\n", style.bold("availability  rule"));
        for available in &self.rules {
            let word = pad(available.availability.name(), 12, false);
            let word = match available.availability {
                Availability::Full => style.green(&word),
                Availability::Degraded(_) => style.yellow(&word),
                _ => style.red(&word),
            };
            out.push_str(&format!("{word}  {}\n", printable(&available.rule.name)));
            for reason in available.availability.reasons() {
                out.push_str(&format!("{}{}\n", " ".repeat(14), printable(&reason)));
            }
        }
        out
    }

    pub fn json(&self) -> String {
        let table = |(name, columns): (&String, &BTreeSet<String>)| {
            let column = |c: &String| {
                let key = (name.clone(), c.clone());
                json!({"name": c, "present": self.stored.contains(&key), "rows_filled": self.filled.get(&key)})
            };
            json!({
                "table": name, "rows": self.tables.get(name), "columns": columns.iter().map(column).collect::<Vec<_>>(),
            })
        };
        let rule = |a: &Available| {
            json!({
                "rule": a.rule.id, "name": a.rule.name, "path": a.rule.path, "availability": a.availability.name(),
                "reasons": a.availability.reasons(), "tables": a.needs.iter().map(table).collect::<Vec<_>>(),
            })
        };
        format!("{}\n", json!({"rules": self.rules.iter().map(rule).collect::<Vec<_>>()}))
    }
}

impl Availability {
    fn name(&self) -> &'static str {
        match self {
            Availability::Full => "full",
            Availability::Degraded(_) => "degraded",
            Availability::CannotRun(_) => "cannot run",
            Availability::Broken(_) => "broken",
        }
    }

    fn reasons(&self) -> Vec<String> {
        match self {
            Availability::Full => Vec::new(),
            Availability::Degraded(reasons) | Availability::CannotRun(reasons) => reasons.clone(),
            Availability::Broken(why) => vec![why.clone()],
        }
    }
}
