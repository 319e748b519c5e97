//! 128-bit identities of rows.
//!
//! Senders choose what stands in a row, so the hash must be one that nobody can make collide: a row that collides with
//! another would vanish.

use lurcher_types::Value;
use sha2::{Digest, Sha256};

/// Hashes parts one after the other; each is preceded by its length, so that `ab`+`c` and `a`+`bc` differ.
#[derive(Default)]
pub struct Identity(Vec<u8>);

impl Identity {
    pub fn of<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> u128 {
        let mut identity = Identity::default();
        parts.into_iter().for_each(|p| identity.add(p));
        identity.finish()
    }

    pub fn add(&mut self, part: &[u8]) {
        // Most parts are short: a length below 128 takes one byte.
        let mut length = part.len();
        while length >= 0x80 {
            self.0.push(0x80 | (length & 0x7f) as u8);
            length >>= 7;
        }
        self.0.push(length as u8);
        self.0.extend_from_slice(part);
    }

    pub fn add_value(&mut self, value: &Value) {
        match value {
            Value::Null(_) => self.add(b""),
            Value::Bool(v) => self.add(&[u8::from(*v)]),
            Value::Int(v) => self.add(&v.to_le_bytes()),
            Value::Long(v) | Value::Datetime(v) | Value::Timespan(v) => self.add(&v.to_le_bytes()),
            Value::Real(v) => self.add(&v.to_bits().to_le_bytes()),
            Value::Decimal(d) => {
                self.add(&d.mantissa.to_le_bytes());
                self.add(&[d.scale]);
            }
            Value::String(v) | Value::Dynamic(v) => self.add(v.as_bytes()),
            Value::Guid(v) => self.add(v),
        }
    }

    /// The identity of what was added; starts anew.
    pub fn finish(&mut self) -> u128 {
        let hash = Sha256::digest(&self.0);
        self.0.clear();
        hash.iter().take(16).fold(0, |id, byte| id << 8 | u128::from(*byte))
    }
}

/// Lower-case hex.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        for nibble in [byte >> 4, byte & 15] {
            text.push(char::from(*DIGITS.get(usize::from(nibble)).unwrap_or(&b'0')));
        }
    }
    text
}

pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}
