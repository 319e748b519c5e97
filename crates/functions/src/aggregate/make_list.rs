use super::constants::{MAX_ELEMENTS, max_size};
use super::predicate::only_where;
use crate::{Accumulator, Aggregate, KernelError};
use lurcher_columnar::Column;
use lurcher_types::describe::{Description, Naming};
use lurcher_types::dynamic::{self, NULL};
use lurcher_types::{Type, Value};

const NULLS_WITHIN: Option<&str> =
    Some("A null among the elements of an array stays; whether the service drops it is not recorded.");

pub const MAKE_LIST: Aggregate = Aggregate {
    description: &Description {
        name: "make_list",
        signatures: &["(expr: scalar, [maxSize: const integer]) -> dynamic"],
        naming: Naming::Prefix("list"),
        summary: "An array of the values that are not null, in the order of the rows; of an array, its elements.",
        deviation: NULLS_WITHIN,
        page: "make-list-aggregation-function",
        ..Description::AGGREGATE
    },
    ordered: |_| true,
    start: |call| Ok(Box::new(List::new(max_size(call, 1, MAX_ELEMENTS)?, false))),
};

pub const MAKE_LIST_IF: Aggregate = Aggregate {
    description: &Description {
        name: "make_list_if",
        signatures: &["(expr: scalar, predicate: bool, [maxSize: const integer]) -> dynamic"],
        naming: Naming::Prefix("list"),
        summary: "An array of the values for which the predicate is true.",
        deviation: NULLS_WITHIN,
        page: "make-list-if-aggregation-function",
        ..Description::AGGREGATE
    },
    ordered: |_| true,
    start: |call| Ok(only_where(1, Box::new(List::new(max_size(call, 2, MAX_ELEMENTS)?, false)))),
};

pub const MAKE_LIST_WITH_NULLS: Aggregate = Aggregate {
    description: &Description {
        name: "make_list_with_nulls",
        signatures: &["(expr: scalar) -> dynamic"],
        naming: Naming::Prefix("list"),
        summary: "An array of all values, nulls among them, in the order of the rows.",
        page: "make-list-with-nulls-aggregation-function",
        ..Description::AGGREGATE
    },
    ordered: |_| true,
    start: |_| Ok(Box::new(List::new(MAX_ELEMENTS, true))),
};

/// The most elements that the old names keep when no size is given.
pub const OLD_DEFAULT: usize = 128;

pub const MAKELIST: Aggregate = Aggregate {
    description: &Description {
        name: "makelist",
        signatures: &["(expr: scalar, [maxSize: const integer]) -> dynamic"],
        naming: Naming::Prefix("list"),
        summary: "The old make_list(), which keeps 128 values when no size is given.",
        page: "make-list-aggregation-function",
        ..Description::AGGREGATE
    },
    ordered: |_| true,
    start: |call| Ok(Box::new(List::new(max_size(call, 1, OLD_DEFAULT)?, false))),
};

/// The elements of an array as they will be printed: encoded, with commas between.
#[derive(Debug)]
pub struct Elements {
    text: String,
    count: usize,
    most: usize,
}

impl Elements {
    pub fn new(most: usize) -> Elements {
        Elements { text: String::new(), count: 0, most }
    }

    pub fn is_full(&self) -> bool {
        self.count >= self.most
    }

    /// Appends what `write` writes as one more element, unless the array is full.
    pub fn push(&mut self, write: impl FnOnce(&mut String)) {
        if self.is_full() {
            return;
        }
        if self.count > 0 {
            self.text.push(',');
        }
        write(&mut self.text);
        self.count += 1;
    }

    /// The elements between these brackets.
    pub fn between(&self, open: char, close: char) -> Value {
        Value::Dynamic(format!("{open}{}{close}", self.text))
    }

    pub fn size(&self) -> usize {
        size_of::<Self>() + self.text.capacity()
    }
}

/// Writes the value in this row as an element of an array.
pub fn write_element(out: &mut String, column: &Column, row: usize) {
    match column.kql_type {
        Type::Dynamic => out.push_str(column.dynamics().get(row).unwrap_or(NULL)),
        Type::String => dynamic::write_string(out, column.strings().value(row)),
        _ => dynamic::from_value(&column.value(row)).encode_into(out),
    }
}

