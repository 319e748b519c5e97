//! Which columns of a scan are read as dictionaries.

use datafusion::arrow::datatypes::DataType;
use datafusion::parquet::basic::Encoding;
use datafusion::parquet::file::metadata::ColumnChunkMetaData;

use crate::scan::bound_file::BoundFile;
use crate::scan::conversion::Conversion;

/// The type that such a column is read with.
pub fn dictionary_type() -> DataType {
    DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8))
}

/// Of these columns of the table, those whose every value in the chosen row groups is a key, and what their texts become:
/// `live` has a file and a row group each.
pub fn dictionary_columns<'a>(
    columns: impl Iterator<Item = usize>,
    live: impl Iterator<Item = (&'a BoundFile, usize)> + Clone,
) -> Vec<(usize, Conversion)> {
    let conversion = |column: usize| {
        let (file, _) = live.clone().next()?;
        let first = file.columns.get(column)?.as_ref()?.conversion.clone();
        live.clone().all(|(file, group)| holds_keys(file, group, column, &first)).then_some((column, first))
    };
    columns.filter_map(conversion).collect()
}

fn holds_keys(bound: &BoundFile, group: usize, column: usize, conversion: &Conversion) -> bool {
    let Some(bound_column) = bound.columns.get(column).and_then(Option::as_ref) else {
        return false;
    };
    let stored = bound.schema.field_with_name(&bound_column.stored);
    // The reader must check that bytes are text before a `str` is made of them, as it does where text was promised.
    let is_text = matches!(conversion, Conversion::String | Conversion::JsonText | Conversion::Encoded)
        && bound_column.conversion == *conversion
        && !bound_column.unchecked_text
        && stored.is_ok_and(|f| *f.data_type() == DataType::Utf8View);
    let leaves = bound.file.footer.row_groups().get(group).map(|g| g.columns()).unwrap_or_default();
    let chunk = leaves.iter().find(|c| c.column_path().parts() == [bound_column.stored.as_str()]);
    is_text && chunk.is_some_and(is_all_keys)
}

/// Writers go over to plain text where a dictionary grows too large; such a chunk is read as text.
fn is_all_keys(chunk: &ColumnChunkMetaData) -> bool {
    let encodings = chunk.page_encoding_stats_mask();
    let keys = |e| encodings.is_some_and(|mask| mask.is_only(e));
    chunk.dictionary_page_offset().is_some() && (keys(Encoding::RLE_DICTIONARY) || keys(Encoding::PLAIN_DICTIONARY))
}
