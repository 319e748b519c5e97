use super::line::Line;
use super::number::finite;
use super::several::{write_bag, write_columns};
use crate::dynamic::items::answers;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::Type;
use lurcher_types::describe::{Description, Example, Naming, Nulls, Output};

pub const SERIES_FIT_LINE: Function = Function {
    description: &Description {
        name: "series_fit_line",
        signatures: &["(series: array) -> dynamic"],
        naming: Naming::Own,
        nulls: Nulls::Kernel,
        outputs: &[
            Output::new("rsquare", Type::Real),
            Output::new("slope", Type::Real),
            Output::new("variance", Type::Real),
            Output::new("rvariance", Type::Real),
            Output::new("interception", Type::Real),
            Output::new("line_fit", Type::Dynamic),
        ],
        summary: "The straight line nearest to a series: six columns, of which the first tells how near it is.",
        examples: &[Example { expression: "series_fit_line(dynamic([1, 3, 5]))", equals: "1.0" }],
        page: "series-fit-line-function",
        ..Description::SCALAR
    },
    kernel: columns,
};

pub const SERIES_FIT_LINE_DYNAMIC: Function = Function {
    description: &Description {
        name: "series_fit_line_dynamic",
        signatures: &["(series: array) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "The straight line nearest to a series, as a bag.",
        examples: &[Example {
            expression: "series_fit_line_dynamic(dynamic([1, 3, 5])).line_fit",
            equals: "dynamic([1.0,3.0,5.0])",
        }],
        page: "series-fit-line-dynamic-function",
        ..Description::SCALAR
    },
    kernel: bag,
};

fn columns(call: &Call) -> Result<ArrayRef, KernelError> {
    answers(call, |row, out| {
        let line = Line::of(&finite(call.args.first()?, row)?)?;
        write_columns(out, &line.parts().map(|(_, part)| part));
        Some(())
    })
}

fn bag(call: &Call) -> Result<ArrayRef, KernelError> {
    answers(call, |row, out| {
        let line = Line::of(&finite(call.args.first()?, row)?)?;
        write_bag(out, &line.parts());
        Some(())
    })
}
