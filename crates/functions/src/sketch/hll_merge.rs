use super::hll::Hll;
use crate::{Call, Function, KernelError};
use arrow::array::{ArrayRef, StringViewArray};
use lurcher_types::describe::{Description, Naming, Nulls};
use std::sync::Arc;

pub const HLL_MERGE: Function = Function {
    description: &Description {
        name: "hll_merge",
        signatures: &["(hll: array, more: array...) -> dynamic"],
        naming: Naming::Fixed("hll_merged_result"),
        nulls: Nulls::Kernel,
        summary: "One sketch of all values that several saw; a null adds none.",
        page: "hll-merge-function",
        deviation: Some("Only sketches made by Lurcher are read."),
        ..Description::SCALAR
    },
    kernel: hll_merge,
};

fn hll_merge(call: &Call) -> Result<ArrayRef, KernelError> {
    let merged = |row: usize| {
        let mut present = call.args.iter().filter_map(|a| a.dynamics().get(row)).peekable();
        if present.peek().is_none() {
            return Ok(None);
        }
        let mut hll = Hll::default();
        present.try_for_each(|encoded| hll.merge(encoded))?;
        Ok(Some(hll.encode()))
    };
    Ok(Arc::new((0..call.rows).map(merged).collect::<Result<StringViewArray, KernelError>>()?))
}
