//! One scalar value with its type.

use crate::{Decimal, Type, dynamic, text, time};

/// A scalar. A null remembers its type, as `long(null)` does; a string has no null.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Null(Type),
    Bool(bool),
    Int(i32),
    Long(i64),
    Real(f64),
    Decimal(Decimal),
    String(String),
    /// Ticks of 100 ns since 0001-01-01T00:00:00Z.
    Datetime(i64),
    /// Ticks of 100 ns.
    Timespan(i64),
    /// The sixteen bytes in the order in which they are printed.
    Guid([u8; 16]),
    /// The encoded text of a dynamic, see [`crate::dynamic`]; never the text `null`, which is `Null(Dynamic)`.
    Dynamic(String),
}

impl Value {
    pub fn kql_type(&self) -> Type {
        match self {
            Value::Null(t) => *t,
            Value::Bool(_) => Type::Bool,
            Value::Int(_) => Type::Int,
            Value::Long(_) => Type::Long,
            Value::Real(_) => Type::Real,
            Value::Decimal(_) => Type::Decimal,
            Value::String(_) => Type::String,
            Value::Datetime(_) => Type::Datetime,
            Value::Timespan(_) => Type::Timespan,
            Value::Guid(_) => Type::Guid,
            Value::Dynamic(_) => Type::Dynamic,
        }
    }

    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null(_))
    }

    /// The null of a type, or `""` for string, which has none.
    pub fn missing(t: Type) -> Value {
        match t {
            Type::String => Value::String(String::new()),
            t => Value::Null(t),
        }
    }

    /// What `tostring` prints; a null is `""`.
    pub fn to_text(&self) -> String {
        match self {
            Value::Null(_) => String::new(),
            Value::Bool(v) => text::format_bool(*v).to_owned(),
            Value::Int(v) => v.to_string(),
            Value::Long(v) => v.to_string(),
            Value::Real(v) => text::format_real(*v),
            Value::Decimal(v) => text::format_decimal(v),
            Value::String(v) => v.clone(),
            Value::Datetime(v) => time::format_datetime(*v),
            Value::Timespan(v) => time::format_timespan(*v),
            Value::Guid(v) => text::format_guid(v),
            Value::Dynamic(v) => dynamic::to_text(v).into_owned(),
        }
    }
}
