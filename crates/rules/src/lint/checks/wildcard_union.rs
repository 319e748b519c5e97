use crate::lint::check::{Check, Example, Level, Run};
use crate::lint::finding::Draft;
use crate::lint::subject::Subject;
use lurcher_syntax::ast::{Expr, ExprKind, OperatorKind};

pub const CHECK: Check = Check {
    code: "LNT011",
    name: "wildcard-union",
    level: Level::Warning,
    finds: "`union *`, a pattern of table names, or `search` and `find` without tables.",
    why: "The rule reads whatever tables there happen to be: it costs more with each one, and its columns change when a table is added.",
    remedy: "Name the tables.",
    found: Example::new(&[("r.kql", "union Email* | where Timestamp > ago(1d)")]),
    not_found: Example::new(&[("r.kql", "union EmailEvents, EmailUrlInfo | where Timestamp > ago(1d)")]),
    run: Run::Rule(run),
};

fn run(subject: &Subject) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let heads: Vec<_> = subject
        .tree
        .exprs
        .iter()
        .filter_map(|e| match &e.kind {
            ExprKind::Source(operator) => Some(operator.span),
            _ => None,
        })
        .collect();
    for operator in &subject.tree.operators {
        let (tables, needs_tables) = match &operator.kind {
            OperatorKind::Union { tables, .. } => (tables.as_slice(), false),
            OperatorKind::Search { tables, .. } => (tables.as_slice(), heads.contains(&operator.span)),
            OperatorKind::Find(find) => (find.tables.as_slice(), true),
            _ => continue,
        };
        if tables.is_empty() && needs_tables {
            let message = format!("`{}` without tables reads all of them", operator.kind.name());
            drafts.push(Draft::at(operator.keyword, message));
        }
        for table in tables.iter().filter(|table| is_pattern(table)) {
            let message = format!("`{}` reads whatever tables have such a name", subject.text(table.span));
            drafts.push(Draft::at(table.span, message));
        }
    }
    drafts
}

fn is_pattern(table: &Expr) -> bool {
    matches!(table.kind, ExprKind::Wildcard(_) | ExprKind::Star)
}
