//! A comparison in the file's unit keeps exactly the rows that the comparison in ticks keeps.

use datafusion::arrow::array::*;
use datafusion::logical_expr::{Expr, Operator, binary_expr, ident, lit};
use lurcher_engine::scan::{Scale, Unit};
use lurcher_types::{Type, Value};
use proptest::prelude::*;
use std::sync::Arc;

use crate::fixture::*;

const OPERATORS: [Operator; 6] =
    [Operator::Lt, Operator::LtEq, Operator::Gt, Operator::GtEq, Operator::Eq, Operator::NotEq];

fn holds(op: Operator, a: i64, b: i64) -> bool {
    match op {
        Operator::Lt => a < b,
        Operator::LtEq => a <= b,
        Operator::Gt => a > b,
        Operator::GtEq => a >= b,
        Operator::Eq => a == b,
        _ => a != b,
    }
}

fn unit() -> impl Strategy<Value = Unit> {
    prop_oneof![
        Just(Unit::Nanosecond),
        Just(Unit::Microsecond),
        Just(Unit::Millisecond),
        Just(Unit::Second),
        Just(Unit::Day)
    ]
}

proptest! {
    #[test]
    fn the_bound_is_the_first_value_that_reaches_the_ticks(unit in unit(), value in any::<i64>(), ticks in any::<i64>()) {
        for scale in [Scale::datetime(unit), Scale::timespan(unit)] {
            let bound = scale.first_at_or_after(i128::from(ticks));
            if let Some(of_value) = scale.ticks(value) {
                prop_assert_eq!(of_value < ticks, i128::from(value) < bound);
            }
        }
    }

    #[test]
    fn valid_values_are_those_with_ticks(unit in unit(), value in any::<i64>()) {
        for scale in [Scale::datetime(unit), Scale::timespan(unit)] {
            let (low, high) = scale.valid_values();
            prop_assert_eq!((low..=high).contains(&value), scale.ticks(value).is_some());
        }
    }
}

/// Stored values around a few edges, one row group each, so that pruning has every chance to be wrong.
fn edges(unit: Unit) -> Vec<i64> {
    let (low, high) = Scale::datetime(unit).valid_values();
    let near = [-101, -100, -99, -11, -10, -9, -1, 0, 1, 9, 10, 11, 99, 100, 101, 12_345];
    let mut edges = near.to_vec();
    edges.extend([low, low.saturating_add(1), high, high.saturating_sub(1)]);
    edges
}

fn stored(unit: Unit, values: &[i64]) -> ArrayRef {
    let values = values.to_vec();
    match unit {
        Unit::Nanosecond => Arc::new(TimestampNanosecondArray::from(values)),
        Unit::Microsecond => Arc::new(TimestampMicrosecondArray::from(values).with_timezone("UTC")),
        Unit::Millisecond => Arc::new(TimestampMillisecondArray::from(values)),
        Unit::Second => Arc::new(TimestampSecondArray::from(values)),
        _ => Arc::new(Date32Array::from_iter_values(values.into_iter().map(|v| v as i32))),
    }
}

async fn check(unit: Unit, values_stored: &[i64]) {
    let file = one_column(Type::Datetime, stored(unit, values_stored), 1);
    let catalog = file.catalog.unwrap();
    let scale = Scale::datetime(unit);
    let ticks: Vec<i64> = values_stored.iter().filter_map(|v| scale.ticks(*v)).collect();
    let mut probes = vec![i64::MIN, -1, 0, i64::MAX];
    probes.extend(ticks.iter().step_by(3).flat_map(|t| [t - 1, *t, t + 1]));
    for probe in probes {
        for op in OPERATORS {
            let filter = binary_expr(ident("X"), op, lit(probe));
            let expected: Vec<Value> =
                ticks.iter().filter(|t| holds(op, **t, probe)).map(|t| Value::Datetime(*t)).collect();
            assert_eq!(values(&catalog, "X", Some(filter)).await, expected, "{unit:?} {op} {probe}");
            let turned: Expr = binary_expr(lit(probe), op.swap().unwrap(), ident("X"));
            assert_eq!(values(&catalog, "X", Some(turned)).await, expected, "{unit:?} {probe} turned {op}");
        }
    }
}

#[tokio::test]
async fn filters_on_nanoseconds_keep_the_right_rows() {
    check(Unit::Nanosecond, &edges(Unit::Nanosecond)).await;
}

#[tokio::test]
async fn filters_on_microseconds_keep_the_right_rows() {
    check(Unit::Microsecond, &edges(Unit::Microsecond)).await;
}

#[tokio::test]
async fn filters_on_days_keep_the_right_rows() {
    check(Unit::Day, &edges(Unit::Day)).await;
}

#[tokio::test]
async fn values_that_kql_cannot_hold_pass_no_comparison() {
    for unit in [Unit::Microsecond, Unit::Second] {
        let (low, high) = Scale::datetime(unit).valid_values();
        check(unit, &[i64::MIN, low - 1, low, 0, high, high + 1, i64::MAX]).await;
    }
}
