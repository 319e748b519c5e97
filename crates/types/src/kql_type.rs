//! The ten scalar types of KQL.

use std::fmt;

/// A KQL scalar type. The order is the one the documentation lists them in and means nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Type {
    Bool,
    Int,
    Long,
    Real,
    Decimal,
    String,
    Datetime,
    Timespan,
    Guid,
    Dynamic,
}

impl Type {
    pub const ALL: [Type; 10] = [
        Type::Bool,
        Type::Int,
        Type::Long,
        Type::Real,
        Type::Decimal,
        Type::String,
        Type::Datetime,
        Type::Timespan,
        Type::Guid,
        Type::Dynamic,
    ];

    /// The canonical name: what `gettype` prints and `getschema` calls `ColumnType`.
    pub const fn name(self) -> &'static str {
        match self {
            Type::Bool => "bool",
            Type::Int => "int",
            Type::Long => "long",
            Type::Real => "real",
            Type::Decimal => "decimal",
            Type::String => "string",
            Type::Datetime => "datetime",
            Type::Timespan => "timespan",
            Type::Guid => "guid",
            Type::Dynamic => "dynamic",
        }
    }

    /// The .NET name that `getschema` calls `DataType`.
    pub const fn dotnet_name(self) -> &'static str {
        match self {
            Type::Bool => "System.SByte",
            Type::Int => "System.Int32",
            Type::Long => "System.Int64",
            Type::Real => "System.Double",
            Type::Decimal => "System.Data.SqlTypes.SqlDecimal",
            Type::String => "System.String",
            Type::Datetime => "System.DateTime",
            Type::Timespan => "System.TimeSpan",
            Type::Guid => "System.Guid",
            Type::Dynamic => "System.Object",
        }
    }

    /// Reads a type name or one of its aliases, as they may stand in `datatable`, `typeof` and schemas.
    pub fn from_name(name: &str) -> Option<Type> {
        Some(match name {
            "bool" | "boolean" => Type::Bool,
            "int" | "int32" | "uint" | "uint32" | "int8" | "uint8" | "int16" | "uint16" => Type::Int,
            "long" | "int64" | "ulong" | "uint64" => Type::Long,
            "real" | "double" | "float" => Type::Real,
            "decimal" => Type::Decimal,
            "string" => Type::String,
            // The service takes .NET's name of this type too.
            "datetime" | "date" | "DateTime" => Type::Datetime,
            "timespan" | "time" => Type::Timespan,
            "guid" | "uuid" | "uniqueid" => Type::Guid,
            "dynamic" => Type::Dynamic,
            _ => return None,
        })
    }

    pub const fn is_integer(self) -> bool {
        matches!(self, Type::Int | Type::Long)
    }

    pub const fn is_number(self) -> bool {
        matches!(self, Type::Int | Type::Long | Type::Real | Type::Decimal)
    }

    /// Numbers, datetime and timespan: what `sum` and `-x` accept.
    pub const fn is_summable(self) -> bool {
        self.is_number() || matches!(self, Type::Datetime | Type::Timespan)
    }

    /// Every type but `string` has a null; a missing string is `""`.
    pub const fn has_null(self) -> bool {
        !matches!(self, Type::String)
    }

    /// The type two numbers meet in: int < long < real < decimal.
    pub fn widest(self, other: Type) -> Option<Type> {
        let rank = |t: Type| match t {
            Type::Int => Some(0),
            Type::Long => Some(1),
            Type::Real => Some(2),
            Type::Decimal => Some(3),
            _ => None,
        };
        match (rank(self), rank(other)) {
            (Some(a), Some(b)) => Some(if a >= b { self } else { other }),
            _ if self == other => Some(self),
            _ => None,
        }
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A set of types, as parameters accept them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct TypeSet(u16);

impl TypeSet {
    pub const NONE: TypeSet = TypeSet(0);
    pub const ALL: TypeSet = TypeSet(0x3ff);

    pub const fn of(types: &[Type]) -> TypeSet {
        let mut bits = 0;
        let mut i = 0;
        while i < types.len() {
            bits |= 1 << types[i] as u16;
            i += 1;
        }
        TypeSet(bits)
    }

    pub const fn contains(self, t: Type) -> bool {
        self.0 & (1 << t as u16) != 0
    }

    pub const fn union(self, other: TypeSet) -> TypeSet {
        TypeSet(self.0 | other.0)
    }

    pub const fn without(self, t: Type) -> TypeSet {
        TypeSet(self.0 & !(1 << t as u16))
    }

    pub fn iter(self) -> impl Iterator<Item = Type> {
        Type::ALL.into_iter().filter(move |t| self.contains(*t))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_round_trip() {
        for t in Type::ALL {
            assert_eq!(Type::from_name(t.name()), Some(t));
        }
        assert_eq!(Type::from_name("varchar"), None);
    }

    #[test]
    fn numbers_meet_in_the_wider_type() {
        assert_eq!(Type::Int.widest(Type::Long), Some(Type::Long));
        assert_eq!(Type::Decimal.widest(Type::Real), Some(Type::Decimal));
        assert_eq!(Type::String.widest(Type::Long), None);
    }
}
