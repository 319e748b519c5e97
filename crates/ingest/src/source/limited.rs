//! Stops archives that unpack to more than they should.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

use crate::Limits;

/// How many bytes may still be unpacked from one file on disk, archives within it included.
#[derive(Debug, Clone)]
pub struct Allowance {
    left: Rc<Cell<u64>>,
    max_member_bytes: u64,
    max_expansion_ratio: u64,
}

impl Allowance {
    pub fn for_file(size: u64, limits: &Limits) -> Allowance {
        let left = limits.free_expansion_bytes.saturating_add(size.saturating_mul(limits.max_expansion_ratio));
        Allowance {
            left: Rc::new(Cell::new(left)),
            max_member_bytes: limits.max_member_bytes,
            max_expansion_ratio: limits.max_expansion_ratio,
        }
    }

    /// A reader of unpacked bytes that ends in an error where a limit is crossed.
    pub fn limit<R: Read>(&self, reader: R) -> Limited<R> {
        Limited { reader, allowance: self.clone(), member: 0 }
    }
}

pub struct Limited<R> {
    reader: R,
    allowance: Allowance,
    member: u64,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.reader.read(buffer)?;
        let bytes = n as u64;
        self.member = self.member.saturating_add(bytes);
        if self.member > self.allowance.max_member_bytes {
            let limit = self.allowance.max_member_bytes;
            return Err(io::Error::other(format!("it crosses the limit max_member_bytes of {limit}")));
        }
        match self.allowance.left.get().checked_sub(bytes) {
            Some(left) => self.allowance.left.set(left),
            None => {
                let limit = self.allowance.max_expansion_ratio;
                return Err(io::Error::other(format!("it crosses the limit max_expansion_ratio of {limit}")));
            }
        }
        Ok(n)
    }
}
