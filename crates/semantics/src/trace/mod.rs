//! A trace through a program: a column that tells, wherever it is carried, which of some followed rows a row comes from.
//!
//! Each followed row of a table is a bit of a number. The scan of the table gives it to the row, operators pass it on, a group
//! has the bits of all its rows, a row of a join those of both sides. Nothing else of the program changes.
//!
//! ```text
//! EmailEvents                               EmailEvents | extend bits = case(<first row>, 1, <second row>, 2, 0)
//! | where SPF == "fail"            ──►      | where SPF == "fail"
//! | summarize count() by Domain             | summarize count(), binary_all_or(bits) by Domain
//! ```

mod carry;
mod mark;

use crate::bound::*;
use lurcher_syntax::Span;
use lurcher_types::{Type, Value};
use std::collections::{HashMap, HashSet};

/// So many rows can be followed at once: the bits of a long that stay a positive number.
pub const MAX_FOLLOWED_ROWS: usize = 62;

/// The name of the column. Any text can write any name, so nothing but the breaking of ties goes by it.
const NAME: &str = "\u{0}trace";

/// Rows of a table that are followed.
#[derive(Debug, Clone)]
pub struct FollowedTable {
    /// The table with every column that the predicate and the rows speak of, bound on its own.
    pub rel: Rel,
    /// Which rows are followed; it reads no step.
    pub predicate: Expr,
    /// What tells the followed rows apart, one for each bit from the first on.
    pub rows: Vec<Vec<(ColumnId, Value)>>,
    pub first_bit: usize,
}

/// Which columns of a program carry the bits.
#[derive(Debug, Clone, Default)]
pub struct Trace {
    columns: HashSet<ColumnId>,
    last: u32,
}

impl Program {
    /// Lets every relation that can carry the bits of the followed rows do so.
    pub fn follow(&mut self, tables: &[FollowedTable]) -> Trace {
        let mut carrier =
            carry::Carrier { tables, trace: Trace { last: last_id(self), ..Trace::default() }, steps: HashMap::new() };
        self.steps.iter_mut().for_each(|step| carrier.step(step));
        self.results.iter_mut().for_each(|result| drop(carrier.rel(&mut result.rel)));
        carrier.trace
    }
}

impl Trace {
    /// The bits of a relation's rows; none where it does not carry them.
    pub fn bits(&self, rel: &Rel) -> Option<Expr> {
        let own = rel.columns.iter().filter(|c| self.columns.contains(&c.id));
        own.map(|c| Expr::column(c, rel.span)).reduce(|left, right| either(left, right, rel.span))
    }

    pub fn is_carried_by(&self, rel: &Rel) -> bool {
        rel.columns.iter().any(|c| self.columns.contains(&c.id))
    }

    pub fn is_bits(&self, id: ColumnId) -> bool {
        self.columns.contains(&id)
    }

    /// A column that the program does not have yet.
    pub fn fresh(&mut self, name: impl Into<String>, kql_type: Type) -> Col {
        self.last += 1;
        Col { id: ColumnId(self.last), name: name.into(), kql_type, open: Open::No }
    }

    fn column(&mut self) -> Col {
        let column = self.fresh(NAME, Type::Long);
        self.columns.insert(column.id);
        column
    }
}

impl Col {
    /// It carries bits, and is no value of the row: ties are not broken by it.
    pub fn is_trace(&self) -> bool {
        self.name == NAME
    }
}

/// The bits of both; one that a join has not found is null.
fn either(left: Expr, right: Expr, span: Span) -> Expr {
    Expr::call("binary_or", vec![or_none(left, span), or_none(right, span)], Type::Long, span)
}

fn or_none(bits: Expr, span: Span) -> Expr {
    Expr::call("coalesce", vec![bits, Expr::literal(Value::Long(0), span)], Type::Long, span)
}

fn last_id(program: &Program) -> u32 {
    let mut last = 0;
    let mut note = |rel: &Rel| rel.columns.iter().for_each(|c| last = last.max(c.id.0));
    program.steps.iter().for_each(|step| step.each_rel(&mut |rel| rel.each(&mut note)));
    program.results.iter().for_each(|result| result.rel.each(&mut note));
    // Slots of `scan` are columns of no relation.
    program.steps.iter().for_each(|step| step.each_rel(&mut |rel| rel.each(&mut |r| last = last.max(last_slot(r)))));
    program.results.iter().for_each(|result| result.rel.each(&mut |r| last = last.max(last_slot(r))));
    last
}

fn last_slot(rel: &Rel) -> u32 {
    let RelKind::Rows { operator, .. } = &rel.kind else { return 0 };
    let RowsOperator::Scan(scan) = &**operator else { return 0 };
    scan.arguments.iter().chain(scan.states.iter().map(|s| &s.slot)).map(|c| c.id.0).max().unwrap_or(0)
}
