use super::missing::Missing;
use crate::dynamic::items::{answers, array, write_array};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Naming, Nulls};

pub const SERIES_FILL_BACKWARD: Function = Function {
    description: &Description {
        name: "series_fill_backward",
        signatures: &["(series: array, [missing_value_placeholder: number]) -> dynamic"],
        naming: Naming::FirstArgument,
        nulls: Nulls::Kernel,
        summary: "Puts the nearest value from the right in place of every missing one.",
        examples: &[
            Example {
                expression: "series_fill_backward(dynamic([null, 1, null, 2, null]))",
                equals: "dynamic([1,1,2,2,null])",
            },
            Example {
                expression: "series_fill_backward(dynamic([1, 0, 2, null]), 0)",
                equals: "dynamic([1,2,2,null])",
            },
        ],
        page: "series-fill-backward-function",
        ..Description::SCALAR
    },
    kernel: fill,
};

fn fill(call: &Call) -> Result<ArrayRef, KernelError> {
    answers(call, |row, out| {
        let mut elements = array(call.args.first()?, row)?;
        Missing::read(call, 1, row).fill(elements.iter_mut().rev());
        write_array(out, elements);
        Some(())
    })
}
