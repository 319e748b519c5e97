use crate::lint::check::{Check, Example, Level, Run};
use crate::lint::finding::Draft;
use crate::lint::subject::Subject;

pub const CHECK: Check = Check {
    code: "LNT023",
    name: "mapped-column-missing",
    level: Level::Error,
    finds: "An entity mapping or a custom detail that names a column the result does not have.",
    why: "The alert has no such entity: nothing is correlated with it, and no playbook finds the account or the mail.",
    remedy: "Keep the column to the end (`project`, `summarize … by`), or map one that is there.",
    found: Example::new(&[(
        "r.yaml",
        "id: 1\nname: n\nentityMappings:\n- entityType: Account\n  fieldMappings:\n  - {identifier: FullName, columnName: SenderFromAddress}\nquery: |\n  EmailEvents | summarize count() by RecipientEmailAddress\n",
    )]),
    not_found: Example::new(&[(
        "r.yaml",
        "id: 1\nname: n\nentityMappings:\n- entityType: Account\n  fieldMappings:\n  - {identifier: FullName, columnName: SenderFromAddress}\nquery: |\n  EmailEvents | summarize count() by SenderFromAddress\n",
    )]),
    run: Run::Rule(run),
};

fn run(subject: &Subject) -> Vec<Draft> {
    let Some(columns) = subject.answer_columns() else { return Vec::new() };
    let lacks = |column: &str| !columns.contains(&column);
    let mut drafts = Vec::new();
    for mapping in &subject.rule.entity_mappings {
        for field in mapping.fields.iter().filter(|field| lacks(&field.column)) {
            let message =
                format!("{} ({}) is to be the column `{}`", mapping.entity_type, field.identifier, field.column);
            drafts.push(Draft::key("entityMappings", format!("{message}, which the result lacks")).help(has(&columns)));
        }
    }
    for (name, column) in subject.rule.custom_details.iter().filter(|(_, column)| lacks(column)) {
        let message = format!("`{name}` is to show the column `{column}`, which the result lacks");
        drafts.push(Draft::key("customDetails", message).help(has(&columns)));
    }
    drafts
}

/// So many columns are named.
const NAMED: usize = 12;

fn has(columns: &[&str]) -> String {
    let named: Vec<&str> = columns.iter().copied().take(NAMED).collect();
    let more = if columns.len() > NAMED { ", …" } else { "" };
    format!("the result has {}{more}", named.join(", "))
}
