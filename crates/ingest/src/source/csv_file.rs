//! A CSV file: which table it holds, and its rows in chunks.

use std::io::BufRead;
use std::sync::Arc;

use super::Stopped;
use super::detect::{first_line, without_mark};
use crate::exports::choose::{Hints, choose};
use crate::exports::columns::{Columns, split_zone};
use crate::exports::csv::{CsvError, CsvReader, Record};
use crate::exports::message_trace::TraceLayout;
use crate::exports::records::CsvLayout;
use crate::mail::text_of;
use crate::run::{Feed, Work};

const CHUNK_ROWS: usize = 1024;
const CHUNK_BYTES: usize = 1 << 20;

pub fn read(
    reader: &mut dyn BufRead,
    prefix: &[u8],
    source: &str,
    hints: &Hints,
    feed: &mut Feed<'_>,
) -> Result<(), Stopped> {
    skip_preamble(reader, prefix);
    let text = without_mark(prefix);
    let delimiter = delimiter(header_line(text));
    let limits = &feed.options.limits;
    let mut csv = CsvReader::new(reader, delimiter, limits.max_record_bytes, limits.max_columns);
    let header = match csv.next() {
        Ok(Some(header)) => header,
        Ok(None) => return feed.reject(source, None, "it has no header"),
        Err(e) => return reject_rest(e, source, feed),
    };
    let names: Vec<String> = header.fields().map(|f| text_of(f).trim().to_owned()).collect();
    let first = match csv.next() {
        Ok(first) => first,
        Err(e) => return reject_rest(e, source, feed),
    };
    let layout = match layout(&names, first.as_ref(), hints, feed) {
        Ok(layout) => Arc::new(layout),
        Err(reason) => return feed.reject(source, None, reason),
    };
    let origin = feed.origin(source);
    let mut chunk: Vec<Record> = first.into_iter().collect();
    let mut bytes = 0;
    loop {
        let next = csv.next();
        let full = chunk.len() >= CHUNK_ROWS || bytes >= CHUNK_BYTES;
        if (full || !matches!(next, Ok(Some(_)))) && !chunk.is_empty() {
            let records = std::mem::take(&mut chunk);
            let size = records.iter().map(Record::bytes).sum();
            feed.work(Work::Csv { origin: origin.clone(), layout: layout.clone(), records }, size)?;
            bytes = 0;
        }
        match next {
            Ok(Some(record)) => {
                bytes += record.bytes();
                chunk.push(record);
            }
            Ok(None) => return Ok(()),
            Err(e) => return reject_rest(e, source, feed),
        }
    }
}

fn layout(names: &[String], first: Option<&Record>, hints: &Hints, feed: &mut Feed<'_>) -> Result<CsvLayout, String> {
    let plain: Vec<String> = names.iter().map(|n| split_zone(n).0.to_owned()).collect();
    feed.with_shapes(|shapes| {
        let defender = plain.iter().any(|n| n == "SenderFromAddress" || n == "SenderMailFromAddress");
        if !defender
            && hints.explicit.as_deref().is_none_or(|t| t == "EmailEvents")
            && let Some(events) = shapes.get("EmailEvents")
            && let Some(trace) = TraceLayout::find(&plain, &events)
        {
            return Ok(CsvLayout::Trace(trace));
        }
        let type_cell = plain.iter().position(|n| n == "Type").and_then(|at| first?.fields().nth(at)).map(text_of);
        let shape = choose(hints, &plain, type_cell.as_deref(), shapes)?;
        Columns::new(shape, names).map(CsvLayout::Table)
    })
}

/// Rows already read stay; the rest is named.
fn reject_rest(error: CsvError, source: &str, feed: &mut Feed<'_>) -> Result<(), Stopped> {
    let limits = &feed.options.limits;
    let (line, reason) = match error {
        CsvError::Io(e) => return feed.reject(source, None, format!("the file is cut off, its rest is not read: {e}")),
        CsvError::OpenQuote { line } => {
            (line, "the file ends within quotes; this row and what the quotes swallowed are not read".to_owned())
        }
        CsvError::TooLong { line } => {
            let limit = limits.max_record_bytes;
            (line, format!("the row crosses the limit max_record_bytes of {limit}; the rest of the file is not read"))
        }
        CsvError::TooWide { line } => {
            let limit = limits.max_columns;
            (line, format!("the row crosses the limit max_columns of {limit}; the rest of the file is not read"))
        }
    };
    feed.reject(source, Some(format!("line {line}")), reason)
}

/// PowerShell begins a file with `#TYPE …`, Excel with `sep=;`.
fn is_preamble(line: &[u8]) -> bool {
    line.starts_with(b"#TYPE") || line.starts_with(b"sep=")
}

fn header_line(text: &[u8]) -> &[u8] {
    let line = first_line(text);
    if !is_preamble(line) {
        return line;
    }
    let rest = memchr::memchr(b'\n', text).and_then(|at| text.get(at + 1..)).unwrap_or_default();
    first_line(rest)
}

fn skip_preamble(reader: &mut dyn BufRead, prefix: &[u8]) {
    let text = without_mark(prefix);
    let mut skip = prefix.len() - text.len();
    if is_preamble(first_line(text)) {
        skip += memchr::memchr(b'\n', text).map_or(text.len(), |at| at + 1);
    }
    // These bytes are in the reader's own buffer: they are the prefix.
    reader.consume(skip);
}

fn delimiter(header: &[u8]) -> u8 {
    let count = |d: u8| header.iter().filter(|b| **b == d).count();
    [b';', b'\t'].into_iter().find(|d| count(*d) > count(b',')).unwrap_or(b',')
}
