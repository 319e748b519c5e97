//! What rules need, and what the data have and fill of it. Rules are bound; none runs.

use super::columns::Columns;
use super::exclusions::bracketed;
use super::range::Range;
use crate::clock::Moment;
use crate::data::Opened;
use crate::rule::placed;
use lurcher_engine::{Checked, Request};
use lurcher_feed::facts;
use lurcher_rules::Rule;
use lurcher_rules::coverage::{Availability, Inventory, Needs};
use lurcher_syntax::Diagnostic;
use lurcher_types::Value;
use std::collections::BTreeSet;

/// Columns that one query counts.
const COLUMNS_A_QUERY: usize = 50;

/// The data, and what they are to each rule, in the order of the rules.
#[derive(Default)]
pub struct Survey {
    pub inventory: Inventory,
    pub rules: Vec<(Needs, Availability)>,
}

/// The data at hand, as the rules see them.
pub struct Surveyor<'a> {
    pub opened: &'a Opened,
    pub moment: &'a Moment,
    pub range: Range,
}

/// The tables that the bound query reads, and the columns that its text names: those that are only passed on to the
/// answer are not missed.
pub fn needs(checked: &Checked, query: &str) -> Needs {
    let read = facts::tables(&checked.program, query);
    read.into_iter().map(|t| (t.name, t.columns.into_iter().collect())).collect()
}

impl Surveyor<'_> {
    pub async fn survey(&self, rules: Vec<(&Rule, Result<Request, String>)>) -> Result<Survey, Diagnostic> {
        let mut bound = Vec::new();
        let mut all = Needs::new();
        for (rule, request) in rules {
            let bound_query = match request {
                Ok(request) => self.opened.engine.check(&request).await.map_err(|d| placed(rule, &d)),
                Err(why) => Err(why),
            };
            let needs = bound_query.map(|checked| needs(&checked, &rule.query));
            for (table, columns) in needs.iter().flatten() {
                all.entry(table.clone()).or_default().extend(columns.iter().cloned());
            }
            bound.push(needs);
        }
        let mut inventory = Inventory::default();
        for (table, columns) in &all {
            self.count(&mut inventory, table, columns).await?;
        }
        let rules = bound.into_iter().map(|needs| match needs {
            Ok(needs) => (needs.clone(), inventory.judge(&needs)),
            Err(why) => (Needs::new(), Availability::Broken(why)),
        });
        Ok(Survey { rules: rules.collect(), inventory })
    }

    async fn count(
        &self,
        inventory: &mut Inventory,
        table: &str,
        columns: &BTreeSet<String>,
    ) -> Result<(), Diagnostic> {
        let snapshot = self.opened.engine.snapshot().await?;
        let Some(info) = snapshot.table(table) else { return Ok(()) };
        let lacking = Columns::default().lacking(self.opened, table, columns);
        let stored: Vec<&String> = columns.iter().filter(|c| !lacking.contains(*c)).collect();
        let hidden = info.time_column().and_then(|time| self.range.hidden(table, time));
        for some in stored.chunks(COLUMNS_A_QUERY).chain(stored.is_empty().then_some(&[][..])) {
            let counts = some.iter().map(|c| format!("countif(isnotempty({}))", bracketed(c)));
            let counts: Vec<String> = std::iter::once("count()".to_owned()).chain(counts).collect();
            let text = format!("{} | summarize {}", bracketed(table), counts.join(", "));
            let (now, as_of) = (self.moment.now, self.moment.as_of);
            let hidden = hidden.iter().cloned().collect();
            let request = Request { text, now, as_of, hidden, ..Request::default() };
            let answer = self.opened.engine.query(&request).await?;
            let row = answer.tables.first().and_then(|t| t.rows().next()).unwrap_or_default();
            let mut counts = row.iter().map(|v| if let Value::Long(n) = v { n.unsigned_abs() } else { 0 });
            inventory.add_table(table, counts.next().unwrap_or(0));
            some.iter().zip(counts).for_each(|(column, filled)| inventory.add_column(table, column, filled));
        }
        Ok(())
    }
}
