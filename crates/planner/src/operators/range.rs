use super::inline::{in_memory, schema_of};
use crate::error::{LIMIT, REFUSED, located};
use crate::{Planner, StepValue};
use datafusion::arrow::array::{ArrayRef, Float64Array, Int64Array, RecordBatch};
use datafusion::common::Result;
use datafusion::logical_expr::LogicalPlanBuilder;
use lurcher_semantics::bound::{Expr, ExprKind, Rel};
use lurcher_types::Value;
use std::sync::Arc;

/// The most rows that `range` makes.
pub const MAX_RANGE_ROWS: usize = 50_000_000;

impl Planner<'_> {
    /// `range`: both ends included; a null bound or a step that leads away makes no row.
    pub fn range(&self, rel: &Rel, from: &Expr, to: &Expr, step: &Expr) -> Result<LogicalPlanBuilder> {
        let bounds = [self.known(from)?, self.known(to)?, self.known(step)?];
        let too_many = || located(LIMIT, rel.span, format!("`range` makes more than {MAX_RANGE_ROWS} rows"));
        let array: ArrayRef = match &bounds {
            [Value::Real(from), Value::Real(to), Value::Real(step)] => {
                let count = if *step == 0.0 { 0.0 } else { ((to - from) / step).floor() + 1.0 };
                if count > MAX_RANGE_ROWS as f64 {
                    return Err(too_many());
                }
                let count = if count.is_finite() && count > 0.0 { count as usize } else { 0 };
                Arc::new((0..count).map(|i| from + step * i as f64).collect::<Float64Array>())
            }
            [from, to, step] => match (ticks(from), ticks(to), ticks(step)) {
                (Some(from), Some(to), Some(step)) if step != 0 => {
                    let count = (i128::from(to) - i128::from(from)) / i128::from(step) + 1;
                    let forward = if step > 0 { from <= to } else { from >= to };
                    if forward && count > MAX_RANGE_ROWS as i128 {
                        return Err(too_many());
                    }
                    let count = if forward { count as i64 } else { 0 };
                    Arc::new((0..count).map(|i| from.wrapping_add(step.wrapping_mul(i))).collect::<Int64Array>())
                }
                _ => Arc::new(Int64Array::from(Vec::<i64>::new())),
            },
        };
        let schema = schema_of(&rel.columns);
        let wanted = schema.field(0).data_type();
        if array.data_type() != wanted {
            return Err(located(REFUSED, rel.span, "`range` over this type is not supported yet"));
        }
        in_memory(RecordBatch::try_new(Arc::new(schema), vec![array])?)
    }

    /// The value of an expression that reads no column, now that earlier steps are computed.
    pub fn known(&self, e: &Expr) -> Result<Value> {
        match &e.kind {
            ExprKind::Literal(value) => Ok(value.clone()),
            ExprKind::Scalar(step) => match self.steps.get(step) {
                Some(StepValue::Scalar(value)) => Ok(value.clone()),
                _ => Err(located(REFUSED, e.span, "a value is used before it is computed")),
            },
            ExprKind::Call { function, args } => {
                let args = args.iter().map(|a| self.known(a)).collect::<Result<Vec<_>>>()?;
                lurcher_functions::fold(function, &args, e.kql_type, &self.context)
                    .map_err(|why| located(crate::error::KERNEL, e.span, why.to_string()))
            }
            _ => Err(located(REFUSED, e.span, "a constant is wanted here")),
        }
    }
}

fn ticks(value: &Value) -> Option<i64> {
    match value {
        Value::Long(v) | Value::Datetime(v) | Value::Timespan(v) => Some(*v),
        _ => None,
    }
}
