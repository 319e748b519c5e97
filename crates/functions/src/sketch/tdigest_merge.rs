//! `merge_tdigest` and `tdigest_merge` are one function with two names of equal rank.

use super::tdigest::Digest;
use crate::{Call, Function, KernelError};
use arrow::array::{ArrayRef, StringViewArray};
use lurcher_types::describe::{Description, Naming, Nulls};
use std::sync::Arc;

pub const MERGE_TDIGEST: Function = Function { description: &DESCRIPTION, kernel: merge };

pub const TDIGEST_MERGE: Function =
    Function { description: &Description { name: "tdigest_merge", ..DESCRIPTION }, kernel: merge };

const DESCRIPTION: Description = Description {
    name: "merge_tdigest",
    signatures: &["(tdigest: array, more: array...) -> dynamic"],
    naming: Naming::Fixed("tdigests_merge_result"),
    nulls: Nulls::Kernel,
    summary: "One digest of all values that several saw; a null adds none.",
    page: "merge-tdigest-function",
    deviation: Some("Only digests made by Lurcher are read."),
    ..Description::SCALAR
};

fn merge(call: &Call) -> Result<ArrayRef, KernelError> {
    let merged = |row: usize| {
        let mut present = call.args.iter().filter_map(|a| a.dynamics().get(row)).peekable();
        if present.peek().is_none() {
            return Ok(None);
        }
        let mut digest = Digest::default();
        present.try_for_each(|encoded| digest.merge(encoded))?;
        Ok(Some(digest.encode()))
    };
    Ok(Arc::new((0..call.rows).map(merged).collect::<Result<StringViewArray, KernelError>>()?))
}
