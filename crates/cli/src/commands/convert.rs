use crate::arguments::{Convert, PartitionBy};
use crate::data;
use crate::failure::Failure;
use crate::output::write_text;
use lurcher_ingest::{ParquetOptions, ParquetSink, Partition};
use std::process::ExitCode;

/// `lurcher convert`: mail and exports become Parquet.
pub fn run(convert: &Convert) -> Result<ExitCode, Failure> {
    let schemas = data::schemas(&convert.schema)?;
    let partition = match convert.partition {
        PartitionBy::Month => Partition::Month,
        PartitionBy::Day => Partition::Day,
    };
    let mut sink = ParquetSink::new(&convert.out, ParquetOptions { partition, ..ParquetOptions::default() });
    let report = data::read(
        &convert.paths,
        &convert.reading,
        &schemas,
        convert.keep_aside.as_deref(),
        !convert.keep_duplicates,
        &mut sink,
    )?;
    if report.rows.is_empty() {
        return Err(Failure::plain(format!("nothing was written: none of it could be read\n{report}")));
    }
    let files = sink.files().len();
    write_text(None, &format!("{report}wrote {files} files below {}\n", convert.out.display()))?;
    Ok(ExitCode::SUCCESS)
}
