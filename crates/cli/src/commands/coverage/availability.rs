//! Whether the data at hand have the tables and columns that each rule reads.

use crate::arguments::{Clock, Data as DataArguments};
use crate::commands::hunt::Columns;
use crate::commands::runtime;
use crate::data::Opened;
use crate::failure::Failure;
use crate::rule::{Asked, placed, request};
use crate::{clock, data};
use lurcher_rules::coverage::{Data, RuleState};
use lurcher_rules::{About, Pack, Rule};

/// Notes in each rule's state what the data hold of what it reads.
pub fn look(data: &DataArguments, packs: &[Pack], states: &mut [Vec<RuleState>]) -> Result<(), Failure> {
    let runtime = runtime()?;
    let opened = data::open(data)?;
    let moment = runtime.block_on(clock::moment(&Clock { now: None, as_of: None }, &opened.engine))?;
    let mut columns = Columns::default();
    for (pack, states) in packs.iter().zip(states) {
        for (rule, state) in pack.rules.iter().zip(states) {
            let (found, why) = runtime.block_on(of_rule(&opened, rule, &pack.about, moment.now, &mut columns));
            state.data = found;
            state.why.retain(|known| !why.contains(known));
            state.why.extend(why);
        }
    }
    Ok(())
}

async fn of_rule(opened: &Opened, rule: &Rule, about: &About, now: i64, columns: &mut Columns) -> (Data, Vec<String>) {
    let asked = Asked { now, with_exclusions: true, ..Asked::default() };
    let request = match request(rule, about, &asked) {
        Ok(request) => request,
        Err(why) => return (Data::Unknown, vec![why]),
    };
    let checked = match opened.engine.check(&request).await {
        Ok(checked) => checked,
        // It names a table or a column that nobody has, or it is broken; either way nothing here serves it.
        Err(d) => return (Data::Missing, vec![placed(rule, &d)]),
    };
    let tables = &checked.program.tables;
    let absent: Vec<&String> = tables.iter().filter(|t| checked.without_data.contains(t)).collect();
    let mut why: Vec<String> = absent.iter().map(|table| format!("needs {table}: no data")).collect();
    why.extend(columns.missing(opened, tables, &rule.query));
    let found = match (why.is_empty(), absent.len() == tables.len()) {
        (true, _) => Data::Full,
        (false, true) => Data::Missing,
        (false, false) => Data::Degraded,
    };
    (found, why)
}
