//! Which conversion makes a file's column a KQL column.

use datafusion::arrow::datatypes::{DataType, Field, TimeUnit};
use lurcher_columnar::kql_type;
use lurcher_types::Type;

use super::unit::{Scale, Unit};

/// How deep a nested column may be that is read as dynamic.
pub const MAX_NESTED_DEPTH: usize = 64;

/// The step from stored values to KQL values.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Conversion {
    /// The stored array is the KQL array.
    AsIs,
    /// An Arrow cast that loses nothing, such as 16 to 64 bits.
    Widen,
    /// An Arrow cast that may not fit: what does not becomes null and is counted.
    Checked,
    /// Integers of some unit to ticks.
    Ticks(Scale),
    /// A string whose nulls become `""`.
    String,
    /// Keys of a dictionary, which stay keys until [`super::dictionary::TextOf`] makes text of them.
    Keys,
    /// Integers, reals, bools and guids printed as strings.
    Printed,
    /// Text that stands for a value; what cannot be read becomes null and is counted.
    Parsed,
    /// Dynamic values that we encoded ourselves.
    Encoded,
    /// JSON text, or any other text, as dynamic.
    JsonText,
    /// Lists, structs, maps and plain values as dynamic.
    Tree,
}

impl Conversion {
    /// Some values may have no KQL counterpart, and become null.
    pub fn may_miss(&self) -> bool {
        matches!(self, Conversion::Checked | Conversion::Ticks(_) | Conversion::Parsed)
    }
}

/// The conversion of a stored field to a KQL type, or nothing where there is none that keeps the meaning.
pub fn conversion(want: Type, field: &Field) -> Option<Conversion> {
    let stored = field.data_type();
    if let Some(declared) = kql_type(field)
        && matches!(declared, Type::Datetime | Type::Timespan)
        && declared != want
    {
        return None;
    }
    if is_text(stored) && !matches!(want, Type::String | Type::Dynamic) {
        return Some(Conversion::Parsed);
    }
    match want {
        Type::Bool => (*stored == DataType::Boolean).then_some(Conversion::AsIs),
        Type::Int => integer(stored, DataType::Int32),
        Type::Long => integer(stored, DataType::Int64),
        Type::Real => real(stored),
        Type::Decimal => decimal(stored),
        Type::String => string(stored),
        Type::Datetime => datetime(field),
        Type::Timespan => timespan(field),
        Type::Guid => (*stored == DataType::FixedSizeBinary(16)).then_some(Conversion::AsIs),
        Type::Dynamic => dynamic(field),
    }
}

fn integer(stored: &DataType, want: DataType) -> Option<Conversion> {
    use DataType::*;
    Some(match (stored, &want) {
        (stored, want) if stored == want => Conversion::AsIs,
        (Int8 | Int16 | UInt8 | UInt16, _) | (Int32 | UInt32, Int64) => Conversion::Widen,
        (Int64 | UInt32 | UInt64, _) => Conversion::Checked,
        // Warehouses export whole numbers as decimals without a fraction.
        (Decimal32(_, 0) | Decimal64(_, 0) | Decimal128(_, 0) | Decimal256(_, 0), _) => Conversion::Checked,
        _ => return None,
    })
}

fn real(stored: &DataType) -> Option<Conversion> {
    use DataType::*;
    Some(match stored {
        Float64 => Conversion::AsIs,
        Float16 | Float32 | Int8 | Int16 | Int32 | UInt8 | UInt16 | UInt32 => Conversion::Widen,
        // Rounds to the nearest real, as `toreal` does; opaque to pruning for that reason.
        Int64 | UInt64 => Conversion::Checked,
        _ => return None,
    })
}

fn decimal(stored: &DataType) -> Option<Conversion> {
    use DataType::*;
    match stored {
        Decimal256(76, 38) => Some(Conversion::AsIs),
        Decimal32(_, scale) | Decimal64(_, scale) | Decimal128(_, scale) | Decimal256(_, scale)
            if (0..=38).contains(scale) =>
        {
            Some(Conversion::Checked)
        }
        Int8 | Int16 | Int32 | Int64 | UInt8 | UInt16 | UInt32 | UInt64 => Some(Conversion::Checked),
        _ => None,
    }
}

fn string(stored: &DataType) -> Option<Conversion> {
    use DataType::*;
    match stored {
        Utf8 | LargeUtf8 | Utf8View | Binary | LargeBinary | BinaryView => Some(Conversion::String),
        Boolean | Int8 | Int16 | Int32 | Int64 | UInt8 | UInt16 | UInt32 | UInt64 | Float64 | FixedSizeBinary(16) => {
            Some(Conversion::Printed)
        }
        _ => None,
    }
}

