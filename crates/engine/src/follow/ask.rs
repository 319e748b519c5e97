//! Questions about the rows of a traced program.

use super::report::Bits;
use crate::answer::Request;
use crate::catalog::Snapshot;
use crate::session::Engine;
use lurcher_functions::Context;
use lurcher_semantics::Trace;
use lurcher_semantics::bound::*;
use lurcher_syntax::{Diagnostic, Span};
use lurcher_types::{Type, Value};

pub struct Asker<'a> {
    pub engine: &'a Engine,
    pub request: &'a Request,
    pub snapshot: &'a dyn Snapshot,
    pub context: Context,
    /// With the trace; its steps are what questions may refer to.
    pub program: Program,
    pub trace: Trace,
}

impl Asker<'_> {
    /// The rows of these relations.
    pub async fn ask(&self, rels: Vec<Rel>) -> Result<Vec<Vec<Vec<Value>>>, Diagnostic> {
        if rels.is_empty() {
            return Ok(Vec::new());
        }
        let results = rels.into_iter().map(|rel| ResultTable { rel, render: None, name: None }).collect();
        let asking = Program { results, max_rows: None, ..self.program.clone() };
        let answer = self.engine.run(&asking, self.context.clone(), self.request, self.snapshot).await?;
        Ok(answer.tables.iter().map(|t| t.rows().collect()).collect())
    }

    pub async fn ask_one(&self, rel: Rel) -> Result<Vec<Vec<Value>>, Diagnostic> {
        Ok(self.ask(vec![rel]).await?.pop().unwrap_or_default())
    }

    /// A row with these columns for each row of the relation.
    pub fn showing(&mut self, rel: Rel, outputs: Vec<Expr>) -> Rel {
        let columns =
            outputs.iter().enumerate().map(|(at, e)| self.trace.fresh(format!("v{at}"), e.kql_type)).collect();
        let (serialized, span) = (rel.serialized, rel.span);
        Rel { kind: RelKind::Project { input: Box::new(rel), outputs }, columns, serialized, span }
    }

    /// One row: how many rows there are, how many of them come from followed rows, and from which.
    pub fn counting(&mut self, rel: &Rel) -> Rel {
        let span = rel.span;
        let bits = self.trace.bits(rel).unwrap_or_else(|| Expr::literal(Value::Long(0), span));
        let bits_of = self.showing(rel.clone(), vec![bits]);
        let column = bits_of.columns.first().map(|c| Expr::column(c, span));
        let column = column.unwrap_or_else(|| Expr::literal(Value::Long(0), span));
        let mut call = |function, args| AggregateCall {
            function,
            args,
            outputs: vec![self.trace.fresh(function, Type::Long)],
            span,
        };
        let aggregates = vec![
            call("count", vec![]),
            call("countif", vec![positive(column.clone())]),
            call("binary_all_or", vec![column]),
        ];
        let columns = aggregates.iter().flat_map(|a| a.outputs.clone()).collect();
        let kind = RelKind::Aggregate { input: Box::new(bits_of), keys: vec![], aggregates };
        Rel { kind, columns, serialized: false, span }
    }

    /// The rows that come from some of these followed rows.
    pub fn with_bits(&self, rel: &Rel, bits: Bits) -> Option<Rel> {
        let own = self.trace.bits(rel)?;
        let mask = Expr::literal(Value::Long(bits.0), rel.span);
        Some(filtered(rel.clone(), positive(Expr::call("binary_and", vec![own, mask], Type::Long, rel.span))))
    }
}

pub fn filtered(rel: Rel, predicate: Expr) -> Rel {
    let (columns, serialized, span) = (rel.columns.clone(), rel.serialized, rel.span);
    Rel { kind: RelKind::Filter { input: Box::new(rel), predicate }, columns, serialized, span }
}

pub fn first(rel: Rel, count: usize) -> Rel {
    let (columns, serialized, span) = (rel.columns.clone(), rel.serialized, rel.span);
    let count = Expr::literal(Value::Long(i64::try_from(count).unwrap_or(i64::MAX)), span);
    Rel { kind: RelKind::Take { input: Box::new(rel), count, per: None }, columns, serialized, span }
}

pub fn positive(number: Expr) -> Expr {
    let span = number.span;
    let none = Box::new(Expr::literal(Value::Long(0), span));
    let kind = ExprKind::Compare { op: CompareOp::Greater, left: Box::new(number), right: none };
    Expr { kind, kql_type: Type::Bool, span }
}

/// The text that an expression stands for, on one line.
pub fn text_of(text: &str, span: Span) -> String {
    span.of(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

pub fn long(value: Option<&Value>) -> i64 {
    match value {
        Some(Value::Long(n)) => *n,
        _ => 0,
    }
}

pub fn number(value: Option<&Value>) -> u64 {
    u64::try_from(long(value)).unwrap_or(0)
}
