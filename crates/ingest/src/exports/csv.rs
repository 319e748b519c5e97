//! Splits CSV into rows (RFC 4180), whatever their size up to a limit.

use std::borrow::Cow;
use std::io::{self, BufRead};
use std::ops::Range;

use memchr::{memchr, memchr_iter, memchr3};

use crate::mail::text_of;

/// One row: its fields stand one after the other in `data`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// The line it begins in, from 1.
    pub line: u64,
    data: Vec<u8>,
    ends: Vec<usize>,
}

impl Record {
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn bytes(&self) -> usize {
        self.data.len()
    }

    pub fn fields(&self) -> impl Iterator<Item = &[u8]> {
        self.places().map(|place| self.data.get(place).unwrap_or_default())
    }

    /// The fields as texts. The row is checked as a whole; only where that fails each field is decoded by itself.
    pub fn texts(&self) -> impl Iterator<Item = Cow<'_, str>> {
        let whole = std::str::from_utf8(&self.data).ok();
        self.places().map(move |place| match whole.and_then(|text| text.get(place.clone())) {
            Some(text) => Cow::Borrowed(text),
            None => text_of(self.data.get(place).unwrap_or_default()),
        })
    }

    fn places(&self) -> impl Iterator<Item = Range<usize>> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| start..*end)
    }

    /// The fields again as one line, for a reader who wonders why the row was rejected.
    pub fn to_line(&self) -> Vec<u8> {
        let mut line = Vec::with_capacity(self.data.len() + 3 * self.ends.len());
        for (i, field) in self.fields().enumerate() {
            if i > 0 {
                line.push(b',');
            }
            line.push(b'"');
            for byte in field {
                if *byte == b'"' {
                    line.push(b'"');
                }
                line.push(*byte);
            }
            line.push(b'"');
        }
        line
    }

    fn is_blank(&self) -> bool {
        self.ends.len() == 1 && self.data.is_empty()
    }
}

/// Why reading stops before the end.
#[derive(Debug)]
pub enum CsvError {
    Io(io::Error),
    /// The row that begins in this line has no end within the limit.
    TooLong {
        line: u64,
    },
    /// The file ends within quotes: the row that begins in this line is cut off.
    OpenQuote {
        line: u64,
    },
    /// More fields than the limit.
    TooWide {
        line: u64,
    },
}

pub struct CsvReader<R> {
    reader: R,
    delimiter: u8,
    line: u64,
    max_bytes: usize,
    max_fields: usize,
    /// Bytes and fields of the row before: the next one needs as much room.
    room: (usize, usize),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    FieldStart,
    Plain,
    Quoted,
    /// After a quote within quotes: the end of the field, or the first of two.
    Quote,
}

impl<R: BufRead> CsvReader<R> {
    pub fn new(reader: R, delimiter: u8, max_bytes: usize, max_fields: usize) -> CsvReader<R> {
        CsvReader { reader, delimiter, line: 1, max_bytes, max_fields, room: (0, 0) }
    }

    /// The next row that is not blank; nothing at the end.
    pub fn next(&mut self) -> Result<Option<Record>, CsvError> {
        loop {
            match self.row()? {
                Some(record) if record.is_blank() => {}
                other => return Ok(other),
            }
        }
    }