fn datetime(field: &Field) -> Option<Conversion> {
    if let Some(scale) = scale_of(field.data_type()) {
        return Some(Conversion::Ticks(scale));
    }
    Some(Conversion::Ticks(match field.data_type() {
        // A bare integer could count anything: only our own mark says that it counts ticks.
        DataType::Int64 if kql_type(field) == Some(Type::Datetime) => Scale::datetime_ticks(),
        _ => return None,
    }))
}

/// How a type of Arrow that means a point in time counts.
pub fn scale_of(stored: &DataType) -> Option<Scale> {
    Some(match stored {
        DataType::Timestamp(unit, _) => Scale::datetime(unit_of(*unit)),
        DataType::Date32 => Scale::datetime(Unit::Day),
        DataType::Date64 => Scale::datetime(Unit::Millisecond),
        _ => return None,
    })
}

fn timespan(field: &Field) -> Option<Conversion> {
    Some(match field.data_type() {
        DataType::Duration(unit) | DataType::Time32(unit) | DataType::Time64(unit) => {
            Conversion::Ticks(Scale::timespan(unit_of(*unit)))
        }
        DataType::Int64 if kql_type(field) == Some(Type::Timespan) => Conversion::AsIs,
        _ => return None,
    })
}

fn dynamic(field: &Field) -> Option<Conversion> {
    use DataType::*;
    match field.data_type() {
        Utf8 | LargeUtf8 | Utf8View if kql_type(field) == Some(Type::Dynamic) => Some(Conversion::Encoded),
        Utf8 | LargeUtf8 | Utf8View | Binary | LargeBinary | BinaryView => Some(Conversion::JsonText),
        stored => is_tree(stored, 0).then_some(Conversion::Tree),
    }
}

fn is_text(stored: &DataType) -> bool {
    matches!(stored, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)
}

fn is_tree(stored: &DataType, depth: usize) -> bool {
    use DataType::*;
    if depth > MAX_NESTED_DEPTH {
        return false;
    }
    match stored {
        Null
        | Boolean
        | Int8
        | Int16
        | Int32
        | Int64
        | UInt8
        | UInt16
        | UInt32
        | UInt64
        | Float16
        | Float32
        | Float64
        | Utf8
        | LargeUtf8
        | Utf8View
        | Timestamp(_, _)
        | Date32
        | Date64
        | FixedSizeBinary(16) => true,
        Decimal32(_, scale) | Decimal64(_, scale) | Decimal128(_, scale) => *scale >= 0,
        List(item) | LargeList(item) | FixedSizeList(item, _) => is_tree(item.data_type(), depth + 1),
        Struct(fields) => fields.iter().all(|f| is_tree(f.data_type(), depth + 1)),
        Map(entries, _) => match entries.data_type() {
            Struct(fields) => match fields.iter().map(|f| f.data_type()).collect::<Vec<_>>().as_slice() {
                [Utf8 | LargeUtf8 | Utf8View, value] => is_tree(value, depth + 1),
                _ => false,
            },
            _ => false,
        },
        Dictionary(_, value) => is_tree(value, depth + 1),
        _ => false,
    }
}

fn unit_of(unit: TimeUnit) -> Unit {
    match unit {
        TimeUnit::Second => Unit::Second,
        TimeUnit::Millisecond => Unit::Millisecond,
        TimeUnit::Microsecond => Unit::Microsecond,
        TimeUnit::Nanosecond => Unit::Nanosecond,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lurcher_columnar::field;

    #[test]
    fn our_own_fields_need_no_more_than_a_check() {
        for t in Type::ALL {
            let conversion = conversion(t, &field("x", t));
            assert!(conversion.is_some(), "{t}");
        }
    }

    #[test]
    fn what_would_change_the_meaning_has_no_conversion() {
        let bare = |t: DataType| Field::new("x", t, true);
        assert_eq!(conversion(Type::Datetime, &bare(DataType::Int64)), None);
        assert_eq!(conversion(Type::Long, &field("x", Type::Datetime)), None);
        assert_eq!(conversion(Type::Long, &bare(DataType::Float64)), None);
        assert_eq!(conversion(Type::String, &bare(DataType::Date32)), None);
        assert_eq!(conversion(Type::Bool, &bare(DataType::Int8)), None);
    }
}
