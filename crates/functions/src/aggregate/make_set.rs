use super::constants::{MAX_ELEMENTS, max_size};
use super::hashing::{Hashes, hash_text};
use super::make_list::{Elements, OLD_DEFAULT, array_in, write_element};
use super::predicate::only_where;
use crate::{Accumulator, Aggregate, AggregateCall, KernelError};
use lurcher_columnar::Column;
use lurcher_types::Value;
use lurcher_types::describe::{Description, Naming};
use lurcher_types::dynamic::{self, NULL};

const FIRST_SEEN: Option<&str> =
    Some("The service promises no order; here it is that of first appearance, which is also what it was seen to do.");

pub const MAKE_SET: Aggregate = Aggregate {
    description: &Description {
        name: "make_set",
        signatures: &["(expr: scalar, [maxSize: const integer]) -> dynamic"],
        naming: Naming::Prefix("set"),
        summary: "An array of the distinct values that are not null; of an array, its elements.",
        page: "make-set-aggregation-function",
        deviation: FIRST_SEEN,
        ..Description::AGGREGATE
    },
    ordered: |_| true,
    start: |call| Ok(Box::new(Set::new(call, 1, MAX_ELEMENTS)?)),
};

pub const MAKE_SET_IF: Aggregate = Aggregate {
    description: &Description {
        name: "make_set_if",
        signatures: &["(expr: scalar, predicate: bool, [maxSize: const integer]) -> dynamic"],
        naming: Naming::Prefix("set"),
        summary: "An array of the distinct values for which the predicate is true.",
        page: "make-set-if-aggregation-function",
        deviation: FIRST_SEEN,
        ..Description::AGGREGATE
    },
    ordered: |_| true,
    start: |call| Ok(only_where(1, Box::new(Set::new(call, 2, MAX_ELEMENTS)?))),
};

pub const MAKESET: Aggregate = Aggregate {
    description: &Description {
        name: "makeset",
        signatures: &["(expr: scalar, [maxSize: const integer]) -> dynamic"],
        naming: Naming::Prefix("set"),
        summary: "The old make_set(), which keeps 128 values when no size is given.",
        page: "make-set-aggregation-function",
        deviation: FIRST_SEEN,
        ..Description::AGGREGATE
    },
    ordered: |_| true,
    start: |call| Ok(Box::new(Set::new(call, 1, OLD_DEFAULT)?)),
};

/// Two values are one element if they are encoded alike.
#[derive(Debug)]
struct Set {
    seed: u64,
    seen: Hashes,
    elements: Elements,
}

impl Set {
    fn new(call: &AggregateCall, size_index: usize, default: usize) -> Result<Set, KernelError> {
        let elements = Elements::new(max_size(call, size_index, default)?);
        Ok(Set { seed: call.context.seed, seen: Hashes::default(), elements })
    }

    fn add(&mut self, element: &str) {
        if !self.elements.is_full() && self.seen.insert(hash_text(element, self.seed)) {
            self.elements.push(|out| out.push_str(element));
        }
    }

    fn add_all(&mut self, array: &str) {
        dynamic::elements(array).filter(|e| *e != NULL).for_each(|e| self.add(e));
    }
}

impl Accumulator for Set {
    fn update(&mut self, arguments: &[Column], rows: &mut dyn Iterator<Item = usize>) -> Result<(), KernelError> {
        let column = &arguments[0];
        let mut element = String::new();
        for row in rows {
            if self.elements.is_full() {
                break;
            }
            if column.is_null(row) {
                continue;
            }
            if let Some(array) = array_in(column, row) {
                self.add_all(array);
                continue;
            }
            element.clear();
            write_element(&mut element, column, row);
            self.add(&element);
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
        size_of::<Self>() + self.elements.size() + self.seen.capacity() * (size_of::<u128>() + 1)
    }
}

#[cfg(test)]
mod tests {
    use crate::aggregate::testing::{column, dynamics, longs, number, of, texts, truths};
    use lurcher_types::{Type, Value};

    fn array(text: &str) -> Value {
        Value::Dynamic(text.to_owned())
    }

    #[test]
    fn each_value_once_as_first_seen() {
        assert_eq!(of("make_set", &[longs([Some(2), None, Some(1), Some(2)])]), array("[2,1]"));
        assert_eq!(of("make_set", &[texts(["b", "a", "b", ""])]), array(r#"["b","a",""]"#));
        assert_eq!(of("make_set", &[longs([])]), array("[]"));
    }

    #[test]
    fn arrays_give_their_elements() {
        let arrays = dynamics([r#"["x","y"]"#, "null", r#"["y",null,[1]]"#, r#"{"k":1}"#, "\"x\""]);
        assert_eq!(of("make_set", &[arrays]), array(r#"["x","y",[1],{"k":1}]"#));
    }

    #[test]
    fn sizes_and_predicates_are_obeyed() {
        let three = longs([Some(1), Some(2), Some(3)]);
        assert_eq!(of("make_set", &[three.clone(), number(2)]), array("[1,2]"));
        let predicate = truths([Some(false), None, Some(true)]);
        assert_eq!(of("make_set_if", &[three, predicate]), array("[3]"));
        let many = column(Type::Long, (0..200).map(Value::Long));
        let Value::Dynamic(text) = of("makeset", &[many]) else { panic!("a dynamic") };
        assert!(text.ends_with(",127]"), "{text}");
    }
}
