use super::constants::{MAX_ELEMENTS, max_size};
use super::hashing::{Hashes, hash_text};
use super::make_list::{Elements, OLD_DEFAULT};
use super::predicate::only_where;
use crate::{Accumulator, Aggregate, AggregateCall, KernelError};
use lurcher_columnar::Column;
use lurcher_types::Value;
use lurcher_types::describe::{Description, Naming};
use lurcher_types::dynamic;

const FIRST_WINS: Option<&str> = Some("Where a key comes again the service keeps any of its values, here the first.");

pub const MAKE_BAG: Aggregate = Aggregate {
    description: &Description {
        name: "make_bag",
        signatures: &["(expr: bag, [maxSize: const integer]) -> dynamic"],
        naming: Naming::Prefix("bag"),
        summary: "One bag with the members of all bags; what is no bag is skipped, and without any bag it is [].",
        page: "make-bag-aggregation-function",
        deviation: FIRST_WINS,
        ..Description::AGGREGATE
    },
    ordered: |_| true,
    start: |call| Ok(Box::new(Bag::new(call, 1, MAX_ELEMENTS)?)),
};

pub const MAKE_BAG_IF: Aggregate = Aggregate {
    description: &Description {
        name: "make_bag_if",
        signatures: &["(expr: bag, predicate: bool, [maxSize: const integer]) -> dynamic"],
        naming: Naming::Prefix("bag"),
        summary: "One bag with the members of the bags for which the predicate is true.",
        page: "make-bag-if-aggregation-function",
        deviation: FIRST_WINS,
        ..Description::AGGREGATE
    },
    ordered: |_| true,
    start: |call| Ok(only_where(1, Box::new(Bag::new(call, 2, MAX_ELEMENTS)?))),
};

pub const MAKE_DICTIONARY: Aggregate = Aggregate {
    description: &Description {
        name: "make_dictionary",
        signatures: &["(expr: bag, [maxSize: const integer]) -> dynamic"],
        naming: Naming::Prefix("dictionary"),
        summary: "The old make_bag(), which keeps 128 members when no size is given.",
        page: "make-bag-aggregation-function",
        deviation: FIRST_WINS,
        ..Description::AGGREGATE
    },
    ordered: |_| true,
    start: |call| Ok(Box::new(Bag::new(call, 1, OLD_DEFAULT)?)),
};

#[derive(Debug)]
struct Bag {
    seed: u64,
    keys: Hashes,
    members: Elements,
    any: bool,
}

impl Bag {
    fn new(call: &AggregateCall, size_index: usize, default: usize) -> Result<Bag, KernelError> {
        let members = Elements::new(max_size(call, size_index, default)?);
        Ok(Bag { seed: call.context.seed, keys: Hashes::default(), members, any: false })
    }

    /// Takes in the members of a bag that are new.
    fn add(&mut self, bag: &str) {
        if !bag.starts_with('{') {
            return;
        }
        self.any = true;
        for (key, value) in dynamic::members(bag) {
            if !self.members.is_full() && self.keys.insert(hash_text(key, self.seed)) {
                self.members.push(|out| {
                    out.push_str(key);
                    out.push(':');
                    out.push_str(value);
                });
            }
        }
    }
}

impl Accumulator for Bag {
    fn update(&mut self, arguments: &[Column], rows: &mut dyn Iterator<Item = usize>) -> Result<(), KernelError> {
        let bags = arguments[0].dynamics();
        rows.filter_map(|row| bags.get(row)).for_each(|bag| self.add(bag));
        Ok(())
    }

    fn state(&mut self) -> Result<Vec<Value>, KernelError> {
        Ok(vec![self.finish()?])
    }

    fn merge(&mut self, state: &[Value]) -> Result<(), KernelError> {
        if let [Value::Dynamic(bag)] = state {
            self.add(bag);
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<Value, KernelError> {
        Ok(if self.any { self.members.between('{', '}') } else { Value::Dynamic("[]".to_owned()) })
    }

    fn size(&self) -> usize {
        size_of::<Self>() + self.members.size() + self.keys.capacity() * (size_of::<u128>() + 1)
    }
}

#[cfg(test)]
mod tests {
    use crate::aggregate::testing::{dynamics, number, of, truths};
    use lurcher_types::Value;

    fn value(text: &str) -> Value {
        Value::Dynamic(text.to_owned())
    }

    #[test]
    fn bags_merge_in_row_order() {
        let bags = dynamics([r#"{"b":1,"a":[2]}"#, "null", "5", r#"{"a":3,"c":"}"}"#]);
        assert_eq!(of("make_bag", std::slice::from_ref(&bags)), value(r#"{"b":1,"a":[2],"c":"}"}"#));
        assert_eq!(of("make_bag", &[bags.clone(), number(2)]), value(r#"{"b":1,"a":[2]}"#));
        let last = truths([Some(false), None, Some(true), Some(true)]);
        assert_eq!(of("make_bag_if", &[bags, last]), value(r#"{"a":3,"c":"}"}"#));
    }

    #[test]
    fn nothing_to_merge() {
        assert_eq!(of("make_bag", &[dynamics(["null", "[1]"])]), value("[]"));
        assert_eq!(of("make_dictionary", &[dynamics(["{}"])]), value("{}"));
    }
}
