//! 128 bits that stand for a value, so that a set of a million long texts takes sixteen bytes for each.
//!
//! Two values in one query collide with a chance of less than one in 10^20, which is taken as never.
//! The seed comes from the query context: values cannot be prepared to collide.

use lurcher_columnar::Column;
use lurcher_types::{Type, Value};
use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};
use xxhash_rust::xxh3::xxh3_128_with_seed;

/// A set of hashed values.
pub type Hashes = HashSet<u128, BuildHasherDefault<Already>>;

pub fn hash_text(text: &str, seed: u64) -> u128 {
    xxh3_128_with_seed(text.as_bytes(), seed)
}

/// The hash of the value in this row, which is not null. Values that compare equal hash alike.
pub fn hash_row(column: &Column, row: usize, seed: u64) -> u128 {
    let hash = |bytes: &[u8]| xxh3_128_with_seed(bytes, seed);
    match column.kql_type {
        Type::String | Type::Dynamic => hash_text(column.strings().value(row), seed),
        Type::Int | Type::Long | Type::Datetime | Type::Timespan => {
            hash(&column.longs().get(row).unwrap_or_default().to_le_bytes())
        }
        Type::Bool => hash(&[u8::from(column.bools().value(column.index(row)))]),
        Type::Real => hash(&one_pattern(column.reals().value(column.index(row))).to_le_bytes()),
        Type::Decimal | Type::Guid => match column.value(row) {
            Value::Decimal(d) => hash(&[&d.mantissa.to_le_bytes()[..], &[d.scale]].concat()),
            Value::Guid(bytes) => hash(&bytes),
            _ => 0,
        },
    }
}

/// One bit pattern for each number: zero has no sign, and NaN is one value.
fn one_pattern(x: f64) -> u64 {
    if x.is_nan() {
        f64::NAN.to_bits()
    } else if x == 0.0 {
        0
    } else {
        x.to_bits()
    }
}

/// The hasher of what is a hash already.
#[derive(Default)]
pub struct Already(u64);

impl Hasher for Already {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |all, b| all.rotate_left(8) ^ u64::from(*b));
    }

    fn write_u128(&mut self, hash: u128) {
        self.0 = hash as u64;
    }
}
