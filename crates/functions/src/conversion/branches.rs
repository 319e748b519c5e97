//! Choosing between whole columns of one type.

use crate::{Call, KernelError};
use arrow::array::{Array, ArrayRef, BooleanArray, Scalar, UInt32Array};
use arrow::compute::kernels::zip::zip;
use arrow::compute::{interleave, take};
use lurcher_columnar::Column;
use std::cmp::Ordering;

/// The column at its full length, a constant repeated.
pub fn spread(column: &Column, rows: usize) -> Result<ArrayRef, KernelError> {
    if !column.constant {
        return Ok(column.array.clone());
    }
    take(&column.array, &UInt32Array::from(vec![0; rows]), None).map_err(arrow_error)
}

/// `then` where the mask holds, else `otherwise`. The mask has no nulls.
pub fn choose(mask: &BooleanArray, then: &Column, otherwise: &ArrayRef) -> Result<ArrayRef, KernelError> {
    match then.constant {
        true => zip(mask, &Scalar::new(then.array.clone()), otherwise),
        false => zip(mask, &then.array, otherwise),
    }
    .map_err(arrow_error)
}

/// Where a condition is true; null counts as false.
pub fn truth(condition: &Column, rows: usize) -> BooleanArray {
    let bools = condition.bools();
    let holds = |row| {
        let i = condition.index(row);
        Some(bools.is_valid(i) && bools.value(i))
    };
    (0..rows).map(holds).collect()
}

/// Per row the argument that `better` prefers to all others; nulls never win against values.
pub fn best(call: &Call, better: Ordering) -> Result<ArrayRef, KernelError> {
    let arrays: Vec<&dyn Array> = call.args.iter().map(|a| a.array.as_ref()).collect();
    let picks: Vec<(usize, usize)> = (0..call.rows)
        .map(|row| {
            let mut pick = (0, 0);
            let mut found: Option<&Column> = None;
            for (i, argument) in call.args.iter().enumerate() {
                let wins = match found {
                    None => true,
                    Some(so_far) => compare(argument, so_far, row) == better,
                };
                if !argument.is_null(row) && wins {
                    pick = (i, argument.index(row));
                    found = Some(argument);
                }
            }
            if found.is_none() {
                pick = (0, call.args.first().map_or(0, |a| a.index(row)));
            }
            pick
        })
        .collect();
    interleave(&arrays, &picks).map_err(arrow_error)
}

/// Order of two values of one type in one row; neither is null.
fn compare(a: &Column, b: &Column, row: usize) -> Ordering {
    use lurcher_types::{Type, Value};
    match a.kql_type {
        Type::Int | Type::Long | Type::Datetime | Type::Timespan => a.longs().get(row).cmp(&b.longs().get(row)),
        Type::Bool => a.bools().value(a.index(row)).cmp(&b.bools().value(b.index(row))),
        Type::Real => match (a.reals().value(a.index(row)), b.reals().value(b.index(row))) {
            (x, y) if x.is_nan() || y.is_nan() => y.is_nan().cmp(&x.is_nan()),
            (x, y) => x.partial_cmp(&y).unwrap_or(Ordering::Equal),
        },
        Type::Decimal => match (a.value(row), b.value(row)) {
            (Value::Decimal(x), Value::Decimal(y)) => x.cmp_value(&y),
            _ => Ordering::Equal,
        },
        Type::String | Type::Dynamic => a.strings().value(row).cmp(b.strings().value(row)),
        Type::Guid => Ordering::Equal,
    }
}

fn arrow_error(error: arrow::error::ArrowError) -> KernelError {
    KernelError::new(error.to_string())
}
