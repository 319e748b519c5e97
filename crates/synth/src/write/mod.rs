//! The mail as files.

mod beside;
mod eml;
mod ndjson;
mod parquet;
mod rfc5322;
mod sheet;

use std::io;
use std::path::Path;

use crate::plan::Plan;

#[cfg(test)]
pub(crate) use rfc5322::header_rows;

/// EmailHeaders is as long as ten other tables; it is written for runs of at most so many mails.
pub const MAX_MESSAGES_WITH_HEADERS: usize = 200_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One RFC 5322 file per mail that reached a mailbox or was sent: `mail/000000001.eml`. Reading them gives the same
    /// rows as far as headers tell: not the delivery of sent mail, methods of detection, QR codes, purges or clicks; and there is
    /// nothing but mail.
    Eml,
    /// One file per table, one JSON object a line: `EmailEvents.ndjson`.
    Ndjson,
    /// A folder per table, sorted by time across its files: `EmailEvents/part-00000.parquet`.
    Parquet,
}

impl Format {
    pub fn from_name(name: &str) -> Option<Format> {
        match name {
            "eml" => Some(Format::Eml),
            "ndjson" => Some(Format::Ndjson),
            "parquet" => Some(Format::Parquet),
            _ => None,
        }
    }
}

/// Rows per table; for raw mail the one entry `mail`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    pub rows: Vec<(&'static str, u64)>,
}

/// Writes the whole run below `out`, which is made where it is missing. Files of the same names are replaced.
pub fn write(plan: &Plan, format: Format, out: &Path) -> io::Result<Written> {
    std::fs::create_dir_all(out)?;
    let rows = match format {
        Format::Eml => eml::write(plan, out)?,
        Format::Ndjson => ndjson::write(plan, out)?,
        Format::Parquet => parquet::write(plan, out)?,
    };
    Ok(Written { rows })
}

fn with_headers(plan: &Plan) -> bool {
    plan.options().messages <= MAX_MESSAGES_WITH_HEADERS
}
