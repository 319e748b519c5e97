//! UTF-16 text read as UTF-8.

use std::io::{self, Read};

use encoding_rs::{Decoder, UTF_8};

/// Decodes by the byte-order mark, which it drops.
pub struct Utf8Of<R> {
    reader: R,
    decoder: Decoder,
    input: Vec<u8>,
    output: Vec<u8>,
    given: usize,
    ended: bool,
}

const CHUNK: usize = 32 * 1024;

impl<R: Read> Utf8Of<R> {
    pub fn new(reader: R) -> Utf8Of<R> {
        // This decoder looks for any mark and turns to UTF-16 when it finds that one.
        Utf8Of {
            reader,
            decoder: UTF_8.new_decoder(),
            input: vec![0; CHUNK],
            output: Vec::new(),
            given: 0,
            ended: false,
        }
    }
}

impl<R: Read> Read for Utf8Of<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.output.len() && !self.ended {
            let n = self.reader.read(&mut self.input)?;
            self.ended = n == 0;
            let room = self.decoder.max_utf8_buffer_length(n).unwrap_or(4 * CHUNK + 16);
            self.output.resize(room, 0);
            let input = self.input.get(..n).unwrap_or_default();
            let (_, _, written, _) = self.decoder.decode_to_utf8(input, &mut self.output, self.ended);
            self.output.truncate(written);
            self.given = 0;
        }
        let rest = self.output.get(self.given..).unwrap_or_default();
        let n = rest.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..n), rest.get(..n)) {
            to.copy_from_slice(from);
        }
        self.given += n;
        Ok(n)
    }
}
