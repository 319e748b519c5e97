//! The row that `take_any` or `arg_max` has come to, so far.

use lurcher_types::{Type, Value};

/// A row, once there is one.
#[derive(Debug)]
pub struct OneRow {
    types: Vec<Type>,
    pub values: Option<Vec<Value>>,
}

impl OneRow {
    pub fn new(types: &[Type]) -> OneRow {
        OneRow { types: types.to_vec(), values: None }
    }

    pub fn width(&self) -> usize {
        self.types.len()
    }

    /// Whether there is a row, and its values.
    pub fn state(&self) -> Vec<Value> {
        let mut state = vec![Value::Bool(self.values.is_some())];
        state.extend(self.finish());
        state
    }

    /// The row of such a state.
    pub fn of_state(state: &[Value]) -> Option<&[Value]> {
        match state {
            [Value::Bool(true), row @ ..] => Some(row),
            _ => None,
        }
    }

    /// The row; of none, what is missing in each column.
    pub fn finish(&self) -> Vec<Value> {
        match &self.values {
            Some(row) => row.clone(),
            None => self.types.iter().map(|t| Value::missing(*t)).collect(),
        }
    }

    /// Bytes held.
    pub fn size(&self) -> usize {
        self.types.len() * size_of::<Type>() + self.values.as_deref().map_or(0, size_of_values)
    }
}

fn size_of_values(values: &[Value]) -> usize {
    let text = |v: &Value| match v {
        Value::String(text) | Value::Dynamic(text) => text.capacity(),
        _ => 0,
    };
    values.iter().map(|v| size_of::<Value>() + text(v)).sum()
}
