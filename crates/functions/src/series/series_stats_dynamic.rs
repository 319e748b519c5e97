use super::several::{Part, write_bag};
use super::stats::Stats;
use crate::dynamic::items::answers;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const SERIES_STATS_DYNAMIC: Function = Function {
    description: &Description {
        name: "series_stats_dynamic",
        signatures: &["(series: array, [ignore_nonfinite: const bool]) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "The extremes of a series and where they stand, its mean, spread, sum and length, as a bag.",
        examples: &[
            Example { expression: "tolong(series_stats_dynamic(dynamic([3, 1, 2])).min_idx)", equals: "1" },
            Example { expression: "toreal(series_stats_dynamic(dynamic([1, null, 3]), true).avg)", equals: "2.0" },
        ],
        page: "series-stats-dynamic-function",
        ..Description::SCALAR
    },
    kernel: stats,
};

fn stats(call: &Call) -> Result<ArrayRef, KernelError> {
    answers(call, |row, out| {
        let s = Stats::read(call, row)?;
        let mut parts = Vec::from(s.columns());
        parts.extend([("sum", Part::Real(s.sum)), ("len", Part::Long(s.len as i64))]);
        write_bag(out, &parts);
        Some(())
    })
}

#[cfg(test)]
mod tests {
    use super::SERIES_STATS_DYNAMIC;
    use crate::dynamic::testing::gives;

    #[test]
    fn statistics() {
        gives(
            &SERIES_STATS_DYNAMIC,
            &["[1,5,3,5]"],
            "{\"min\":1.0,\"min_idx\":0,\"max\":5.0,\"max_idx\":1,\"avg\":3.5,\"stdev\":1.9148542155126762,\"variance\":3.6666666666666665,\"sum\":14.0,\"len\":4}",
        );
        gives(&SERIES_STATS_DYNAMIC, &["[1,null]"], "null");
        gives(&SERIES_STATS_DYNAMIC, &["[]"], "null");
    }
}
