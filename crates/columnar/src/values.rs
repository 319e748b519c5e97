//! Reading arrays by KQL type.

use arrow::array::{Array, ArrayRef, AsArray, BooleanArray, Float64Array, Int32Array, Int64Array, StringViewArray};
use arrow::datatypes::{Decimal256Type, Float64Type, Int32Type, Int64Type, i256};
use lurcher_types::{Decimal, Type, Value};

/// One argument of a kernel: a whole column, or one value that stands for every row.
///
/// `row` may be any row number; a constant answers with its one value.
#[derive(Debug, Clone)]
pub struct Column {
    pub kql_type: Type,
    pub array: ArrayRef,
    /// The array has one element, which holds for every row.
    pub constant: bool,
}

impl Column {
    pub fn new(kql_type: Type, array: ArrayRef) -> Column {
        Column { kql_type, array, constant: false }
    }

    pub fn index(&self, row: usize) -> usize {
        if self.constant { 0 } else { row }
    }

    pub fn is_null(&self, row: usize) -> bool {
        self.array.is_null(self.index(row))
    }

    /// The value in this row, whatever its type: convenient, not fast.
    pub fn value(&self, row: usize) -> Value {
        value_at(self.kql_type, &self.array, self.index(row))
    }

    /// The one value of a constant argument.
    pub fn constant_value(&self) -> Option<Value> {
        self.constant.then(|| self.value(0))
    }

    pub fn strings(&self) -> Strings<'_> {
        Strings { array: self.array.as_string_view(), constant: self.constant }
    }

    /// The encoded texts of a dynamic column.
    pub fn dynamics(&self) -> Dynamics<'_> {
        self.strings()
    }

    /// int, long, datetime or timespan, widened to 64 bits.
    pub fn longs(&self) -> Longs<'_> {
        match self.kql_type {
            Type::Int => Longs::Int(self.array.as_primitive::<Int32Type>(), self.constant),
            _ => Longs::Long(self.array.as_primitive::<Int64Type>(), self.constant),
        }
    }

    pub fn reals(&self) -> &Float64Array {
        self.array.as_primitive::<Float64Type>()
    }

    pub fn ints(&self) -> &Int32Array {
        self.array.as_primitive::<Int32Type>()
    }

    pub fn bools(&self) -> &BooleanArray {
        self.array.as_boolean()
    }

    /// This number in this row as a real; null stays null. For int, long, real, decimal, bool, datetime, timespan.
    pub fn real(&self, row: usize) -> Option<f64> {
        if self.is_null(row) {
            return None;
        }
        let i = self.index(row);
        Some(match self.kql_type {
            Type::Bool => f64::from(u8::from(self.bools().value(i))),
            Type::Int => f64::from(self.ints().value(i)),
            Type::Real => self.reals().value(i),
            Type::Decimal => match self.value(row) {
                Value::Decimal(d) => d.mantissa as f64 / 10f64.powi(i32::from(d.scale)),
                _ => return None,
            },
            Type::Long | Type::Datetime | Type::Timespan => self.array.as_primitive::<Int64Type>().value(i) as f64,
            _ => return None,
        })
    }
}

/// A string (or encoded dynamic) column.
#[derive(Clone, Copy)]
pub struct Strings<'a> {
    array: &'a StringViewArray,
    constant: bool,
}

pub type Dynamics<'a> = Strings<'a>;

impl<'a> Strings<'a> {
    /// The text in this row; a stray Arrow null reads as `""`, for a string has no null.
    pub fn value(&self, row: usize) -> &'a str {
        self.get(row).unwrap_or("")
    }

    /// The text, or nothing where the row is null (a dynamic).
    pub fn get(&self, row: usize) -> Option<&'a str> {
        let row = if self.constant { 0 } else { row };
        if self.array.is_null(row) { None } else { Some(self.array.value(row)) }
    }

    pub fn array(&self) -> &'a StringViewArray {
        self.array
    }
}

/// An integer column of 32 or 64 bits.
#[derive(Clone, Copy)]
pub enum Longs<'a> {
    Int(&'a Int32Array, bool),
    Long(&'a Int64Array, bool),
}

impl Longs<'_> {
    pub fn get(&self, row: usize) -> Option<i64> {
        match self {
            Longs::Int(a, constant) => {
                let row = if *constant { 0 } else { row };
                a.is_valid(row).then(|| i64::from(a.value(row)))
            }
            Longs::Long(a, constant) => {
                let row = if *constant { 0 } else { row };
                a.is_valid(row).then(|| a.value(row))
            }
        }
    }
}

/// Any element of any array, as a value of its KQL type.
pub fn value_at(t: Type, array: &dyn Array, row: usize) -> Value {
    if array.is_null(row) {
        return Value::missing(t);
    }
    match t {
        Type::Bool => Value::Bool(array.as_boolean().value(row)),
        Type::Int => Value::Int(array.as_primitive::<Int32Type>().value(row)),
        Type::Long => Value::Long(array.as_primitive::<Int64Type>().value(row)),
        Type::Real => Value::Real(array.as_primitive::<Float64Type>().value(row)),
        Type::Decimal => Value::Decimal(decimal_from(array.as_primitive::<Decimal256Type>().value(row))),
        Type::String => Value::String(array.as_string_view().value(row).to_owned()),
        Type::Datetime => Value::Datetime(array.as_primitive::<Int64Type>().value(row)),
        Type::Timespan => Value::Timespan(array.as_primitive::<Int64Type>().value(row)),
        Type::Guid => {
            let mut bytes = [0; 16];
            bytes.copy_from_slice(array.as_fixed_size_binary().value(row));
            Value::Guid(bytes)
        }
        Type::Dynamic => Value::Dynamic(array.as_string_view().value(row).to_owned()),
    }
}

/// The shortest `Decimal` of a number stored at scale 38.
fn decimal_from(stored: i256) -> Decimal {
    let ten = i256::from_i128(10);
    let (mut mantissa, mut scale) = (stored, 38u8);
    while scale > 0 && mantissa % ten == i256::ZERO {
        mantissa /= ten;
        scale -= 1;
    }
    // 38 digits fit in 128 bits; a longer quotient gives up digits at its fine end.
    loop {
        match mantissa.to_i128() {
            Some(m) => return Decimal { mantissa: m, scale },
            None => {
                mantissa /= ten;
                scale = scale.saturating_sub(1);
            }
        }
    }
}
