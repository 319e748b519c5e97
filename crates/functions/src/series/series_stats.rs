use super::several::write_columns;
use super::stats::Stats;
use crate::dynamic::items::answers;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::Type;
use lurcher_types::describe::{Description, Example, Naming, Nulls, Output};

pub const SERIES_STATS: Function = Function {
    description: &Description {
        name: "series_stats",
        signatures: &["(series: array, [ignore_nonfinite: const bool]) -> dynamic"],
        naming: Naming::Own,
        nulls: Nulls::Kernel,
        outputs: &[
            Output::new("min", Type::Real),
            Output::new("min_idx", Type::Long),
            Output::new("max", Type::Real),
            Output::new("max_idx", Type::Long),
            Output::new("avg", Type::Real),
            Output::new("stdev", Type::Real),
            Output::new("variance", Type::Real),
        ],
        summary: "The extremes of a series and where they stand, its mean, and its spread: seven columns.",
        examples: &[Example { expression: "series_stats(dynamic([3, 1, 2]))", equals: "1.0" }],
        page: "series-stats-function",
        ..Description::SCALAR
    },
    kernel: stats,
};

fn stats(call: &Call) -> Result<ArrayRef, KernelError> {
    answers(call, |row, out| {
        write_columns(out, &Stats::read(call, row)?.columns().map(|(_, part)| part));
        Some(())
    })
}
