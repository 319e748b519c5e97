use super::numbers::whole_part;
use crate::Function;
use lurcher_types::describe::{Description, Example};
use lurcher_types::time::{TICKS_PER_DAY, day_of_year};

pub const WEEKOFYEAR: Function = Function {
    description: &Description {
        name: "weekofyear",
        signatures: &["(date: datetime) -> int"],
        summary: "The old week_of_year(): weeks start on Sunday, the first one holds the year's first Wednesday.",
        examples: &[
            Example { expression: "weekofyear(datetime(2024-01-06))", equals: "int(1)" },
            Example { expression: "weekofyear(datetime(2024-01-07))", equals: "int(2)" },
        ],
        page: "week-of-year-function",
        ..Description::SCALAR
    },
    kernel: |call| whole_part(call, week),
};

/// The week of the Wednesday that stands in the same week, Sunday to Saturday.
fn week(ticks: i64) -> i64 {
    const DAYS_OF_WEEK: i64 = 7;
    const WEDNESDAY: i64 = 3;
    let day = ticks.div_euclid(TICKS_PER_DAY);
    // 0001-01-01 was a Monday.
    let weekday = (day + 1).rem_euclid(DAYS_OF_WEEK);
    let wednesday = day - weekday + WEDNESDAY;
    (day_of_year(wednesday.saturating_mul(TICKS_PER_DAY)) - 1) / DAYS_OF_WEEK + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks() {
        for (date, expected) in [
            ("2023-01-01", 1),
            ("2022-01-01", 52),
            ("2021-01-02", 53),
            ("2021-01-03", 1),
            ("2020-01-01", 1),
            ("2024-12-28", 52),
            ("2024-12-29", 1),
            ("2017-10-30", 44),
            ("0001-01-01", 1),
            ("9999-12-31", 52),
        ] {
            let ticks = lurcher_types::time::parse_datetime(date).unwrap();
            assert_eq!(week(ticks), expected, "{date}");
        }
    }
}
