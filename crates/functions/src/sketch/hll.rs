//! The set of values that `hll()` saw, as hashes: `[[8,1],["…32 hex digits…",…]]`.

use crate::KernelError;
use crate::aggregate::hashing::Hashes;
use lurcher_types::dynamic::{elements, string_content};
use std::fmt::Write;

/// The most distinct values that one sketch holds.
pub const MAX_VALUES: usize = 1_048_576;

/// Tells our sketches from others.
const HEADER: &str = "[[8,1],";

#[derive(Debug, Default)]
pub struct Hll(Hashes);

impl Hll {
    pub fn insert(&mut self, hash: u128) -> Result<(), KernelError> {
        if self.0.insert(hash) && self.0.len() > MAX_VALUES {
            return Err(KernelError::new(format!("an hll holds at most {MAX_VALUES} distinct values; use dcount()")));
        }
        Ok(())
    }

    /// Takes in what an encoded sketch holds.
    pub fn merge(&mut self, encoded: &str) -> Result<(), KernelError> {
        for hash in read(encoded)? {
            self.insert(hash?)?;
        }
        Ok(())
    }

    /// The hashes in order, so that the same values give the same text.
    pub fn encode(&self) -> String {
        let mut hashes: Vec<u128> = self.0.iter().copied().collect();
        hashes.sort_unstable();
        let mut out = HEADER.to_owned();
        out.push('[');
        for (i, hash) in hashes.iter().enumerate() {
            // Writing to a string cannot fail.
            let _ = write!(out, "{}\"{hash:032x}\"", if i > 0 { "," } else { "" });
        }
        out.push_str("]]");
        out
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Drops what the other has not seen.
    pub fn keep_common(&mut self, other: &Hll) {
        self.0.retain(|hash| other.0.contains(hash));
    }

    pub fn size(&self) -> usize {
        size_of::<Self>() + self.0.capacity() * (size_of::<u128>() + 1)
    }
}

fn read(encoded: &str) -> Result<impl Iterator<Item = Result<u128, KernelError>>, KernelError> {
    let foreign =
        || KernelError::new("this is no sketch that hll() made here: those that the service stored cannot be read");
    if !encoded.starts_with(HEADER) {
        return Err(foreign());
    }
    let hashes = elements(encoded).nth(1).ok_or_else(foreign)?;
    Ok(elements(hashes).map(move |hash| u128::from_str_radix(&string_content(hash), 16).map_err(|_| foreign())))
}
