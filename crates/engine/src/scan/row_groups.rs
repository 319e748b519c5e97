//! The statistics of a file's row groups, column by column.

use datafusion::arrow::array::{Array, ArrayRef, AsArray, BooleanArray, Int64Array, UInt64Array};
use datafusion::arrow::compute::{max, min};
use datafusion::arrow::datatypes::{SchemaRef, UInt64Type};
use datafusion::common::pruning::PruningStatistics;
use datafusion::common::{Column, ScalarValue};
use datafusion::parquet::arrow::arrow_reader::statistics::StatisticsConverter;
use datafusion::parquet::arrow::parquet_column;
use datafusion::parquet::basic::Type as PhysicalType;
use datafusion::parquet::file::metadata::ParquetMetaData;
use std::collections::HashSet;
use std::sync::Arc;

use super::convert::stored_integers;

/// What the footer says about the values in each row group.
pub struct RowGroups<'a> {
    pub schema: &'a SchemaRef,
    pub footer: &'a ParquetMetaData,
}

impl<'a> RowGroups<'a> {
    /// Every row group says how many nulls this column has.
    pub fn has_null_counts(&self, column: &str) -> bool {
        self.null_counts_of(column).is_some_and(|counts| counts.null_count() == 0)
    }

    /// The least and greatest values are ordered as we order: old writers compared text by signed bytes, and 96-bit
    /// timestamps in no order at all.
    pub fn has_sound_bounds(&self, column: &str) -> bool {
        let columns = self.footer.file_metadata().schema_descr();
        let Some((leaf, _)) = parquet_column(columns, self.schema, column) else {
            return true;
        };
        let bytes = match columns.columns().get(leaf).map(|c| c.physical_type()) {
            Some(PhysicalType::INT96) => return false,
            Some(PhysicalType::BYTE_ARRAY | PhysicalType::FIXED_LEN_BYTE_ARRAY) => true,
            _ => false,
        };
        let mut chunks = self.footer.row_groups().iter().filter_map(|g| g.columns().get(leaf)?.statistics());
        !(bytes && chunks.any(|s| s.is_min_max_deprecated()))
    }

    /// All values of a time-like column lie between these bounds, as far as complete statistics prove it.
    pub fn all_within(&self, column: &str, bounds: (i64, i64)) -> bool {
        if bounds == (i64::MIN, i64::MAX) || self.footer.num_row_groups() == 0 {
            return true;
        }
        self.range(column).is_some_and(|range| range.is_none_or(|(low, high)| bounds.0 <= low && high <= bounds.1))
    }

    /// The least and the greatest stored value of a time-like column: `None` where statistics do not tell,
    /// `Some(None)` where there is no value at all.
    pub fn range(&self, column: &str) -> Option<Option<(i64, i64)>> {
        if !self.has_sound_bounds(column) {
            return None;
        }
        let lows = stored_integers(&self.converter(column)?.row_group_mins(self.footer.row_groups()).ok()?).ok()?;
        let highs = stored_integers(&self.converter(column)?.row_group_maxes(self.footer.row_groups()).ok()?).ok()?;
        let known = (0..lows.len()).all(|i| (lows.is_valid(i) && highs.is_valid(i)) || self.is_all_null(column, i));
        if !known {
            return None;
        }
        let bounds = |lows: &Int64Array, highs: &Int64Array| Some((min(lows)?, max(highs)?));
        Some(bounds(&lows, &highs))
    }

    fn is_all_null(&self, column: &str, group: usize) -> bool {
        let rows = self.footer.row_groups().get(group).map(|g| g.num_rows());
        let nulls = self.null_counts_of(column).filter(|counts| counts.is_valid(group)).map(|c| c.value(group));
        nulls.and_then(|n| i64::try_from(n).ok()) == rows
    }

    fn null_counts_of(&self, column: &str) -> Option<UInt64Array> {
        self.converter(column)?.row_group_null_counts(self.footer.row_groups()).ok()
    }

    fn converter(&self, column: &str) -> Option<StatisticsConverter<'a>> {
        let columns = self.footer.file_metadata().schema_descr();
        let converter = StatisticsConverter::try_new(column, self.schema, columns).ok()?;
        // Unknown is not none: a group that hides its nulls must not be skipped by a search for nulls.
        Some(converter.with_missing_null_counts_as_zero(false))
    }
}

impl PruningStatistics for RowGroups<'_> {
    fn min_values(&self, column: &Column) -> Option<ArrayRef> {
        self.converter(&column.name)?.row_group_mins(self.footer.row_groups()).ok()
    }

    fn max_values(&self, column: &Column) -> Option<ArrayRef> {
        self.converter(&column.name)?.row_group_maxes(self.footer.row_groups()).ok()
    }

    fn num_containers(&self) -> usize {
        self.footer.num_row_groups()
    }

    fn null_counts(&self, column: &Column) -> Option<ArrayRef> {
        Some(Arc::new(self.null_counts_of(&column.name)?))
    }

    fn row_counts(&self) -> Option<ArrayRef> {
        let rows = self.footer.row_groups().iter().map(|g| u64::try_from(g.num_rows()).ok());
        let rows: ArrayRef = Arc::new(UInt64Array::from_iter(rows));
        (rows.as_primitive::<UInt64Type>().null_count() == 0).then_some(rows)
    }

    fn contained(&self, _column: &Column, _values: &HashSet<ScalarValue>) -> Option<BooleanArray> {
        None
    }
}