    fn row(&mut self) -> Result<Option<Record>, CsvError> {
        let (bytes, fields) = self.room;
        let mut record = Record { line: self.line, data: Vec::with_capacity(bytes), ends: Vec::with_capacity(fields) };
        let mut state = State::FieldStart;
        let mut any = false;
        loop {
            let buffer = match self.reader.fill_buf() {
                Ok(buffer) => buffer,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                Err(e) => return Err(CsvError::Io(e)),
            };
            if buffer.is_empty() {
                if state == State::Quoted {
                    return Err(CsvError::OpenQuote { line: record.line });
                }
                if !any {
                    return Ok(None);
                }
                return Ok(Some(self.end(record)));
            }
            any = true;
            let mut used = 0;
            let mut done = false;
            while let Some((byte, after)) = buffer.get(used..).and_then(<[u8]>::split_first) {
                if state == State::Quoted {
                    let rest = buffer.get(used..).unwrap_or_default();
                    let quote = memchr(b'"', rest);
                    let text = rest.get(..quote.unwrap_or(rest.len())).unwrap_or_default();
                    self.line += memchr_iter(b'\n', text).count() as u64;
                    record.data.extend_from_slice(text);
                    used += text.len();
                    if quote.is_some() {
                        used += 1;
                        state = State::Quote;
                    }
                    continue;
                }
                used += 1;
                state = match (state, *byte) {
                    (State::FieldStart, b'"') => State::Quoted,
                    (State::Quote, b'"') => {
                        record.data.push(b'"');
                        State::Quoted
                    }
                    (_, b'\n') => {
                        self.line += 1;
                        done = true;
                        break;
                    }
                    (_, b) if b == self.delimiter => {
                        record.ends.push(record.data.len());
                        State::FieldStart
                    }
                    // Part of a line end; within a field it comes only quoted.
                    (state, b'\r') => state,
                    (_, b) => {
                        let length = memchr3(self.delimiter, b'\n', b'\r', after).unwrap_or(after.len());
                        record.data.push(b);
                        record.data.extend_from_slice(after.get(..length).unwrap_or_default());
                        used += length;
                        State::Plain
                    }
                };
            }
            self.reader.consume(used);
            if done {
                return Ok(Some(self.end(record)));
            }
            if record.data.len() > self.max_bytes {
                return Err(CsvError::TooLong { line: record.line });
            }
            if record.ends.len() > self.max_fields {
                return Err(CsvError::TooWide { line: record.line });
            }
        }
    }

    fn end(&mut self, mut record: Record) -> Record {
        record.ends.push(record.data.len());
        self.room = (record.data.len(), record.ends.len());
        record
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Vec<String>> {
        let mut reader = CsvReader::new(text.as_bytes(), b',', 1000, 100);
        let mut rows = Vec::new();
        while let Some(record) = reader.next().unwrap() {
            rows.push(record.fields().map(|f| String::from_utf8_lossy(f).into_owned()).collect());
        }
        rows
    }

    #[test]
    fn quotes_delimiters_and_line_ends() {
        assert_eq!(
            read("a,\"b \"\"c\"\",\nd\"\r\n\r\n,\r\n\"\",x"),
            [vec!["a", "b \"c\",\nd"], vec!["", ""], vec!["", "x"]]
        );
    }

    #[test]
    fn odd_quotes_and_rows_in_pieces() {
        let text = "a\"b,\"c\"d\"\"e,\"\r\"\"\n\n\",\rf\rg\n\"é\",\n";
        let wanted = [vec!["a\"b", "cd\"\"e", "\r\"\n\n", "fg"], vec!["é", ""]];
        assert_eq!(read(text), wanted);
        let pieces = std::io::BufReader::with_capacity(1, text.as_bytes());
        let mut reader = CsvReader::new(pieces, b',', 1000, 100);
        for (row, line) in wanted.iter().zip([1, 4]) {
            let record = reader.next().unwrap().unwrap();
            assert_eq!(record.texts().collect::<Vec<_>>(), *row);
            assert_eq!(record.line, line);
        }
    }

    #[test]
    fn a_character_cut_in_two_is_decoded_by_itself() {
        let mut reader = CsvReader::new(&b"x\xc3,\xa9y,\xc3\xa9\n"[..], b',', 1000, 100);
        let record = reader.next().unwrap().unwrap();
        assert_eq!(record.texts().collect::<Vec<_>>(), ["xÃ", "©y", "é"]);
    }

    #[test]
    fn a_file_that_ends_within_quotes_is_cut_off() {
        let mut reader = CsvReader::new(&b"a,b\n1,\"2"[..], b',', 1000, 100);
        assert!(reader.next().is_ok());
        assert!(matches!(reader.next(), Err(CsvError::OpenQuote { line: 2 })));
    }
}
