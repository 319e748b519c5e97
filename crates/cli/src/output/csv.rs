//! Comma-separated values, as RFC 4180 has them. Cells are as they are: what a spreadsheet would run stays what it is.

use crate::failure::Failure;
use lurcher_engine::AnswerTable;
use lurcher_types::{Value, dynamic, time};
use std::io::Write;

pub fn write(table: &AnswerTable, limit: Option<usize>, out: &mut dyn Write) -> Result<(), Failure> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(table.columns.iter().map(|c| c.name.as_str())).map_err(failed)?;
    for row in table.rows().take(limit.unwrap_or(usize::MAX)) {
        csv.write_record(row.iter().map(cell)).map_err(failed)?;
    }
    csv.flush()?;
    Ok(())
}

fn cell(value: &Value) -> String {
    match value {
        Value::Datetime(ticks) => time::format_datetime_wire(*ticks),
        Value::Dynamic(encoded) => dynamic::to_json(encoded).into_owned(),
        other => other.to_text(),
    }
}

fn failed(e: csv::Error) -> Failure {
    match e.into_kind() {
        csv::ErrorKind::Io(e) => Failure::from(e),
        other => Failure::plain(format!("the CSV cannot be written: {other:?}")),
    }
}
