//! CSV and its kin, and plain lines.

use super::MAX_EXTERNAL_RECORD_BYTES;
use crate::exports::csv::{CsvError, CsvReader};
use lurcher_types::{Type, Value, dynamic, text, time};
use std::borrow::Cow;
use std::io::{BufRead, Read};

/// The most fields of one record.
const MAX_FIELDS: usize = 10_000;

type Fields<'a, 't> = &'a mut dyn Iterator<Item = Cow<'t, str>>;

/// Each record that is not blank.
pub fn rows(
    reader: &mut dyn BufRead,
    delimiter: u8,
    skip_first: bool,
    take: &mut dyn FnMut(Fields) -> Result<(), String>,
) -> Result<(), String> {
    let mut records = CsvReader::new(reader, delimiter, MAX_EXTERNAL_RECORD_BYTES, MAX_FIELDS);
    let mut skip = skip_first;
    loop {
        match records.next() {
            Ok(None) => return Ok(()),
            Ok(Some(_)) if skip => skip = false,
            Ok(Some(record)) => take(&mut record.texts())?,
            Err(CsvError::Io(e)) => return Err(format!("it cannot be read: {e}")),
            Err(CsvError::TooLong { line }) => {
                return Err(format!("the record in line {line} is longer than {MAX_EXTERNAL_RECORD_BYTES} bytes"));
            }
            Err(CsvError::OpenQuote { line }) => return Err(format!("the record in line {line} ends within quotes")),
            Err(CsvError::TooWide { line }) => {
                return Err(format!("the record in line {line} has more than {MAX_FIELDS} fields"));
            }
        }
    }
}

/// Each line's fields, parted by tabs, in which a backslash escapes: `\t`, `\n`, `\r` and `\\`.
pub fn escaped(
    reader: &mut dyn BufRead,
    skip_first: bool,
    take: &mut dyn FnMut(Fields) -> Result<(), String>,
) -> Result<(), String> {
    lines(reader, skip_first, &mut |line| {
        let fields = line.split('\t').map(unescaped).collect::<Result<Vec<_>, _>>()?;
        if fields.len() > MAX_FIELDS {
            return Err(format!("a record has more than {MAX_FIELDS} fields"));
        }
        take(&mut fields.into_iter())
    })
}

fn unescaped(field: &str) -> Result<Cow<'static, str>, String> {
    let mut text = String::with_capacity(field.len());
    let mut characters = field.chars();
    while let Some(c) = characters.next() {
        if c != '\\' {
            text.push(c);
            continue;
        }
        match characters.next() {
            Some('t') => text.push('\t'),
            Some('n') => text.push('\n'),
            Some('r') => text.push('\r'),
            Some('\\') => text.push('\\'),
            other => {
                let what = other.map_or("the end of a field".to_owned(), |c| format!("`{c}`"));
                return Err(format!("what a backslash before {what} means in tsve is not documented"));
            }
        }
    }
    Ok(Cow::Owned(text))
}

/// Each line that is not empty.
pub fn lines(
    reader: &mut dyn BufRead,
    skip_first: bool,
    take: &mut dyn FnMut(&str) -> Result<(), String>,
) -> Result<(), String> {
    let mut skip = skip_first;
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        let limit = MAX_EXTERNAL_RECORD_BYTES as u64 + 1;
        let read = Read::take(&mut *reader, limit).read_until(b'\n', &mut bytes);
        match read.map_err(|e| format!("it cannot be read: {e}"))? {
            0 => return Ok(()),
            n if n as u64 == limit => return Err(format!("a line is longer than {MAX_EXTERNAL_RECORD_BYTES} bytes")),
            _ => {}
        }
        let line = String::from_utf8_lossy(&bytes);
        let line = line.trim_end_matches(['\n', '\r']);
        if line.is_empty() {
            continue;
        }
        if skip {
            skip = false;
            continue;
        }
        take(line)?;
    }
}

/// A field as a value of its column's type; what does not fit is null.
pub fn value(field: &str, t: Type) -> Value {
    let trimmed = field.trim();
    let read = match t {
        Type::String => return Value::String(field.to_owned()),
        _ if trimmed.is_empty() => None,
        Type::Bool => text::parse_bool(trimmed).map(Value::Bool),
        Type::Int => text::parse_int(trimmed).map(Value::Int),
        Type::Long => text::parse_long(trimmed).map(Value::Long),
        Type::Real => text::parse_real(trimmed).map(Value::Real),
        Type::Decimal => text::parse_decimal(trimmed).map(Value::Decimal),
        Type::Datetime => time::parse_datetime(trimmed).map(Value::Datetime),
        Type::Timespan => time::parse_timespan(trimmed).map(Value::Timespan),
        Type::Guid => text::parse_guid(trimmed).map(Value::Guid),
        // What is no JSON is a text.
        Type::Dynamic => match dynamic::from_json(trimmed) {
            Some(encoded) if encoded == dynamic::NULL => None,
            Some(encoded) => Some(Value::Dynamic(encoded)),
            None => Some(Value::Dynamic(dynamic::from_value(&Value::String(field.to_owned())).encode())),
        },
    };
    read.unwrap_or(Value::missing(t))
}
