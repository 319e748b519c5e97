//! A JSON file: lines or documents, and which table its records are for.

use std::io::{self, BufRead};

use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use super::Stopped;
use super::detect::{first_line, without_mark};
use crate::exports::choose::{Hints, choose};
use crate::exports::json::{Element, JsonError, JsonReader};
use crate::exports::members::Members;
use crate::exports::records::{JsonTarget, Origin};
use crate::run::{Feed, Work};

const CHUNK_ROWS: usize = 512;
const CHUNK_BYTES: usize = 1 << 20;

pub fn read(
    reader: &mut dyn BufRead,
    prefix: &[u8],
    source: &str,
    hints: &Hints,
    feed: &mut Feed<'_>,
) -> Result<(), Stopped> {
    let text = without_mark(prefix);
    reader.consume(prefix.len() - text.len());
    let origin = feed.origin(source);
    let mut file = JsonFile { origin, hints, target: None, chunk: Vec::new(), bytes: 0, feed };
    let end = if is_lines(text) { file.lines(reader) } else { file.documents(reader) };
    match end {
        End::Done | End::Refused => file.flush().map(|_| ()),
        End::Stopped => Err(Stopped),
    }
}

/// One value a line: then a broken line costs only itself.
fn is_lines(text: &[u8]) -> bool {
    let line = first_line(text.trim_ascii_start());
    let more = text.trim_ascii_start().len() > line.len();
    more && line.starts_with(b"{") && serde_json::from_slice::<IgnoredAny>(line).is_ok()
}

enum End {
    Done,
    /// The file is rejected as a whole.
    Refused,
    Stopped,
}

impl From<Stopped> for End {
    fn from(_: Stopped) -> End {
        End::Stopped
    }
}

struct JsonFile<'f, 'h, 'r> {
    origin: Origin,
    hints: &'h Hints,
    target: Option<JsonTarget>,
    chunk: Vec<Element>,
    bytes: usize,
    feed: &'f mut Feed<'r>,
}

