use super::missing::Missing;
use crate::dynamic::items::{answers, array, encoded, write_array};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Naming, Nulls};

pub const SERIES_FILL_CONST: Function = Function {
    description: &Description {
        name: "series_fill_const",
        signatures: &["(series: array, [constant_value: number], [missing_value_placeholder: number]) -> dynamic"],
        naming: Naming::FirstArgument,
        nulls: Nulls::Kernel,
        summary: "Puts one value, 0 if none is given, in place of every missing one.",
        examples: &[
            Example { expression: "series_fill_const(dynamic([1, null, 3]), -1)", equals: "dynamic([1,-1,3])" },
            Example { expression: "series_fill_const(dynamic([1, 9, null]), 0.5, 9)", equals: "dynamic([1,0.5,null])" },
        ],
        page: "series-fill-const-function",
        ..Description::SCALAR
    },
    kernel: fill,
};

fn fill(call: &Call) -> Result<ArrayRef, KernelError> {
    answers(call, |row, out| {
        let elements = array(call.args.first()?, row)?;
        let value = call.args.get(1).map_or("0".into(), |column| encoded(column, row));
        let missing = Missing::read(call, 2, row);
        write_array(out, elements.iter().map(|e| if missing.is(e) { value.as_ref() } else { e }));
        Some(())
    })
}
