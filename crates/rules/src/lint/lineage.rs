//! Which columns of which tables the columns of a bound program come from.

use lurcher_semantics::bound::*;
use lurcher_syntax::Span;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// So many sources of one column are remembered; a column of more is made of everything anyway.
const MAX_SOURCES: usize = 256;

/// A place where the program reads a table.
#[derive(Debug, Clone)]
pub struct Read {
    pub table: String,
    pub columns: Vec<String>,
    pub span: Span,
}

/// A column of a read: the number of the read, and its name.
pub type Source = (usize, String);

/// Where values that meet come from.
#[derive(Debug, Clone)]
pub struct Meeting {
    pub left: BTreeSet<Source>,
    pub right: BTreeSet<Source>,
    pub span: Span,
}

#[derive(Debug, Default)]
pub struct Lineage {
    pub reads: Vec<Read>,
    /// What each filter looks at.
    pub filters: Vec<BTreeSet<Source>>,
    /// Keys of joins, and membership in a set that is computed from a table.
    pub meetings: Vec<Meeting>,
    columns: HashMap<ColumnId, BTreeSet<Source>>,
    steps: BTreeMap<StepId, Vec<BTreeSet<Source>>>,
}

impl Lineage {
    pub fn of(program: &Program) -> Lineage {
        let mut lineage = Lineage::default();
        program.steps.iter().for_each(|step| lineage.step(step));
        program.results.iter().for_each(|result| lineage.rel(&result.rel));
        lineage
    }

    fn step(&mut self, step: &Step) {
        if let Some(per) = &step.per {
            self.rel(&per.input);
            let columns = self.sources_of_columns(&per.input);
            self.steps.insert(per.part, columns);
            per.steps.iter().for_each(|step| self.step(step));
        }
        self.rel(&step.rel);
        let columns = self.sources_of_columns(&step.rel);
        self.steps.insert(step.id, columns);
    }

    fn sources_of_columns(&self, rel: &Rel) -> Vec<BTreeSet<Source>> {
        rel.columns.iter().map(|col| self.columns.get(&col.id).cloned().unwrap_or_default()).collect()
    }

    fn rel(&mut self, rel: &Rel) {
        rel.kind.inputs().into_iter().for_each(|input| self.rel(input));
        match &rel.kind {
            RelKind::Table { name, source_columns } => {
                let number = self.reads.len();
                self.reads.push(Read { table: name.clone(), columns: source_columns.clone(), span: rel.span });
                for (col, source) in rel.columns.iter().zip(source_columns) {
                    self.columns.insert(col.id, BTreeSet::from([(number, source.clone())]));
                }
            }
            RelKind::Step(id) => {
                let sources = self.steps.get(id).cloned().unwrap_or_default();
                for (col, sources) in rel.columns.iter().zip(sources) {
                    self.columns.insert(col.id, sources);
                }
            }
            RelKind::Project { outputs, .. } => {
                for (col, output) in rel.columns.iter().zip(outputs) {
                    self.give(col.id, self.sources(output));
                }
            }
            RelKind::Union { columns, .. } => {
                for leg in columns {
                    for (col, source) in rel.columns.iter().zip(leg) {
                        self.give(col.id, source.as_ref().map(|e| self.sources(e)).unwrap_or_default());
                    }
                }
            }
            RelKind::Aggregate { keys, aggregates, .. } => {
                for (col, key) in rel.columns.iter().zip(keys) {
                    self.give(col.id, self.sources(key));
                }
                for call in aggregates {
                    // `arg_max` gives its columns in the order of its arguments.
                    for (at, col) in call.outputs.iter().enumerate() {
                        let own = if call.outputs.len() == call.args.len() { call.args.get(at) } else { None };
                        let sources = match own {
                            Some(own) => self.sources(own),
                            None => call.args.iter().flat_map(|arg| self.sources(arg)).collect(),
                        };
                        self.give(col.id, sources);
                    }
                }
            }
            RelKind::Filter { predicate, .. } => {
                self.filters.push(self.sources(predicate));
                self.sets(predicate);
            }
            RelKind::Join { on, .. } => {
                for (left, right) in on {
                    let (span, left, right) = (left.span.to(right.span), self.sources(left), self.sources(right));
                    self.meetings.push(Meeting { left, right, span });
                }
            }
            RelKind::MakeSeries(series) => {
                // The axis has ends, so what lies outside is not read.
                let mut sources = BTreeSet::new();
                rel.kind.each_expression(&mut |e| sources.extend(self.sources(e)));
                if series.from.is_some() {
                    series.input.columns.iter().filter_map(|col| self.columns.get(&col.id)).for_each(|of_column| {
                        sources.extend(of_column.iter().filter(|(_, name)| is_time(name)).cloned());
                    });
                }
                self.filters.push(sources);
            }
            _ => {
                let mut sources = BTreeSet::new();
                rel.kind.each_expression(&mut |e| sources.extend(self.sources(e)));
                for col in &rel.columns {
                    if !self.columns.contains_key(&col.id) {
                        self.give(col.id, sources.clone());
                    }
                }
            }
        }
    }

    fn give(&mut self, id: ColumnId, sources: BTreeSet<Source>) {
        let known = self.columns.entry(id).or_default();
        known.extend(sources.into_iter().take(MAX_SOURCES.saturating_sub(known.len())));
    }

    /// The columns of tables that an expression reads.
    pub fn sources(&self, e: &Expr) -> BTreeSet<Source> {
        let mut sources = BTreeSet::new();
        let mut left = vec![e];
        while let Some(next) = left.pop() {
            if let ExprKind::Column(id) = &next.kind {
                sources.extend(self.columns.get(id).into_iter().flatten().take(MAX_SOURCES).cloned());
            }
            left.extend(next.children());
        }
        sources
    }

    fn sets(&mut self, predicate: &Expr) {
        let mut left = vec![predicate];
        while let Some(next) = left.pop() {
            if let ExprKind::InSet { value, set, .. } = &next.kind {
                let right = self.steps.get(set).and_then(|columns| columns.first()).cloned().unwrap_or_default();
                self.meetings.push(Meeting { left: self.sources(value), right, span: next.span });
            }
            left.extend(next.children());
        }
    }
}

/// The column that says when a row happened.
pub fn is_time(column: &str) -> bool {
    matches!(column, "Timestamp" | "TimeGenerated")
}
