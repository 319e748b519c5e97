use crate::lint::check::{Check, Example, Level, Run};
use crate::lint::finding::Draft;
use crate::lint::lineage::{Lineage, is_time};
use crate::lint::subject::Subject;
use std::collections::BTreeSet;

pub const CHECK: Check = Check {
    code: "LNT001",
    name: "no-time-filter",
    level: Level::Warning,
    finds: "A table whose rows have a time, read without a word about it.",
    why: "The rule reads everything that is stored. It gets slower with every day, and it finds old things again. A rule with a \
          `queryPeriod`, or one that runs as rows arrive, gets its window from the service and is not meant.",
    remedy: "Say how far back the rule looks: `| where Timestamp > ago(7d)`.",
    found: Example::new(&[("r.kql", "EmailEvents | where Subject has 'invoice' | project Timestamp, Subject")]),
    not_found: Example::new(&[("r.kql", "EmailEvents | where Timestamp > ago(7d) | where Subject has 'invoice'")]),
    run: Run::Rule(run),
};

fn run(subject: &Subject) -> Vec<Draft> {
    let rule = subject.rule;
    let by_service = rule.query_period.is_some() || rule.kind.as_deref().is_some_and(|k| k.eq_ignore_ascii_case("nrt"));
    let Some(program) = subject.program().filter(|_| !by_service) else { return Vec::new() };
    let lineage = Lineage::of(program);
    let filtered: BTreeSet<usize> =
        lineage.filters.iter().flatten().filter(|(_, column)| is_time(column)).map(|(read, _)| *read).collect();
    let mut places = BTreeSet::new();
    let mut drafts = Vec::new();
    for (number, read) in lineage.reads.iter().enumerate() {
        let has_time = read.columns.iter().any(|column| is_time(column));
        let at = (read.span.start, read.span.end);
        // A `let` that is used twice is one place; it is filtered if one of its uses is.
        let same_place = |n: &usize| lineage.reads.get(*n).is_some_and(|r| r.span == read.span);
        if has_time && !filtered.contains(&number) && !filtered.iter().any(same_place) && places.insert(at) {
            let draft = Draft::at(read.span, format!("nothing limits the time of the rows of {}", read.table));
            // Where another table is limited, a join mostly limits this one too, and what is left is the cost.
            drafts.push(if filtered.is_empty() { draft } else { draft.level(Level::Note) });
        }
    }
    drafts
}