impl JsonFile<'_, '_, '_> {
    fn lines(&mut self, reader: &mut dyn BufRead) -> End {
        let limit = self.feed.options.limits.max_record_bytes;
        let mut offset = 0u64;
        loop {
            let mut text = Vec::new();
            let read = io::Read::take(&mut *reader, limit as u64 + 1).read_until(b'\n', &mut text);
            let n = match read {
                Ok(0) => return End::Done,
                Ok(n) => n as u64,
                Err(e) => return self.reject(None, format!("the file is cut off, its rest is not read: {e}")),
            };
            if text.len() > limit {
                let place = Some(format!("byte {offset}"));
                return self.reject(
                    place,
                    format!("the record crosses the limit max_record_bytes of {limit}; the rest is not read"),
                );
            }
            if !text.trim_ascii().is_empty() {
                match self.element(Element { offset, text, columns: None }) {
                    Ok(true) => {}
                    Ok(false) => return End::Refused,
                    Err(Stopped) => return End::Stopped,
                }
            }
            offset += n;
        }
    }

    fn documents(&mut self, reader: &mut dyn BufRead) -> End {
        let limit = self.feed.options.limits.max_record_bytes;
        let mut end = End::Done;
        let read = JsonReader::new(reader, limit).read(&mut |element| {
            match self.element(element) {
                Ok(true) => return true,
                Ok(false) => end = End::Refused,
                Err(Stopped) => end = End::Stopped,
            }
            false
        });
        match read {
            Ok(()) | Err(JsonError::Stopped) => end,
            Err(JsonError::Io(e)) => self.reject(None, format!("the file is cut off, its rest is not read: {e}")),
            Err(JsonError::Broken { offset, expected }) => self.reject(
                Some(format!("byte {offset}")),
                format!("not JSON: {expected} is missing; the rest is not read"),
            ),
            Err(JsonError::TooLong { offset }) => self.reject(
                Some(format!("byte {offset}")),
                format!("the record crosses the limit max_record_bytes of {limit}; the rest is not read"),
            ),
            Err(JsonError::OtherTable { name }) => {
                self.reject(Some(format!("table {name:?}")), "only the first table of an answer is read".to_owned())
            }
        }
    }

    /// What was read before goes first, so that the report is in the file's order.
    fn reject(&mut self, place: Option<String>, reason: String) -> End {
        let source = self.origin.source.clone();
        match self.flush().and_then(|_| self.feed.reject(&source, place, reason)) {
            Ok(()) => End::Done,
            Err(Stopped) => End::Stopped,
        }
    }

    /// Says whether to go on.
    fn element(&mut self, element: Element) -> Result<bool, Stopped> {
        self.bytes += element.text.len();
        self.chunk.push(element);
        if self.chunk.len() >= CHUNK_ROWS || self.bytes >= CHUNK_BYTES { self.flush() } else { Ok(true) }
    }

    fn flush(&mut self) -> Result<bool, Stopped> {
        let elements = std::mem::take(&mut self.chunk);
        let size = std::mem::take(&mut self.bytes);
        if elements.is_empty() {
            return Ok(true);
        }
        let target = match &self.target {
            Some(target) => target.clone(),
            None => match self.find_target(&elements) {
                Ok(target) => self.target.insert(target).clone(),
                Err(reason) => {
                    let source = self.origin.source.clone();
                    self.feed.reject(&source, None, reason)?;
                    return Ok(false);
                }
            },
        };
        self.feed.work(Work::Json { origin: self.origin.clone(), target, elements }, size)?;
        Ok(true)
    }

    /// The table of the records that do not name one themselves, told from the first of them.
    fn find_target(&mut self, elements: &[Element]) -> Result<JsonTarget, String> {
        let mut seen = Seen::default();
        for element in elements {
            match &element.columns {
                Some(columns) => columns.iter().for_each(|c| seen.column(c)),
                None => seen.object(std::str::from_utf8(&element.text).unwrap_or(""), 0),
            }
        }
        if self.hints.explicit.is_none() && seen.columns.is_empty() && seen.envelopes {
            return Ok(JsonTarget::default());
        }
        let explicit = self.hints.explicit.is_some();
        // Rows in envelopes show their columns only inside; the caller's word is enough for them.
        if explicit && seen.envelopes {
            let name = self.hints.explicit.clone().unwrap_or_default();
            return Ok(JsonTarget { shape: self.feed.with_shapes(|s| s.get(&name)), explicit });
        }
        let chosen = self.feed.with_shapes(|s| choose(self.hints, &seen.columns, seen.type_cell.as_deref(), s));
        match chosen {
            Ok(shape) => Ok(JsonTarget { shape: Some(shape), explicit }),
            Err(_) if seen.envelopes => Ok(JsonTarget::default()),
            Err(reason) => Err(reason),
        }
    }
}

/// What the first records show.
#[derive(Default)]
struct Seen {
    columns: Vec<String>,
    known: std::collections::HashSet<String>,
    type_cell: Option<String>,
    envelopes: bool,
}

impl Seen {
    fn column(&mut self, name: &str) {
        if self.known.insert(name.to_owned()) {
            self.columns.push(name.to_owned());
        }
    }

    fn object(&mut self, text: &str, depth: usize) {
        let Ok(members) = Members::parse(text) else { return };
        if members.envelope().is_some() {
            self.envelopes = true;
            return;
        }
        if let Some(records) = members.get("records").filter(|r| r.starts_with('['))
            && depth == 0
        {
            let records: Vec<&RawValue> = serde_json::from_str(records).unwrap_or_default();
            records.iter().for_each(|r| self.object(r.get(), 1));
            return;
        }
        for (name, _) in &members.0 {
            self.column(name);
        }
        if self.type_cell.is_none() {
            self.type_cell = members.get("Type").and_then(|t| serde_json::from_str(t).ok());
        }
    }
}
