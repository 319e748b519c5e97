//! The first and last moment of a table, from statistics.

use datafusion::arrow::array::AsArray;
use datafusion::arrow::compute::{max, min};
use datafusion::arrow::datatypes::Int64Type;

use super::TimeRange;
use crate::scan::ScanTable;

/// Nothing where a file's statistics do not tell, and where there is no moment at all.
pub fn time_range(table: &ScanTable, column: &str) -> Option<TimeRange> {
    let index = table.schema.index_of(column).ok()?;
    let mut range: Option<TimeRange> = None;
    let mut widen = |first: i64, last: i64| {
        let wider = range
            .map_or(TimeRange { first, last }, |r| TimeRange { first: r.first.min(first), last: r.last.max(last) });
        range = Some(wider);
    };
    for file in &table.files {
        if let Some((first, last)) = file.time_range(index)? {
            widen(first, last);
        }
    }
    for batch in &table.memory {
        let ticks = batch.columns().get(index)?.as_primitive_opt::<Int64Type>()?;
        if let (Some(first), Some(last)) = (min(ticks), max(ticks)) {
            widen(first, last);
        }
    }
    range
}
