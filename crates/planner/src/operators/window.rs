use super::column;
use crate::error::{KERNEL, REFUSED, located};
use crate::nodes::{Grouped, Input, KernelRef, Produced, Rows, Stateless};
use crate::{Planner, column_name};
use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, Decimal256Array, Float64Array, Int32Array, Int64Array, UInt64Array,
};
use datafusion::arrow::compute::take;
use datafusion::arrow::datatypes::{Decimal256Type, Field, Float64Type, Int32Type, Int64Type, i256};
use datafusion::common::Result;
use datafusion::logical_expr::LogicalPlanBuilder;
use lurcher_columnar::{arrow_type, field, nulls, value_at};
use lurcher_semantics::bound::{ColumnId, Rel, WindowCall};
use lurcher_syntax::Span;
use lurcher_types::{Type, Value};
use std::sync::Arc;

impl Planner<'_> {
    /// Window functions over a serialized input, all rows at once.
    pub fn window(&self, input: &Rel, calls: &[WindowCall], per: Option<ColumnId>) -> Result<LogicalPlanBuilder> {
        let mut expressions = Vec::new();
        let mut windows = Vec::new();
        for call in calls {
            let first = expressions.len();
            for arg in &call.args {
                expressions.push(self.expression(arg)?);
            }
            let constants: Vec<Option<Value>> = call.args.iter().map(|a| a.as_literal().cloned()).collect();
            windows.push(Window {
                shape: shape(call, &constants)?,
                first,
                field: field(&column_name(call.output.id), call.output.kql_type),
                kql_type: call.output.kql_type,
                span: call.span,
            });
        }
        let plan = self.relation(input)?.build()?;
        let mut kernel: KernelRef = Arc::new(Windows { windows });
        if let Some(per) = per {
            expressions.push(column(per));
            kernel = Arc::new(Grouped(kernel));
        }
        Ok(LogicalPlanBuilder::new(Rows::plan(plan, expressions, kernel, true)?))
    }
}

#[derive(Debug, Clone)]
struct Windows {
    windows: Vec<Window>,
}

#[derive(Debug, Clone)]
struct Window {
    shape: Shape,
    /// The index of the call's first argument among the node's expressions.
    first: usize,
    field: Field,
    kql_type: Type,
    span: Span,
}

#[derive(Debug, Clone)]
enum Shape {
    /// Counts from a start, and again from it where the restart argument is true.
    RowNumber {
        start: i64,
        restart: bool,
    },
    /// The value so many rows before (or, if negative, behind), else the third argument, else null.
    Neighbour {
        offset: i64,
        default: bool,
    },
    CumulativeSum {
        restart: bool,
    },
    /// `dense` grows by one with every new value; otherwise tied rows have the number of the first of them.
    Rank {
        dense: bool,
        restart: bool,
        of: Type,
    },
    /// When the session of the row began.
    Session {
        restart: bool,
    },
}

fn shape(call: &WindowCall, constants: &[Option<Value>]) -> Result<Shape> {
    let whole = |i: usize, otherwise: i64| match constants.get(i) {
        Some(Some(Value::Long(v))) => Ok(*v),
        Some(Some(Value::Int(v))) => Ok(i64::from(*v)),
        None => Ok(otherwise),
        _ => Err(located(REFUSED, call.span, format!("`{}` wants a constant whole number here", call.function))),
    };
    Ok(match call.function {
        "row_number" => Shape::RowNumber { start: whole(0, 1)?, restart: call.args.len() > 1 },
        "prev" => Shape::Neighbour { offset: whole(1, 1)?, default: call.args.len() > 2 },
        "next" => Shape::Neighbour { offset: whole(1, 1)?.saturating_neg(), default: call.args.len() > 2 },
        "row_cumsum" if matches!(call.output.kql_type, Type::Int | Type::Long | Type::Real | Type::Decimal) => {
            Shape::CumulativeSum { restart: call.args.len() > 1 }
        }
        "row_rank_dense" | "row_rank_min" => Shape::Rank {
            dense: call.function == "row_rank_dense",
            restart: call.args.len() > 1,
            of: call.args.first().map_or(Type::Dynamic, |a| a.kql_type),
        },
        "row_window_session" => Shape::Session { restart: call.args.len() > 3 },
        other => return Err(located(REFUSED, call.span, format!("`{other}` is not supported yet"))),
    })
}

impl Stateless for Windows {
    const INPUT: Input = Input::Whole;

    fn added(&self) -> Vec<Field> {
        self.windows.iter().map(|w| w.field.clone()).collect()
    }

    fn apply(&self, arguments: &[ArrayRef], rows: usize) -> Result<Produced> {
        let columns = self.windows.iter().map(|w| w.column(arguments, rows)).collect::<Result<Vec<_>>>()?;
        Ok(Produced { take: None, columns, rows })
    }
}

