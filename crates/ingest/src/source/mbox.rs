//! mbox: messages one after the other, each behind a line `From sender date`.

use std::io::{self, BufRead};

use super::Stopped;
use crate::run::Feed;

/// The line that begins a message. `From ` alone may begin any sentence; a time of day hardly follows then.
pub fn is_separator(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else { return false };
    let is_clock =
        |word: &[u8]| word.len() >= 4 && word.contains(&b':') && word.iter().all(|b| b.is_ascii_digit() || *b == b':');
    rest.split(|b| *b == b' ').any(is_clock)
}

/// What a line of an mbox is to the message it stands in.
struct Reader {
    raw: Vec<u8>,
    number: u64,
    too_long: bool,
    after_blank: bool,
}

pub fn read(reader: &mut dyn BufRead, source: &str, feed: &mut Feed<'_>) -> Result<(), Stopped> {
    let mut state = Reader { raw: Vec::new(), number: 0, too_long: false, after_blank: true };
    let limit = feed.options.limits.max_message_bytes;
    let mut line = Vec::new();
    let mut line_start = true;
    loop {
        line.clear();
        match read_piece(reader, &mut line) {
            Ok(0) => return state.close(source, feed),
            Ok(_) => {}
            Err(e) => {
                let place = Some(format!("message {}", state.number));
                return feed.reject_with(source, place, format!("the mailbox is cut off: {e}"), state.raw);
            }
        }
        let whole = line.ends_with(b"\n");
        if line_start && state.after_blank && is_separator(line.trim_ascii_end()) {
            state.close(source, feed)?;
            state = Reader { raw: Vec::new(), number: state.number + 1, too_long: false, after_blank: false };
            line_start = whole;
            continue;
        }
        state.after_blank = line_start && line.iter().all(|b| matches!(b, b'\r' | b'\n'));
        // `>From ` was quoted by the writer of the mailbox.
        let quoted = line_start && line.trim_ascii_start().first() == Some(&b'>') && is_quoted_from(&line);
        let piece = if quoted { line.get(1..).unwrap_or_default() } else { &line };
        if state.raw.len() + piece.len() > limit {
            state.too_long = true;
            state.raw.clear();
        }
        if !state.too_long {
            state.raw.extend_from_slice(piece);
        }
        line_start = whole;
    }
}

impl Reader {
    fn close(&mut self, source: &str, feed: &mut Feed<'_>) -> Result<(), Stopped> {
        if self.number == 0 {
            return Ok(());
        }
        let place = Some(format!("message {}", self.number));
        if self.too_long {
            let limit = feed.options.limits.max_message_bytes;
            return feed.reject(source, place, format!("it crosses the limit max_message_bytes of {limit}"));
        }
        let mut raw = std::mem::take(&mut self.raw);
        // The blank line before the next separator is the mailbox's.
        if raw.ends_with(b"\n\n") || raw.ends_with(b"\n\r\n") {
            raw.pop();
            if raw.ends_with(b"\r") {
                raw.pop();
            }
        }
        feed.message(source, place, raw)
    }
}

fn is_quoted_from(line: &[u8]) -> bool {
    let unquoted = line.iter().position(|b| *b != b'>').and_then(|at| line.get(at..));
    line.first() == Some(&b'>') && unquoted.is_some_and(|l| l.starts_with(b"From "))
}

/// A line, or a piece of one that is very long.
fn read_piece(reader: &mut dyn BufRead, line: &mut Vec<u8>) -> io::Result<usize> {
    const PIECE: u64 = 64 * 1024;
    io::Read::take(reader, PIECE).read_until(b'\n', line)
}
