//! JSON read byte by byte: values are copied, or passed over, and not understood.

use std::io::{self, BufRead};

use super::{JsonError, JsonReader};

impl<R: BufRead> JsonReader<R> {
    /// Appends the value that begins here.
    pub fn value(&mut self, out: &mut Vec<u8>) -> Result<(), JsonError> {
        let start = self.offset;
        match self.peek()? {
            Some(b'"') => self.string(out, start),
            Some(b'{' | b'[') => {
                let Some(open) = self.peek()? else { return Err(self.broken("a value")) };
                out.push(open);
                self.bump()?;
                self.rest_of_object(out, start)
            }
            Some(b) if b.is_ascii_alphanumeric() || b == b'-' => {
                while let Some(b) = self.peek()? {
                    if !(b.is_ascii_alphanumeric() || matches!(b, b'-' | b'+' | b'.')) {
                        break;
                    }
                    self.take(b, out, start)?;
                }
                Ok(())
            }
            _ => Err(self.broken("a value")),
        }
    }

    /// Appends up to the bracket that closes the one already read, a buffer at a time.
    pub fn rest_of_object(&mut self, out: &mut Vec<u8>, start: u64) -> Result<(), JsonError> {
        let (mut depth, mut quoted, mut escaped) = (1u64, false, false);
        while depth > 0 {
            let Some(buffer) = self.buffer()? else { return Err(self.broken("the end of an object or array")) };
            let mut used = 0;
            for b in buffer {
                used += 1;
                match b {
                    _ if escaped => escaped = false,
                    b'\\' if quoted => escaped = true,
                    b'"' => quoted = !quoted,
                    _ if quoted => {}
                    b'{' | b'[' => depth += 1,
                    b'}' | b']' => depth -= 1,
                    _ => {}
                }
                if depth == 0 {
                    break;
                }
            }
            out.extend_from_slice(buffer.get(..used).unwrap_or_default());
            self.reader.consume(used);
            self.offset += used as u64;
            if out.len() > self.limit {
                return Err(JsonError::TooLong { offset: start });
            }
        }
        Ok(())
    }

    fn string(&mut self, out: &mut Vec<u8>, start: u64) -> Result<(), JsonError> {
        self.take(b'"', out, start)?;
        loop {
            match self.peek()? {
                Some(b'\\') => {
                    self.take(b'\\', out, start)?;
                    match self.peek()? {
                        Some(b) => self.take(b, out, start)?,
                        None => return Err(self.broken("the end of a string")),
                    }
                }
                Some(b'"') => return self.take(b'"', out, start),
                Some(b) => self.take(b, out, start)?,
                None => return Err(self.broken("the end of a string")),
            }
        }
    }

    pub fn take(&mut self, byte: u8, out: &mut Vec<u8>, start: u64) -> Result<(), JsonError> {
        if out.len() >= self.limit {
            return Err(JsonError::TooLong { offset: start });
        }
        out.push(byte);
        self.bump()
    }

    pub fn expect(&mut self, byte: u8, expected: &'static str) -> Result<(), JsonError> {
        if self.peek_token()? == Some(byte) { self.bump() } else { Err(self.broken(expected)) }
    }

    pub fn peek_token(&mut self) -> Result<Option<u8>, JsonError> {
        while let Some(b) = self.peek()? {
            if !b.is_ascii_whitespace() {
                return Ok(Some(b));
            }
            self.bump()?;
        }
        Ok(None)
    }

    pub fn peek(&mut self) -> Result<Option<u8>, JsonError> {
        Ok(self.buffer()?.and_then(|b| b.first().copied()))
    }

    /// Bytes that are at hand; nothing at the end.
    fn buffer(&mut self) -> Result<Option<&[u8]>, JsonError> {
        while let Err(e) = self.reader.fill_buf() {
            if e.kind() != io::ErrorKind::Interrupted {
                return Err(JsonError::Io(e));
            }
        }
        // What is buffered comes again, without reading.
        let buffer = self.reader.fill_buf()?;
        Ok((!buffer.is_empty()).then_some(buffer))
    }

    pub fn bump(&mut self) -> Result<(), JsonError> {
        self.reader.consume(1);
        self.offset += 1;
        Ok(())
    }

    pub fn broken(&self, expected: &'static str) -> JsonError {
        JsonError::Broken { offset: self.offset, expected }
    }
}