impl Window {
    fn column(&self, arguments: &[ArrayRef], rows: usize) -> Result<ArrayRef> {
        let argument = |i: usize| &arguments[self.first + i];
        let restarts = |i: usize, row: usize| {
            let flags = argument(i).as_boolean();
            flags.is_valid(row) && flags.value(row)
        };
        Ok(match self.shape {
            Shape::RowNumber { start, restart } => {
                let mut number = start;
                Arc::new(Int64Array::from_iter_values((0..rows).map(|row| {
                    if row > 0 {
                        number = if restart && restarts(1, row) { start } else { number.wrapping_add(1) };
                    }
                    number
                })))
            }
            Shape::Neighbour { offset, default } => {
                let of = |row: usize| {
                    (row as i64).checked_sub(offset).and_then(|i| u64::try_from(i).ok()).filter(|i| *i < rows as u64)
                };
                let indices: UInt64Array = (0..rows).map(of).collect();
                let moved = take(argument(0), &indices, None)?;
                let inside = indices.nulls().map(|n| n.inner().clone());
                match inside {
                    None => moved,
                    Some(inside) => {
                        let filler = if default { argument(2).clone() } else { nulls(self.kql_type, rows) };
                        let inside = datafusion::arrow::array::BooleanArray::new(inside, None);
                        datafusion::arrow::compute::kernels::zip::zip(&inside, &moved, &filler)?
                    }
                }
            }
            Shape::Rank { dense, restart, of } => {
                self.rank(of, dense, argument(0), rows, |row| restart && restarts(1, row))
            }
            Shape::Session { restart } => {
                sessions([argument(0), argument(1), argument(2)], rows, |row| restart && restarts(3, row))
            }
            Shape::CumulativeSum { restart } => {
                self.cumulative(argument(0), rows, |row| restart && restarts(1, row))?
            }
        })
    }

    fn rank(
        &self,
        of: Type,
        dense: bool,
        values: &ArrayRef,
        rows: usize,
        restarts: impl Fn(usize) -> bool,
    ) -> ArrayRef {
        let mut rank = 0i64;
        let mut since_restart = 0i64;
        let mut previous: Option<Value> = None;
        Arc::new(Int64Array::from_iter_values((0..rows).map(|row| {
            let value = value_at(of, values, row);
            if row == 0 || restarts(row) {
                (rank, since_restart) = (1, 1);
            } else {
                since_restart += 1;
                if previous.as_ref() != Some(&value) {
                    rank = if dense { rank + 1 } else { since_restart };
                }
            }
            previous = Some(value);
            rank
        })))
    }

    fn cumulative(&self, values: &ArrayRef, rows: usize, restarts: impl Fn(usize) -> bool) -> Result<ArrayRef> {
        if *values.data_type() == arrow_type(Type::Real) {
            let values = values.as_primitive::<Float64Type>();
            let mut sum = 0.0;
            return Ok(Arc::new(Float64Array::from_iter_values((0..rows).map(|row| {
                sum =
                    if restarts(row) { 0.0 } else { sum } + if values.is_valid(row) { values.value(row) } else { 0.0 };
                sum
            }))));
        }
        if let Some(decimals) = values.as_primitive_opt::<Decimal256Type>() {
            return self.decimal_sums(decimals, rows, restarts);
        }
        let whole = |row: usize| match values.as_primitive_opt::<Int32Type>() {
            Some(ints) => i64::from(ints.value(row)),
            None => values.as_primitive::<Int64Type>().value(row),
        };
        let mut sum = 0i64;
        let sums: Vec<i64> = (0..rows)
            .map(|row| {
                sum =
                    if restarts(row) { 0 } else { sum }.wrapping_add(if values.is_valid(row) { whole(row) } else { 0 });
                sum
            })
            .collect();
        if self.kql_type == Type::Int {
            // The sum of ints is an int, and wraps as one.
            return Ok(Arc::new(Int32Array::from_iter_values(sums.into_iter().map(|sum| sum as i32))));
        }
        Ok(Arc::new(Int64Array::from(sums)))
    }

    fn decimal_sums(
        &self,
        values: &Decimal256Array,
        rows: usize,
        restarts: impl Fn(usize) -> bool,
    ) -> Result<ArrayRef> {
        let mut sum = i256::ZERO;
        let mut sums = Vec::with_capacity(rows);
        for row in 0..rows {
            let before = if restarts(row) { i256::ZERO } else { sum };
            let value = if values.is_valid(row) { values.value(row) } else { i256::ZERO };
            sum = before.checked_add(value).ok_or_else(|| {
                located(KERNEL, self.span, "the sum of these decimals has more digits than a decimal holds")
            })?;
            sums.push(sum);
        }
        Ok(Arc::new(Decimal256Array::from(sums).with_data_type(values.data_type().clone())))
    }
}

/// The first time of each row's session. A session ends where the distance to its first row or to the row before reaches its
/// limit, where a restart is true, and at a null, which has no session.
fn sessions([times, from_first, between]: [&ArrayRef; 3], rows: usize, restarts: impl Fn(usize) -> bool) -> ArrayRef {
    let [times, from_first, between] = [times, from_first, between].map(|a| a.as_primitive::<Int64Type>());
    let at = |a: &Int64Array, row: usize| a.is_valid(row).then(|| a.value(row));
    // A limit that is null is never reached.
    let reached = |time: i64, since: i64, limit: Option<i64>| limit.is_some_and(|l| time >= since.saturating_add(l));
    let mut session: Option<(i64, i64)> = None;
    Arc::new(Int64Array::from_iter((0..rows).map(|row| {
        session = at(times, row).map(|time| match session {
            Some((first, before))
                if !restarts(row)
                    && !reached(time, first, at(from_first, row))
                    && !reached(time, before, at(between, row)) =>
            {
                (first, time)
            }
            _ => (time, time),
        });
        session.map(|(first, _)| first)
    })))
}
