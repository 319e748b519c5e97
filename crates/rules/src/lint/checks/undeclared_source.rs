use crate::lint::check::{Check, Example, Level, Run};
use crate::lint::finding::Draft;
use crate::lint::subject::Subject;

pub const CHECK: Check = Check {
    code: "LNT022",
    name: "undeclared-source",
    level: Level::Warning,
    finds: "A table that the query reads and `requiredDataConnectors` does not name.",
    why: "Who installs the rule checks the connectors it names. The table is empty there, and the rule is silent without a word.",
    remedy: "Add the table to `dataTypes` of its connector.",
    found: Example::new(&[(
        "r.yaml",
        "id: 1\nname: n\nrequiredDataConnectors:\n- connectorId: c\n  dataTypes: [EmailEvents]\nquery: |\n  EmailEvents | join kind=inner EmailUrlInfo on NetworkMessageId\n",
    )]),
    not_found: Example::new(&[(
        "r.yaml",
        "id: 1\nname: n\nrequiredDataConnectors:\n- connectorId: c\n  dataTypes: [EmailEvents]\nquery: |\n  EmailEvents | count\n",
    )]),
    run: Run::Rule(run),
};

fn run(subject: &Subject) -> Vec<Draft> {
    // `SecurityAlert (MDATP)` names the table with where its rows come from.
    let said: Vec<&str> =
        subject.rule.data_types().into_iter().filter_map(|name| name.split([' ', '(']).next()).collect();
    let Some(program) = subject.program().filter(|_| !said.is_empty()) else { return Vec::new() };
    // Solutions name a parser or a connector's own kind of data in place of its tables.
    let is_read = |name: &str| program.tables.iter().any(|table| table.eq_ignore_ascii_case(name));
    let names_tables = said.iter().any(|name| is_read(name)) || said.iter().all(|name| subject.around.is_table(name));
    let unsaid = program.tables.iter().filter(|table| !said.iter().any(|name| name.eq_ignore_ascii_case(table)));
    let unsaid = unsaid
        .filter(|table| names_tables && !table.starts_with("_GetWatchlist") && !table.starts_with("externaldata"));
    unsaid
        .map(|table| {
            Draft::key(
                "requiredDataConnectors",
                format!("the query reads {table}, which no connector's `dataTypes` names"),
            )
        })
        .collect()
}
