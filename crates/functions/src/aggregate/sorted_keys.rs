//! Values that percentiles sort: numbers that sort as the values do, or texts.

use super::sum::whole;
use lurcher_columnar::Column;
use lurcher_types::{Type, Value, dynamic};

/// The values seen. All types but string are kept as numbers that sort as they do.
#[derive(Debug)]
pub enum Keys {
    Numbers(Vec<i64>),
    /// With the bytes of all texts together.
    Texts(Vec<String>, usize),
}

impl Keys {
    pub fn len(&self) -> usize {
        match self {
            Keys::Numbers(keys) => keys.len(),
            Keys::Texts(keys, _) => keys.len(),
        }
    }

    /// Takes the value in this row, unless it is null.
    pub fn push(&mut self, column: &Column, row: usize) -> bool {
        match self {
            Keys::Texts(keys, bytes) => {
                let text = column.strings().value(row).to_owned();
                *bytes += text.capacity();
                keys.push(text);
            }
            Keys::Numbers(keys) => match to_key(column, row) {
                Some(key) => keys.push(key),
                None => return false,
            },
        }
        true
    }

    pub fn size(&self) -> usize {
        match self {
            Keys::Numbers(keys) => keys.capacity() * size_of::<i64>(),
            Keys::Texts(keys, bytes) => keys.capacity() * size_of::<String>() + bytes,
        }
    }

    /// As an array of numbers or strings.
    pub fn encode(&self) -> Value {
        match self {
            Keys::Numbers(keys) => encode_numbers(keys),
            Keys::Texts(keys, _) => {
                let mut text = "[".to_owned();
                for key in keys {
                    dynamic::write_string(&mut text, key);
                    text.push(',');
                }
                Value::Dynamic(close(text))
            }
        }
    }

    pub fn extend(&mut self, array: &str) {
        let elements = dynamic::elements(array);
        match self {
            Keys::Numbers(keys) => keys.extend(elements.filter_map(|e| e.parse::<i64>().ok())),
            Keys::Texts(keys, bytes) => {
                let texts = elements.map(|e| dynamic::string_content(e).into_owned());
                keys.extend(texts.inspect(|text| *bytes += text.capacity()));
            }
        }
    }
}

/// Sorts the keys, and the weights along with them where there are any.
pub fn sort_together<K: Ord + Default>(keys: &mut Vec<K>, weights: &mut Vec<i64>) {
    if weights.is_empty() {
        keys.sort_unstable();
        return;
    }
    let mut pairs: Vec<(K, i64)> = std::mem::take(keys).into_iter().zip(std::mem::take(weights)).collect();
    pairs.sort_unstable();
    (*keys, *weights) = pairs.into_iter().unzip();
}

/// The value in this row as a number that sorts as it does; nothing for null.
pub fn to_key(column: &Column, row: usize) -> Option<i64> {
    match column.kql_type {
        Type::Bool => (!column.is_null(row)).then(|| i64::from(column.bools().value(column.index(row)))),
        Type::Real | Type::Decimal => column.real(row).map(sortable),
        _ => column.longs().get(row),
    }
}

pub fn from_key(argument: Type, key: i64) -> Value {
    match argument {
        Type::Int => Value::Long(key),
        // The inverse of `sortable`.
        Type::Real | Type::Decimal => Value::Real(f64::from_bits(flip_negative(key) as u64)),
        t => whole(t, key),
    }
}

/// A real as an integer in the same order; NaN is the smallest, as in `sort`.
fn sortable(x: f64) -> i64 {
    if x.is_nan() { i64::MIN } else { flip_negative(x.to_bits() as i64) }
}

/// The bits of negative reals grow as the reals shrink: turns them over.
fn flip_negative(bits: i64) -> i64 {
    if bits < 0 { bits ^ i64::MAX } else { bits }
}

pub fn encode_numbers(numbers: &[i64]) -> Value {
    let mut text = "[".to_owned();
    numbers.iter().for_each(|n| text.push_str(&format!("{n},")));
    Value::Dynamic(close(text))
}

fn close(mut text: String) -> String {
    if text.ends_with(',') {
        text.pop();
    }
    text.push(']');
    text
}
