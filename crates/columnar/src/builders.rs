//! Making arrays by KQL type.

use arrow::array::{
    ArrayRef, BooleanBuilder, Decimal256Builder, FixedSizeBinaryBuilder, Float64Builder, Int32Builder, Int64Builder,
    StringViewBuilder, new_null_array,
};
use arrow::datatypes::i256;
use lurcher_types::{Decimal, Type, Value};
use std::sync::Arc;

use crate::map::arrow_type;
use crate::values::Column;

/// Builds an array of one KQL type from values.
pub enum Builder {
    Bool(BooleanBuilder),
    Int(Int32Builder),
    Long(Int64Builder),
    Real(Float64Builder),
    Decimal(Decimal256Builder),
    String(StringViewBuilder),
    Guid(FixedSizeBinaryBuilder),
    Dynamic(StringViewBuilder),
}

impl Builder {
    pub fn new(t: Type, capacity: usize) -> Builder {
        match t {
            Type::Bool => Builder::Bool(BooleanBuilder::with_capacity(capacity)),
            Type::Int => Builder::Int(Int32Builder::with_capacity(capacity)),
            Type::Long | Type::Datetime | Type::Timespan => Builder::Long(Int64Builder::with_capacity(capacity)),
            Type::Real => Builder::Real(Float64Builder::with_capacity(capacity)),
            Type::Decimal => {
                Builder::Decimal(Decimal256Builder::with_capacity(capacity).with_data_type(arrow_type(Type::Decimal)))
            }
            Type::String => Builder::String(StringViewBuilder::with_capacity(capacity)),
            Type::Guid => Builder::Guid(FixedSizeBinaryBuilder::with_capacity(capacity, 16)),
            Type::Dynamic => Builder::Dynamic(StringViewBuilder::with_capacity(capacity)),
        }
    }

    /// Appends a value. One of another type than the builder's is a bug of the caller, and becomes the missing value.
    pub fn push(&mut self, value: &Value) {
        match (self, value) {
            (Builder::Bool(b), Value::Bool(v)) => b.append_value(*v),
            (Builder::Int(b), Value::Int(v)) => b.append_value(*v),
            (Builder::Long(b), Value::Long(v) | Value::Datetime(v) | Value::Timespan(v)) => b.append_value(*v),
            (Builder::Real(b), Value::Real(v)) => b.append_value(*v),
            (Builder::Decimal(b), Value::Decimal(v)) => match decimal_to(*v) {
                Some(stored) => b.append_value(stored),
                None => b.append_null(),
            },
            (Builder::String(b), Value::String(v)) => b.append_value(v),
            (Builder::Guid(b), Value::Guid(v)) => {
                let appended = b.append_value(v);
                debug_assert!(appended.is_ok(), "a guid has sixteen bytes");
            }
            (Builder::Dynamic(b), Value::Dynamic(v)) => b.append_value(v),
            (builder, value) => {
                debug_assert!(value.is_null(), "{value:?} in a builder of another type");
                builder.push_missing();
            }
        }
    }

    /// Appends null, or `""` for string.
    pub fn push_missing(&mut self) {
        match self {
            Builder::Bool(b) => b.append_null(),
            Builder::Int(b) => b.append_null(),
            Builder::Long(b) => b.append_null(),
            Builder::Real(b) => b.append_null(),
            Builder::Decimal(b) => b.append_null(),
            Builder::String(b) => b.append_value(""),
            Builder::Guid(b) => b.append_null(),
            Builder::Dynamic(b) => b.append_null(),
        }
    }

    pub fn finish(self) -> ArrayRef {
        match self {
            Builder::Bool(mut b) => Arc::new(b.finish()),
            Builder::Int(mut b) => Arc::new(b.finish()),
            Builder::Long(mut b) => Arc::new(b.finish()),
            Builder::Real(mut b) => Arc::new(b.finish()),
            Builder::Decimal(mut b) => Arc::new(b.finish()),
            Builder::String(mut b) | Builder::Dynamic(mut b) => Arc::new(b.finish()),
            Builder::Guid(mut b) => Arc::new(b.finish()),
        }
    }
}

/// An array of one KQL type holding these values.
pub fn array_of<'a>(t: Type, values: impl IntoIterator<Item = &'a Value>) -> ArrayRef {
    let values = values.into_iter();
    let mut builder = Builder::new(t, values.size_hint().0);
    values.for_each(|v| builder.push(v));
    builder.finish()
}

/// A constant argument.
pub fn constant(value: &Value) -> Column {
    let t = value.kql_type();
    Column { kql_type: t, array: array_of(t, [value]), constant: true }
}

/// `rows` missing values: nulls, or `""` for string.
pub fn nulls(t: Type, rows: usize) -> ArrayRef {
    if t == Type::String {
        let mut b = StringViewBuilder::with_capacity(rows);
        (0..rows).for_each(|_| b.append_value(""));
        return Arc::new(b.finish());
    }
    new_null_array(&arrow_type(t), rows)
}

fn decimal_to(d: Decimal) -> Option<i256> {
    let power = i256::from_i128(10).checked_pow(u32::from(38u8.checked_sub(d.scale)?))?;
    i256::from_i128(d.mantissa).checked_mul(power)
}
