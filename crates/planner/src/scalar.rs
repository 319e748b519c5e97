//! KQL values as DataFusion literals and back.

use datafusion::arrow::array::Array;
use datafusion::common::{Result, ScalarValue};
use lurcher_columnar::{array_of, value_at};
use lurcher_types::{Type, Value};

/// A KQL value as a literal of a plan.
pub fn scalar_of(value: &Value) -> Result<ScalarValue> {
    Ok(match value {
        Value::Bool(v) => ScalarValue::Boolean(Some(*v)),
        Value::Int(v) => ScalarValue::Int32(Some(*v)),
        Value::Long(v) | Value::Datetime(v) | Value::Timespan(v) => ScalarValue::Int64(Some(*v)),
        Value::Real(v) => ScalarValue::Float64(Some(*v)),
        Value::String(v) | Value::Dynamic(v) => ScalarValue::Utf8View(Some(v.clone())),
        other => ScalarValue::try_from_array(&array_of(other.kql_type(), [other]), 0)?,
    })
}

/// An element of an answer as a KQL value.
pub fn array_value(kql_type: Type, array: &dyn Array, row: usize) -> Value {
    value_at(kql_type, array, row)
}
