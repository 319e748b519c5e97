//! Functions of two series, or of a series and a number that stands for each element.

use super::number::{Number, number_or_ticks, write_number};
use crate::dynamic::items::{answers, array};
use crate::{Call, KernelError};
use arrow::array::ArrayRef;
use lurcher_columnar::Column;
use lurcher_types::Type;
use lurcher_types::dynamic::write_list;
use std::cmp::Ordering;

pub const SIGNATURES: &[&str] = &[
    "(series1: array, series2: array) -> dynamic",
    "(series1: array, series2: number) -> dynamic",
    "(series1: number, series2: array) -> dynamic",
];

/// One of the two: a series, or one number for all places.
pub enum Operand {
    Series(Vec<Option<Number>>),
    Scalar(Option<Number>),
}

impl Operand {
    /// Nothing where a series was wanted and there is none.
    pub fn read(column: &Column, row: usize) -> Option<Operand> {
        Some(match column.kql_type {
            // `series_subtract(times, earlier)` is a series of ticks, and `series_add(times, 0)` makes numbers of times.
            Type::Dynamic => Operand::Series(array(column, row)?.into_iter().map(number_or_ticks).collect()),
            Type::Int | Type::Long => Operand::Scalar(column.longs().get(row).map(Number::Long)),
            _ => Operand::Scalar(column.real(row).map(Number::Real)),
        })
    }

    pub fn length(&self) -> Option<usize> {
        match self {
            Operand::Series(elements) => Some(elements.len()),
            Operand::Scalar(_) => None,
        }
    }

    pub fn element(&self, index: usize) -> Option<Number> {
        match self {
            Operand::Series(elements) => elements.get(index).copied().flatten(),
            Operand::Scalar(number) => *number,
        }
    }

    fn is_whole(&self) -> bool {
        match self {
            Operand::Series(elements) => elements.iter().flatten().all(|n| n.is_whole()),
            Operand::Scalar(number) => number.is_none_or(Number::is_whole),
        }
    }
}

/// The two operands of this row.
pub fn operands(call: &Call, row: usize) -> Option<[Operand; 2]> {
    Some([Operand::read(call.args.first()?, row)?, Operand::read(call.args.get(1)?, row)?])
}

/// Null wherever one of the two has no number; two series of whole numbers stay whole if there is a `whole`.
pub fn arithmetic(
    call: &Call,
    whole: Option<fn(i64, i64) -> i64>,
    real: fn(f64, f64) -> f64,
) -> Result<ArrayRef, KernelError> {
    answers(call, |row, out| {
        let [left, right] = operands(call, row)?;
        let length = left.length().max(right.length())?;
        let whole = whole.filter(|_| left.is_whole() && right.is_whole());
        let answer = |i| {
            Some(match (left.element(i)?, right.element(i)?, whole) {
                (Number::Long(a), Number::Long(b), Some(whole)) => Number::Long(whole(a, b)),
                (a, b, _) => Number::Real(real(a.real(), b.real())),
            })
        };
        write_list(out, 0..length, |out, i| write_number(out, answer(i)));
        Some(())
    })
}

/// A bool at each place; null wherever one of the two has no number.
pub fn compare(call: &Call, holds: fn(Option<Ordering>) -> bool) -> Result<ArrayRef, KernelError> {
    answers(call, |row, out| {
        let [left, right] = operands(call, row)?;
        let length = left.length().max(right.length())?;
        let answer = |i| Some(holds(order(left.element(i)?, right.element(i)?)));
        write_list(out, 0..length, |out, i| {
            out.push_str(match answer(i) {
                Some(true) => "true",
                Some(false) => "false",
                None => "null",
            });
        });
        Some(())
    })
}

fn order(left: Number, right: Number) -> Option<Ordering> {
    match (left, right) {
        (Number::Long(a), Number::Long(b)) => Some(a.cmp(&b)),
        (a, b) => a.real().partial_cmp(&b.real()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::*;
    use crate::dynamic::testing::gives;

    #[test]
    fn whole_numbers_stay_whole() {
        gives(&series_add::SERIES_ADD, &["[1,2]", "[3,4]"], "[4,6]");
        gives(&series_add::SERIES_ADD, &["[1,2]", "[3,4.5]"], "[4.0,6.5]");
        gives(&series_multiply::SERIES_MULTIPLY, &["10", "[1,-1]"], "[10,-10]");
        gives(&series_subtract::SERIES_SUBTRACT, &["[5]", "0.5"], "[4.5]");
        gives(&series_divide::SERIES_DIVIDE, &["[1,1]", "[4,0]"], "[0.25,\"Infinity\"]");
    }

    #[test]
    fn what_has_no_partner_is_null() {
        gives(&series_add::SERIES_ADD, &["[1,2,null]", "[1]"], "[2,null,null]");
        gives(&series_less::SERIES_LESS, &["[1,\"a\"]", "[2,2]"], "[true,null]");
        gives(&series_add::SERIES_ADD, &["[1]", "{}"], "null");
        gives(&series_add::SERIES_ADD, &["[1]", "null"], "null");
    }

    #[test]
    fn times_are_their_ticks() {
        gives(&series_subtract::SERIES_SUBTRACT, &["[@d350,@t-7,null]", "[@d100,@t3,@d1]"], "[250,-10,null]");
        gives(&series_add::SERIES_ADD, &["[@d5]", "0"], "[5]");
        gives(&series_less::SERIES_LESS, &["[@d350]", "[@d100]"], "[false]");
    }

    #[test]
    fn comparisons() {
        gives(&series_equals::SERIES_EQUALS, &["[1,2]", "[1.0,3]"], "[true,false]");
        gives(&series_not_equals::SERIES_NOT_EQUALS, &["[1,\"NaN\"]", "1"], "[false,true]");
        gives(&series_greater_equals::SERIES_GREATER_EQUALS, &["[1,2]", "2"], "[false,true]");
    }
}
