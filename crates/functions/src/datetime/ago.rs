use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Stability};
use lurcher_types::time::in_range;

pub const AGO: Function = Function {
    description: &Description {
        name: "ago",
        signatures: &["(span: timespan) -> datetime"],
        stability: Stability::PerQuery,
        summary: "The present less a timespan.",
        examples: &[Example { expression: "now() - ago(2h)", equals: "2h" }],
        page: "ago-function",
        ..Description::SCALAR
    },
    kernel: ago,
};

fn ago(call: &Call) -> Result<ArrayRef, KernelError> {
    let [span] = call.args else { return Err(KernelError::new("one argument is wanted")) };
    let spans = span.longs();
    Ok(call.longs(|row| in_range(call.context.now.checked_sub(spans.get(row)?)?)))
}