#[derive(Debug)]
struct List {
    elements: Elements,
    nulls: bool,
}

impl List {
    fn new(most: usize, nulls: bool) -> List {
        List { elements: Elements::new(most), nulls }
    }

    fn add_all(&mut self, array: &str) {
        dynamic::elements(array).for_each(|e| self.elements.push(|out| out.push_str(e)));
    }
}

/// The array in this row, if there is one: its elements are collected, and not the array.
pub fn array_in(column: &Column, row: usize) -> Option<&str> {
    match column.kql_type {
        Type::Dynamic => column.dynamics().get(row).filter(|text| text.starts_with('[')),
        _ => None,
    }
}

impl Accumulator for List {
    fn update(&mut self, arguments: &[Column], rows: &mut dyn Iterator<Item = usize>) -> Result<(), KernelError> {
        let column = &arguments[0];
        for row in rows {
            if self.elements.is_full() {
                break;
            }
            match array_in(column, row) {
                Some(array) => self.add_all(array),
                None if column.is_null(row) && !self.nulls => {}
                None => self.elements.push(|out| write_element(out, column, row)),
            }
        }
        Ok(())
    }

    fn state(&mut self) -> Result<Vec<Value>, KernelError> {
        Ok(vec![self.finish()?])
    }

    fn merge(&mut self, state: &[Value]) -> Result<(), KernelError> {
        if let [Value::Dynamic(array)] = state {
            self.add_all(array);
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<Value, KernelError> {
        Ok(self.elements.between('[', ']'))
    }

    fn size(&self) -> usize {
        size_of::<Self>() + self.elements.size()
    }
}

#[cfg(test)]
mod tests {
    use crate::aggregate::testing::{column, dynamics, longs, number, of, refused, texts, truths};
    use lurcher_types::{Type, Value};

    fn array(text: &str) -> Value {
        Value::Dynamic(text.to_owned())
    }

    #[test]
    fn order_is_kept_and_nulls_are_not() {
        assert_eq!(of("make_list", &[longs([Some(2), None, Some(1), Some(2)])]), array("[2,1,2]"));
        assert_eq!(of("make_list_with_nulls", &[longs([Some(2), None])]), array("[2,null]"));
        assert_eq!(of("make_list", &[longs([None])]), array("[]"));
        assert_eq!(of("make_list", &[texts(["a\"", ""])]), array(r#"["a\"",""]"#));
        assert_eq!(of("make_list", &[dynamics(["{\"k\":1}", "null", "\"x\""])]), array(r#"[{"k":1},"x"]"#));
    }

    #[test]
    fn arrays_give_their_elements() {
        let arrays = dynamics(["[1,[2]]", "[]", "null", "3", "[null]"]);
        assert_eq!(of("make_list", std::slice::from_ref(&arrays)), array("[1,[2],3,null]"));
        assert_eq!(of("make_list_with_nulls", std::slice::from_ref(&arrays)), array("[1,[2],null,3,null]"));
        assert_eq!(of("make_list", &[arrays, number(2)]), array("[1,[2]]"));
    }

    #[test]
    fn types_are_kept_inside() {
        assert_eq!(of("make_list", &[column(Type::Timespan, [Value::Timespan(5)])]), array("[@t5]"));
        assert_eq!(of("make_list", &[column(Type::Real, [Value::Real(5.0)])]), array("[5.0]"));
    }

    #[test]
    fn sizes_are_obeyed() {
        let three = longs([Some(1), Some(2), Some(3)]);
        assert_eq!(of("make_list", &[three.clone(), number(2)]), array("[1,2]"));
        let predicate = truths([Some(false), Some(true), Some(true)]);
        assert_eq!(of("make_list_if", &[three.clone(), predicate.clone()]), array("[2,3]"));
        assert_eq!(of("make_list_if", &[three.clone(), predicate, number(1)]), array("[2]"));
        assert!(refused("make_list", &[three, number(-1)]).contains("maxSize"));
        let many = column(Type::Long, (0..200).map(Value::Long));
        let Value::Dynamic(text) = of("makelist", &[many]) else { panic!("a dynamic") };
        assert!(text.ends_with(",127]"), "{text}");
    }
}
