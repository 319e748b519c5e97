//! Comparisons moved from KQL's terms into the file's, so that statistics can answer them.
//!
//! Each answers exactly what the comparison of the converted value would: true, false or null.

use datafusion::arrow::datatypes::{DataType, TimeUnit};
use datafusion::common::ScalarValue;
use datafusion::logical_expr::Operator;
use datafusion::physical_expr::PhysicalExpr;
use datafusion::physical_expr::expressions::{BinaryExpr, IsNotNullExpr, IsNullExpr, Literal};
use std::sync::Arc;

use super::unit::Scale;

type Expr = Arc<dyn PhysicalExpr>;

/// `ticks(column) op ticks` over the stored integers. Nothing where the operator or the type is no comparison.
pub fn compare_ticks(column: &Expr, stored: &DataType, scale: Scale, op: Operator, ticks: i64) -> Option<Expr> {
    // Everything follows from the first stored values that reach these ticks and the next ones.
    let here = scale.first_at_or_after(i128::from(ticks));
    let next = scale.first_at_or_after(i128::from(ticks) + 1);
    let stored = Stored { column, stored };
    match op {
        Operator::Lt => stored.below(here),
        Operator::LtEq => stored.below(next),
        Operator::Gt => stored.at_least(next),
        Operator::GtEq => stored.at_least(here),
        Operator::Eq => Some(and(stored.at_least(here)?, stored.below(next)?)),
        Operator::NotEq => Some(or(stored.below(here)?, stored.at_least(next)?)),
        _ => None,
    }
}

/// `string(column) op text` over the stored text, where a null counts as `""`.
pub fn compare_text(column: &Expr, op: Operator, text: &str) -> Option<Expr> {
    let empty_matches = match op {
        Operator::Eq | Operator::GtEq => text.is_empty(),
        Operator::NotEq | Operator::Lt => !text.is_empty(),
        Operator::LtEq => true,
        Operator::Gt => false,
        _ => return None,
    };
    let literal: Expr = Arc::new(Literal::new(ScalarValue::Utf8View(Some(text.to_owned()))));
    let compared = binary(column.clone(), op, literal);
    Some(count_null_as_empty(column, compared, empty_matches))
}

/// A test of stored text that is null for null, made to answer for `""` there.
pub fn count_null_as_empty(column: &Expr, test: Expr, empty_matches: bool) -> Expr {
    if empty_matches {
        or(test, Arc::new(IsNullExpr::new(column.clone())))
    } else {
        and(test, Arc::new(IsNotNullExpr::new(column.clone())))
    }
}

/// The comparison with its sides exchanged.
pub fn mirrored(op: Operator) -> Option<Operator> {
    op.swap()
}

struct Stored<'a> {
    column: &'a Expr,
    stored: &'a DataType,
}

impl Stored<'_> {
    /// `column < bound`; a bound outside the type is moved to its end, keeping null for null.
    fn below(&self, bound: i128) -> Option<Expr> {
        let (low, high) = limits(self.stored);
        if bound > i128::from(high) {
            return self.compare(Operator::LtEq, high);
        }
        self.compare(Operator::Lt, i64::try_from(bound).unwrap_or(low).max(low))
    }

    /// `column >= bound`, likewise.
    fn at_least(&self, bound: i128) -> Option<Expr> {
        let (low, high) = limits(self.stored);
        if bound > i128::from(high) {
            return self.compare(Operator::Gt, high);
        }
        self.compare(Operator::GtEq, i64::try_from(bound).unwrap_or(low).max(low))
    }

    fn compare(&self, op: Operator, value: i64) -> Option<Expr> {
        let literal = Arc::new(Literal::new(literal(self.stored, value)?));
        Some(binary(self.column.clone(), op, literal))
    }
}

fn limits(stored: &DataType) -> (i64, i64) {
    match stored {
        DataType::Date32 | DataType::Time32(_) => (i32::MIN.into(), i32::MAX.into()),
        _ => (i64::MIN, i64::MAX),
    }
}

fn literal(stored: &DataType, v: i64) -> Option<ScalarValue> {
    Some(match stored {
        DataType::Int64 => ScalarValue::Int64(Some(v)),
        DataType::Timestamp(TimeUnit::Second, zone) => ScalarValue::TimestampSecond(Some(v), zone.clone()),
        DataType::Timestamp(TimeUnit::Millisecond, zone) => ScalarValue::TimestampMillisecond(Some(v), zone.clone()),
        DataType::Timestamp(TimeUnit::Microsecond, zone) => ScalarValue::TimestampMicrosecond(Some(v), zone.clone()),
        DataType::Timestamp(TimeUnit::Nanosecond, zone) => ScalarValue::TimestampNanosecond(Some(v), zone.clone()),
        DataType::Date32 => ScalarValue::Date32(Some(i32::try_from(v).ok()?)),
        DataType::Date64 => ScalarValue::Date64(Some(v)),
        DataType::Duration(TimeUnit::Second) => ScalarValue::DurationSecond(Some(v)),
        DataType::Duration(TimeUnit::Millisecond) => ScalarValue::DurationMillisecond(Some(v)),
        DataType::Duration(TimeUnit::Microsecond) => ScalarValue::DurationMicrosecond(Some(v)),
        DataType::Duration(TimeUnit::Nanosecond) => ScalarValue::DurationNanosecond(Some(v)),
        DataType::Time32(TimeUnit::Second) => ScalarValue::Time32Second(Some(i32::try_from(v).ok()?)),
        DataType::Time32(TimeUnit::Millisecond) => ScalarValue::Time32Millisecond(Some(i32::try_from(v).ok()?)),
        DataType::Time64(TimeUnit::Microsecond) => ScalarValue::Time64Microsecond(Some(v)),
        DataType::Time64(TimeUnit::Nanosecond) => ScalarValue::Time64Nanosecond(Some(v)),
        _ => return None,
    })
}

fn binary(left: Expr, op: Operator, right: Expr) -> Expr {
    Arc::new(BinaryExpr::new(left, op, right))
}

fn and(left: Expr, right: Expr) -> Expr {
    binary(left, Operator::And, right)
}

fn or(left: Expr, right: Expr) -> Expr {
    binary(left, Operator::Or, right)
}
