//! One scalar value with its type.

use crate::{Decimal, Type};

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
}
