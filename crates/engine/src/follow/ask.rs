//! Questions about the rows of a traced program.

use super::report::Bits;
use crate::answer::{AnswerTable, Request};
use crate::catalog::Snapshot;
use crate::running::{Running, answer_columns, visible_columns};
use crate::session::Engine;
use lurcher_functions::Context;
use lurcher_planner::program_needs_one_thread;
use lurcher_semantics::Trace;
use lurcher_semantics::bound::*;
use lurcher_syntax::{Diagnostic, Span};
use lurcher_types::{Type, Value};

pub struct Asker<'a> {
    pub request: &'a Request,
    pub trace: Trace,
    /// The program with its steps computed.
    running: Running<'a>,
    /// The order of rows matters to the program itself.
    one_thread: bool,
}

impl<'a> Asker<'a> {
    /// Runs the steps of a traced program.
    pub async fn new(
        engine: &'a Engine,
        program: &Program,
        trace: Trace,
        context: Context,
        request: &'a Request,
        snapshot: &dyn Snapshot,
    ) -> Result<Asker<'a>, Diagnostic> {
        let mut running = engine.open(program, context, request, snapshot).await?;
        for step in &program.steps {
            running.step(step).await?;
        }
        let one_thread = running.one_thread;
        Ok(Asker { request, trace, running, one_thread })
    }

    /// The rows of a relation of the program, or of one made of such.
    pub async fn ask(&mut self, rel: Rel) -> Result<Vec<Vec<Value>>, Diagnostic> {
        let result = ResultTable { rel, render: None, name: None };
        let alone = Program { results: vec![result], ..Program::default() };
        self.running.one_thread = self.one_thread || program_needs_one_thread(&alone);
        let mut rows = Vec::new();
        for result in &alone.results {
            let (batches, _held) = self.running.rows(&result.rel).await?;
            let batches = visible_columns(&result.rel, batches)?;
            let table =
                AnswerTable { columns: answer_columns(&result.rel), batches, rows_let_go: 0, render: None, name: None };
            rows.extend(table.rows());
        }
        Ok(rows)
    }

    /// How many rows a relation has, and which of them are followed: those of `counting`.
    pub async fn count(&mut self, rel: &Rel) -> Result<(u64, u64, Bits), Diagnostic> {
        let question = self.counting(rel);
        let row = self.ask(question).await?.pop().unwrap_or_default();
        Ok((number(row.first()), number(row.get(1)), Bits(long(row.get(2)))))
    }

    /// A row with these columns for each row of the relation.
    pub fn showing(&mut self, rel: Rel, outputs: Vec<Expr>) -> Rel {
        let columns =
            outputs.iter().enumerate().map(|(at, e)| self.trace.fresh(format!("v{at}"), e.kql_type)).collect();
        let (serialized, span) = (rel.serialized, rel.span);
        Rel { kind: RelKind::Project { input: Box::new(rel), outputs }, columns, serialized, span }
    }

    /// One row: how many rows there are, how many of them come from followed rows, and from which.
    fn counting(&mut self, rel: &Rel) -> Rel {
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
