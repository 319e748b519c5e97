//! KQL type ⇄ Arrow type.

use arrow::datatypes::{DataType, Field};
use lurcher_types::Type;
use std::collections::HashMap;

/// The metadata key under which a field carries its KQL type.
pub const KQL_TYPE: &str = "kql.type";

pub fn arrow_type(t: Type) -> DataType {
    match t {
        Type::Bool => DataType::Boolean,
        Type::Int => DataType::Int32,
        Type::Long | Type::Datetime | Type::Timespan => DataType::Int64,
        Type::Real => DataType::Float64,
        Type::Decimal => DataType::Decimal256(76, 38),
        Type::String | Type::Dynamic => DataType::Utf8View,
        Type::Guid => DataType::FixedSizeBinary(16),
    }
}

/// A field of this name and KQL type. All are nullable for Arrow; that strings hold no null is our own invariant,
/// restored at the scan and after outer joins.
pub fn field(name: &str, t: Type) -> Field {
    Field::new(name, arrow_type(t), true).with_metadata(HashMap::from([(KQL_TYPE.to_owned(), t.name().to_owned())]))
}

/// The KQL type that a field carries, if it carries one.
pub fn kql_type(field: &Field) -> Option<Type> {
    Type::from_name(field.metadata().get(KQL_TYPE)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_survives_a_field() {
        for t in Type::ALL {
            assert_eq!(kql_type(&field("x", t)), Some(t));
        }
        assert_eq!(kql_type(&Field::new("x", DataType::Int64, true)), None);
    }
}
