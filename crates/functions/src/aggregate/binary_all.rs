use super::constants::type_of;
use super::sum::whole;
use crate::{Accumulator, Aggregate, AggregateCall, KernelError};
use lurcher_columnar::Column;
use lurcher_types::describe::{Description, Naming};
use lurcher_types::{Type, Value, time};

// DataFusion's `bit_and`, `bit_or` and `bit_xor` of longs mean the same.
pub const BINARY_ALL_AND: Aggregate = Aggregate {
    description: &Description {
        name: "binary_all_and",
        signatures: &["(expr: summable) -> arg0"],
        naming: Naming::FirstArgument,
        summary: "The bits set in every value that is not null; null if there is none.",
        page: "binary-all-and-aggregation-function",
        ..Description::AGGREGATE
    },
    ordered: |_| false,
    start: |call| start(call, |a, b| a & b),
};

pub const BINARY_ALL_OR: Aggregate = Aggregate {
    description: &Description {
        name: "binary_all_or",
        signatures: &["(expr: summable) -> arg0"],
        naming: Naming::FirstArgument,
        summary: "The bits set in any value; null if there is none.",
        page: "binary-all-or-aggregation-function",
        ..Description::AGGREGATE
    },
    ordered: |_| false,
    start: |call| start(call, |a, b| a | b),
};

pub const BINARY_ALL_XOR: Aggregate = Aggregate {
    description: &Description {
        name: "binary_all_xor",
        signatures: &["(expr: summable) -> arg0"],
        naming: Naming::FirstArgument,
        summary: "The bits set in an odd number of values; null if there is none.",
        page: "binary-all-xor-aggregation-function",
        ..Description::AGGREGATE
    },
    ordered: |_| false,
    start: |call| start(call, |a, b| a ^ b),
};

fn start(call: &AggregateCall, operation: fn(i64, i64) -> i64) -> Result<Box<dyn Accumulator>, KernelError> {
    let argument = type_of(call, 0)?;
    if matches!(argument, Type::Real | Type::Decimal) {
        return Err(KernelError::new(format!("the bits of a {argument} cannot be combined: use tolong()")));
    }
    Ok(Box::new(Bits { argument, operation, bits: None }))
}

#[derive(Debug)]
struct Bits {
    argument: Type,
    operation: fn(i64, i64) -> i64,
    bits: Option<i64>,
}

impl Bits {
    fn combine(&mut self, n: i64) {
        self.bits = Some(self.bits.map_or(n, |bits| (self.operation)(bits, n)));
    }
}

impl Accumulator for Bits {
    fn update(&mut self, arguments: &[Column], rows: &mut dyn Iterator<Item = usize>) -> Result<(), KernelError> {
        let values = arguments[0].longs();
        rows.filter_map(|row| values.get(row)).for_each(|n| self.combine(n));
        Ok(())
    }

    fn state(&mut self) -> Result<Vec<Value>, KernelError> {
        Ok(vec![self.bits.map_or(Value::Null(Type::Long), Value::Long)])
    }

    fn merge(&mut self, state: &[Value]) -> Result<(), KernelError> {
        if let [Value::Long(n)] = state {
            self.combine(*n);
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<Value, KernelError> {
        match self.bits {
            Some(ticks) if self.argument == Type::Datetime && time::in_range(ticks).is_none() => {
                Err(KernelError::new("the bits of these datetimes together are no datetime: use tolong()"))
            }
            Some(n) => Ok(whole(self.argument, n)),
            None => Ok(Value::Null(self.argument)),
        }
    }

    fn size(&self) -> usize {
        size_of::<Self>()
    }
}

#[cfg(test)]
mod tests {
    use crate::aggregate::testing::{column, longs, of, reals, refused};
    use lurcher_types::{Type, Value, time};

    #[test]
    fn bits_are_combined() {
        let numbers = [longs([Some(0b1100), None, Some(0b1010)])];
        assert_eq!(of("binary_all_and", &numbers), Value::Long(0b1000));
        assert_eq!(of("binary_all_or", &numbers), Value::Long(0b1110));
        assert_eq!(of("binary_all_xor", &numbers), Value::Long(0b0110));
        assert_eq!(of("binary_all_or", &[column(Type::Int, [Value::Int(-1)])]), Value::Int(-1));
        assert_eq!(of("binary_all_and", &[longs([None])]), Value::Null(Type::Long));
    }

    #[test]
    fn a_datetime_is_never_past_the_last() {
        let times = column(Type::Datetime, [Value::Datetime(time::MAX_TICKS), Value::Datetime(1 << 60)]);
        assert!(refused("binary_all_or", &[times]).contains("no datetime"));
    }

    #[test]
    fn reals_have_no_bits_to_speak_of() {
        assert!(refused("binary_all_and", &[reals([Some(1.0)])]).contains("tolong"));
    }
}
