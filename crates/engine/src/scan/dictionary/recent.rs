//! What is known about the dictionaries met last.

use datafusion::arrow::array::{Array, ArrayRef, AsArray, Int32Array, StringViewArray};
use datafusion::arrow::compute::{cast, concat};
use datafusion::arrow::datatypes::{DataType, Int32Type};
use datafusion::common::exec_err;
use datafusion::error::Result;
use lurcher_types::Type;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use crate::scan::conversion::Conversion;
use crate::scan::convert::convert;

/// How many dictionaries are kept for one expression: one for each thread that reads, and the next.
const KEPT: usize = 32;

/// A batch's keys, ready to look up: null is the key of the `""` that stands behind the dictionary's own texts.
pub fn keys(array: &ArrayRef) -> Result<Int32Array> {
    let Some(dictionary) = array.as_dictionary_opt::<Int32Type>() else {
        return exec_err!("a dictionary was expected, and not {}", array.data_type());
    };
    let keys = dictionary.keys();
    let texts = dictionary.values().len();
    let Ok(null) = i32::try_from(texts) else {
        return exec_err!("a dictionary of {texts} texts is too large");
    };
    // The reader does not look at keys into an empty dictionary.
    if texts == 0 && keys.null_count() < keys.len() {
        return exec_err!("a key has no text in its dictionary");
    }
    match keys.nulls() {
        Some(nulls) if nulls.null_count() > 0 => {
            let valid = keys.values().iter().zip(nulls.iter());
            Ok(Int32Array::from_iter_values(valid.map(|(key, valid)| if valid { *key } else { null })))
        }
        _ => Ok(Int32Array::new(keys.values().clone(), None)),
    }
}

/// The texts of a dictionary, `""` for null, and one more `""`; each as what the column holds.
pub fn texts(array: &ArrayRef, conversion: &Conversion) -> Result<StringViewArray> {
    let Some(dictionary) = array.as_any_dictionary_opt() else {
        return exec_err!("a dictionary was expected, and not {}", array.data_type());
    };
    let views = cast(dictionary.values(), &DataType::Utf8View)?;
    let views = match views.null_count() {
        0 => views,
        _ => Arc::new(StringViewArray::from_iter_values(views.as_string_view().iter().map(Option::unwrap_or_default))),
    };
    let empty = StringViewArray::from_iter_values([""]);
    values_of(concat(&[&views, &empty])?, conversion)
}

/// Texts as the values that they stand for.
pub fn values_of(texts: ArrayRef, conversion: &Conversion) -> Result<StringViewArray> {
    let values = match conversion {
        Conversion::JsonText | Conversion::Encoded => convert(conversion, Type::Dynamic, &texts)?.array,
        _ => texts,
    };
    Ok(values.as_string_view().clone())
}

/// Something about each of the dictionaries met last, shared by the threads that evaluate one expression.
#[derive(Debug, Clone)]
pub struct Recent<T>(Arc<Mutex<VecDeque<(ArrayRef, T)>>>);

impl<T> Default for Recent<T> {
    fn default() -> Recent<T> {
        Recent(Arc::default())
    }
}

impl<T: Clone> Recent<T> {
    pub fn of(&self, array: &ArrayRef) -> Option<T> {
        let values = array.as_any_dictionary_opt()?.values();
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.iter().find(|(other, _)| is_same(other, values)).map(|(_, about)| about.clone())
    }

    pub fn put(&self, array: &ArrayRef, about: T) {
        let Some(dictionary) = array.as_any_dictionary_opt() else { return };
        let values = dictionary.values();
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|(other, _)| !is_same(other, values));
        known.push_front((values.clone(), about));
        known.truncate(KEPT);
    }
}

/// The very same texts, not texts that are equal. Arrays are kept while they are known, so that their places stay theirs.
fn is_same(a: &ArrayRef, b: &ArrayRef) -> bool {
    match (a.as_string_opt::<i32>(), b.as_string_opt::<i32>()) {
        (Some(a), Some(b)) => {
            a.len() == b.len()
                && a.value_offsets().as_ptr() == b.value_offsets().as_ptr()
                && a.value_data().as_ptr() == b.value_data().as_ptr()
        }
        _ => false,
    }
}
