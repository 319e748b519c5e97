//! Lists, structs, maps and plain values as dynamic values.

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, GenericStringArray, OffsetSizeTrait, StringViewBuilder, StructArray,
};
use datafusion::arrow::datatypes::*;
use datafusion::arrow::util::display::array_value_to_string;
use datafusion::error::{DataFusionError, Result};
use lurcher_types::dynamic::Dynamic;
use std::collections::HashMap;
use std::sync::Arc;

use super::ticks::stored_integers;
use super::unexpected;
use crate::scan::conversion::scale_of;

/// Each element in the one encoding of dynamic.
pub fn encoded(array: &ArrayRef) -> Result<ArrayRef> {
    let mut out = StringViewBuilder::with_capacity(array.len());
    for row in 0..array.len() {
        match value(array, row)? {
            Dynamic::Null => out.append_null(),
            value => out.append_value(value.encode()),
        }
    }
    Ok(Arc::new(out.finish()))
}

/// One element as a tree. The column's type was checked to nest no deeper than the scan allows.
fn value(array: &dyn Array, row: usize) -> Result<Dynamic> {
    if array.is_null(row) {
        return Ok(Dynamic::Null);
    }
    Ok(match array.data_type() {
        DataType::Null => Dynamic::Null,
        DataType::Boolean => Dynamic::Bool(array.as_boolean().value(row)),
        DataType::Int8 => Dynamic::Long(array.as_primitive::<Int8Type>().value(row).into()),
        DataType::Int16 => Dynamic::Long(array.as_primitive::<Int16Type>().value(row).into()),
        DataType::Int32 => Dynamic::Long(array.as_primitive::<Int32Type>().value(row).into()),
        DataType::Int64 => Dynamic::Long(array.as_primitive::<Int64Type>().value(row)),
        DataType::UInt8 => Dynamic::Long(array.as_primitive::<UInt8Type>().value(row).into()),
        DataType::UInt16 => Dynamic::Long(array.as_primitive::<UInt16Type>().value(row).into()),
        DataType::UInt32 => Dynamic::Long(array.as_primitive::<UInt32Type>().value(row).into()),
        DataType::UInt64 => unsigned(array.as_primitive::<UInt64Type>().value(row)),
        DataType::Float16 => Dynamic::Real(array.as_primitive::<Float16Type>().value(row).to_f64()),
        DataType::Float32 => Dynamic::Real(array.as_primitive::<Float32Type>().value(row).into()),
        DataType::Float64 => Dynamic::Real(array.as_primitive::<Float64Type>().value(row)),
        DataType::Decimal32(_, _) | DataType::Decimal64(_, _) | DataType::Decimal128(_, _) => {
            Dynamic::Number(array_value_to_string(array, row)?)
        }
        DataType::Utf8 => text(bytes_of(array.as_string::<i32>(), row))?,
        DataType::LargeUtf8 => text(bytes_of(array.as_string::<i64>(), row))?,
        DataType::Utf8View => text(array.as_string_view().clone().to_binary_view().value(row))?,
        DataType::Timestamp(_, _) | DataType::Date32 | DataType::Date64 => datetime(array, row)?,
        DataType::FixedSizeBinary(16) => guid(array.as_fixed_size_binary().value(row)),
        DataType::List(_) => elements(&array.as_list::<i32>().value(row))?,
        DataType::LargeList(_) => elements(&array.as_list::<i64>().value(row))?,
        DataType::FixedSizeList(_, _) => elements(&array.as_fixed_size_list().value(row))?,
        DataType::Struct(fields) => {
            let columns = array.as_struct().columns();
            let members = fields.iter().zip(columns).map(|(f, c)| Ok((f.name().clone(), value(c, row)?)));
            Dynamic::Bag(members.collect::<Result<_>>()?)
        }
        DataType::Map(_, _) => entries(&array.as_map().value(row))?,
        DataType::Dictionary(_, _) => {
            let dictionary = array.as_any_dictionary();
            let key = dictionary.normalized_keys().get(row).copied();
            value(dictionary.values(), key.ok_or_else(|| unexpected(array))?)?
        }
        _ => return Err(unexpected(array)),
    })
}

fn elements(list: &ArrayRef) -> Result<Dynamic> {
    Ok(Dynamic::Array((0..list.len()).map(|i| value(list, i)).collect::<Result<_>>()?))
}

/// The entries of one map. A key written twice keeps its last value, as in JSON.
fn entries(entries: &StructArray) -> Result<Dynamic> {
    let [keys, values] = entries.columns() else {
        return Err(unexpected(entries));
    };
    let mut members: Vec<(String, Dynamic)> = Vec::with_capacity(keys.len());
    let mut places: HashMap<String, usize> = HashMap::with_capacity(keys.len());
    for i in 0..keys.len() {
        let Dynamic::String(key) = value(keys, i)? else {
            return Err(unexpected(keys));
        };
        let member = value(values, i)?;
        match places.get(&key).and_then(|place| members.get_mut(*place)) {
            Some(earlier) => earlier.1 = member,
            None => {
                places.insert(key.clone(), members.len());
                members.push((key, member));
            }
        }
    }
    Ok(Dynamic::Bag(members))
}

fn unsigned(value: u64) -> Dynamic {
    i64::try_from(value).map_or_else(|_| Dynamic::Number(value.to_string()), Dynamic::Long)
}

fn datetime(array: &dyn Array, row: usize) -> Result<Dynamic> {
    let scale = scale_of(array.data_type()).ok_or_else(|| unexpected(array))?;
    let stored = stored_integers(array.slice(row, 1).as_ref())?;
    Ok(stored.values().first().and_then(|v| scale.ticks(*v)).map_or(Dynamic::Null, Dynamic::Datetime))
}

fn guid(bytes: &[u8]) -> Dynamic {
    <[u8; 16]>::try_from(bytes).map_or(Dynamic::Null, Dynamic::Guid)
}

fn bytes_of<O: OffsetSizeTrait>(array: &GenericStringArray<O>, row: usize) -> &[u8] {
    let offsets = array.value_offsets();
    let at = |i: usize| offsets.get(i).map_or(0, |o| o.as_usize());
    array.value_data().get(at(row)..at(row + 1)).unwrap_or_default()
}

/// Nested text is read through its bytes: the Parquet reader checks only what is annotated as UTF-8.
fn text(bytes: &[u8]) -> Result<Dynamic> {
    let text = std::str::from_utf8(bytes);
    let text = text.map_err(|_| DataFusionError::Execution("it holds bytes that are not UTF-8 text".to_owned()))?;
    Ok(Dynamic::String(text.to_owned()))
}
