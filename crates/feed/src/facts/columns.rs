//! Which columns of which tables a query names, through renaming, grouping, unions and steps.

use super::TableRead;
use lurcher_semantics::bound::*;
use std::collections::HashMap;

/// A column of a table of the catalog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    pub table: String,
    pub column: String,
}

/// Where the values of a column come from unchanged.
#[derive(Debug, Default)]
pub struct Origins(HashMap<ColumnId, Vec<Origin>>);

/// A column that comes from more places than these is followed no further.
const MAX_ORIGINS: usize = 64;

impl Origins {
    pub fn of(program: &Program) -> Origins {
        let mut origins = Origins::default();
        let mut steps: HashMap<StepId, Vec<ColumnId>> = HashMap::new();
        for step in &program.steps {
            origins.step(step, &mut steps);
        }
        for result in &program.results {
            origins.rel(&result.rel, &steps);
        }
        origins
    }

    fn step(&mut self, step: &Step, steps: &mut HashMap<StepId, Vec<ColumnId>>) {
        if let Some(per) = &step.per {
            self.rel(&per.input, steps);
            steps.insert(per.part, per.input.columns.iter().map(|c| c.id).collect());
            per.steps.iter().for_each(|s| self.step(s, steps));
        }
        self.rel(&step.rel, steps);
        steps.insert(step.id, step.rel.columns.iter().map(|c| c.id).collect());
    }

    fn rel(&mut self, rel: &Rel, steps: &HashMap<StepId, Vec<ColumnId>>) {
        rel.kind.inputs().into_iter().for_each(|input| self.rel(input, steps));
        match &rel.kind {
            RelKind::Table { name, source_columns } => {
                for (col, source) in rel.columns.iter().zip(source_columns) {
                    self.0.insert(col.id, vec![Origin { table: name.clone(), column: source.clone() }]);
                }
            }
            RelKind::Step(id) => {
                for (col, from) in rel.columns.iter().zip(steps.get(id).into_iter().flatten()) {
                    self.same(col.id, *from);
                }
            }
            RelKind::Project { outputs, .. } => self.each_same(&rel.columns, outputs),
            RelKind::Aggregate { keys, .. } => self.each_same(&rel.columns, keys),
            RelKind::Union { columns, .. } => {
                for leg in columns {
                    for (col, from) in rel.columns.iter().zip(leg) {
                        if let Some(Expr { kind: ExprKind::Column(id), .. }) = from {
                            self.same(col.id, *id);
                        }
                    }
                }
            }
            _ => {}
        }
    }

    fn each_same(&mut self, columns: &[Col], values: &[Expr]) {
        for (col, value) in columns.iter().zip(values) {
            if let ExprKind::Column(from) = value.kind {
                self.same(col.id, from);
            }
        }
    }

    fn same(&mut self, column: ColumnId, from: ColumnId) {
        if column == from {
            return;
        }
        let more = self.0.get(&from).cloned().unwrap_or_default();
        let known = self.0.entry(column).or_default();
        known.extend(more.into_iter().filter(|o| !known.contains(o)).collect::<Vec<_>>());
        known.truncate(MAX_ORIGINS);
    }

    /// The columns of tables that an expression reads, each once.
    pub fn read_by<'a>(&'a self, e: &Expr, found: &mut Vec<&'a Origin>) {
        if let ExprKind::Column(id) = e.kind {
            for origin in self.0.get(&id).into_iter().flatten() {
                if !found.contains(&origin) {
                    found.push(origin);
                }
            }
        }
        e.children().into_iter().for_each(|child| self.read_by(child, found));
    }
}

/// The tables that a bound query reads, with the columns that its own words name.
pub fn tables_of(program: &Program, query: &str) -> Vec<TableRead> {
    let narrowed = narrowed(program);
    tables(&narrowed, &Origins::of(&narrowed), query)
}

/// What only passes through is not read.
pub fn narrowed(program: &Program) -> Program {
    let mut narrowed = program.clone();
    narrowed.narrow();
    narrowed
}

/// Every table, with the columns that the query's own words name.
pub fn tables(program: &Program, origins: &Origins, query: &str) -> Vec<TableRead> {
    let mut named: Vec<(u32, &Origin)> = Vec::new();
    each_rel(program, &mut |rel| {
        rel.kind.each_expression(&mut |e| {
            named_by(e, query, &mut |column| {
                let mut found = Vec::new();
                origins.read_by(column, &mut found);
                named.extend(found.into_iter().map(|origin| (column.span.start, origin)));
            });
        });
        // What `project` gives through without a name of its own is named all the same.
        if let RelKind::Aggregate { aggregates, .. } = &rel.kind {
            for arg in aggregates.iter().flat_map(|a| &a.args) {
                let mut found = Vec::new();
                origins.read_by(arg, &mut found);
                named.extend(found.into_iter().map(|origin| (arg.span.start, origin)));
            }
        }
    });
    named.sort_by_key(|(start, _)| *start);
    let mut tables: Vec<TableRead> =
        program.tables.iter().map(|name| TableRead { name: name.clone(), columns: Vec::new() }).collect();
    for (_, origin) in named {
        let table = tables.iter_mut().find(|t| t.name == origin.table);
        if let Some(table) = table.filter(|t| !t.columns.contains(&origin.column)) {
            table.columns.push(origin.column.clone());
        }
    }
    tables
}

/// The columns in an expression that stand in the text by a name; those an operator passes on have its own place.
fn named_by<'a>(e: &'a Expr, query: &str, f: &mut impl FnMut(&'a Expr)) {
    if matches!(e.kind, ExprKind::Column(_)) {
        let text = e.span.of(query);
        let is_quoted = text.starts_with("['") || text.starts_with("[\"");
        let is_name =
            !text.is_empty() && !text.contains(['|', '\n']) && !text.contains(char::is_whitespace) || is_quoted;
        if is_name {
            f(e);
        }
    }
    e.children().into_iter().for_each(|child| named_by(child, query, f));
}

/// Every relation of a program, those of its steps first.
pub fn each_rel<'a>(program: &'a Program, f: &mut impl FnMut(&'a Rel)) {
    program.steps.iter().for_each(|step| step.each_rel(&mut |rel| rel.each(f)));
    program.results.iter().for_each(|result| result.rel.each(f));
}
