//! One file per relational operator: the dispatcher is here, and only dispatches.

mod aggregate;
mod filter;
mod first_per;
mod graph;
mod inline;
mod join;
mod make_series;
mod mv_expand;
mod parse;
mod parse_kv;
mod plugin;
mod project;
mod range;
mod rows;
mod sample;
mod scan;
mod sort;
mod step;
mod table;
mod take;
mod union;
mod window;

pub use inline::schema_of;
pub use join::unique_by_keys;

use crate::{Planner, column_name};
use datafusion::common::{Column, Result};
use datafusion::logical_expr::{Expr as Plan, LogicalPlanBuilder};
use lurcher_semantics::bound::{Col, ColumnId, Rel, RelKind};

impl Planner<'_> {
    pub fn relation(&self, rel: &Rel) -> Result<LogicalPlanBuilder> {
        match &rel.kind {
            RelKind::Table { name, source_columns } => self.table(rel, name, source_columns),
            RelKind::Inline { rows } => self.inline(rel, rows),
            RelKind::Step(id) => self.step(rel, *id),
            RelKind::Range { from, to, step } => self.range(rel, from, to, step),
            RelKind::Filter { input, predicate } => self.filter(input, predicate),
            RelKind::Project { input, outputs } => self.project(rel, input, outputs),
            RelKind::Aggregate { input, keys, aggregates } => self.aggregate(rel, input, keys, aggregates),
            RelKind::Join { kind, left, right, on } => self.join(rel, *kind, left, right, on),
            RelKind::Union { legs, columns } => self.union(rel, legs, columns),
            RelKind::Sort { input, by } => self.sort(input, by, None),
            RelKind::Take { input, count, per } => self.take(rel, input, count, *per),
            RelKind::FirstPer { input, count, keys } => self.first_per(input, count, keys),
            RelKind::ParseKv { input, source, keys, options } => self.parse_kv(rel, input, source, keys, options),
            RelKind::Sample { input, count } => self.sample(input, count),
            RelKind::MvExpand { input, lists, kind, limit, with_index } => {
                self.mv_expand(rel, input, lists, *kind, *limit, *with_index)
            }
            RelKind::Parse { input, source, pattern, keep_all } => self.parse(rel, input, source, pattern, *keep_all),
            RelKind::MakeSeries(series) => self.make_series(rel, series),
            RelKind::Window { input, calls, per } => self.window(input, calls, *per),
            RelKind::Rows { input, args, operator } => self.rows(rel, input, args, operator),
            RelKind::Plugin(call) => self.plugin(rel, call),
        }
    }
}

/// A reference to a bound column.
pub fn column(id: ColumnId) -> Plan {
    Plan::Column(Column::new_unqualified(column_name(id)))
}

/// An expression under the name of a bound column.
pub fn named(e: Plan, col: &Col) -> Plan {
    e.alias(column_name(col.id))
}
