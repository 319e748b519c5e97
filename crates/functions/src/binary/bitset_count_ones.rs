use super::bits;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Naming};

pub const BITSET_COUNT_ONES: Function = Function {
    description: &Description {
        name: "bitset_count_ones",
        signatures: &["(value: integer|bool) -> long"],
        naming: Naming::FirstArgument,
        summary: "The number of bits that are set.",
        examples: &[
            Example { expression: "bitset_count_ones(42)", equals: "3" },
            Example { expression: "bitset_count_ones(-1)", equals: "64" },
        ],
        page: "bitset-count-ones-function",
        ..Description::SCALAR
    },
    kernel: bitset_count_ones,
};

fn bitset_count_ones(call: &Call) -> Result<ArrayRef, KernelError> {
    Ok(call.longs(|row| Some(i64::from(bits(&call.args[0], row)?.count_ones()))))
}
