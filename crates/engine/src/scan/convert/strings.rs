//! Stored text, and what is printed as text, as KQL strings.

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, BinaryViewArray, BooleanArray, Scalar, StringViewArray, StringViewBuilder,
};
use datafusion::arrow::compute::{cast, is_not_null, kernels::zip::zip};
use datafusion::arrow::datatypes::{DataType, Float64Type};
use datafusion::error::{DataFusionError, Result};
use lurcher_types::text::{format_bool, format_guid, format_real};
use std::sync::Arc;

use super::unexpected;

/// Any array of text or bytes as a view of text. Bytes that are not UTF-8 are refused.
pub fn text(array: &ArrayRef) -> Result<ArrayRef> {
    match array.data_type() {
        DataType::Utf8View => Ok(array.clone()),
        DataType::Utf8 | DataType::LargeUtf8 => Ok(cast(array, &DataType::Utf8View)?),
        DataType::Binary | DataType::LargeBinary => checked_text(&cast(array, &DataType::BinaryView)?),
        DataType::BinaryView => checked_text(array),
        _ => Err(unexpected(array)),
    }
}

/// A view of bytes, or of text that nobody has checked yet, as text.
pub fn checked_text(array: &ArrayRef) -> Result<ArrayRef> {
    let unchecked: BinaryViewArray = match array.data_type() {
        DataType::BinaryView => array.as_binary_view().clone(),
        // The Parquet reader checks only columns annotated as UTF-8; no `str` is made of the others before this.
        DataType::Utf8View => array.as_string_view().clone().to_binary_view(),
        _ => return Err(unexpected(array)),
    };
    for row in 0..unchecked.len() {
        if unchecked.is_valid(row) && std::str::from_utf8(unchecked.value(row)).is_err() {
            return Err(DataFusionError::Execution("it holds bytes that are not UTF-8 text".to_owned()));
        }
    }
    Ok(Arc::new(unchecked.to_string_view()?))
}

/// The same strings with `""` for null.
pub fn without_nulls(array: &ArrayRef) -> Result<ArrayRef> {
    if array.null_count() == 0 {
        return Ok(array.clone());
    }
    let present: BooleanArray = is_not_null(array)?;
    let empty = Scalar::new(StringViewArray::from_iter_values([""]));
    Ok(zip(&present, array, &empty)?)
}

/// Integers, reals, bools and guids as `tostring` prints them.
pub fn printed(array: &ArrayRef) -> Result<ArrayRef> {
    let mut out = StringViewBuilder::with_capacity(array.len());
    match array.data_type() {
        DataType::Boolean => array.as_boolean().iter().for_each(|v| out.append_option(v.map(format_bool))),
        DataType::Float64 => {
            array.as_primitive::<Float64Type>().iter().for_each(|v| out.append_option(v.map(format_real)));
        }
        DataType::FixedSizeBinary(16) => {
            let guids = array.as_fixed_size_binary().iter().map(|v| v.and_then(|v| <[u8; 16]>::try_from(v).ok()));
            guids.for_each(|v| out.append_option(v.map(|v| format_guid(&v))));
        }
        _ => return Ok(cast(array, &DataType::Utf8View)?),
    }
    Ok(Arc::new(out.finish()))
}
