//! Percentages, and the rank that each of them means.

use crate::KernelError;
use lurcher_types::{Decimal, Value, dynamic};

/// A percentage as it is written: digits, and how many of them stand behind the point.
#[derive(Debug)]
pub struct Percentage {
    digits: i128,
    decimals: u32,
}

impl Percentage {
    /// The most decimals of a percentage that are heeded.
    const MAX_DECIMALS: u32 = 15;

    /// Nothing for what is no number from 0 to 100.
    pub fn new(value: &Value) -> Option<Percentage> {
        let mut percentage = match value {
            Value::Int(n) => Percentage { digits: i128::from(*n), decimals: 0 },
            Value::Long(n) => Percentage { digits: i128::from(*n), decimals: 0 },
            Value::Decimal(Decimal { mantissa, scale }) => {
                Percentage { digits: *mantissa, decimals: u32::from(*scale) }
            }
            // By its shortest decimal digits, so that 99.9 percent are not a little more than they are.
            Value::Real(x) if (0.0..=100.0).contains(x) => {
                let text = x.abs().to_string();
                let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
                let digits = format!("{whole}{fraction}").parse().ok()?;
                Percentage { digits, decimals: u32::try_from(fraction.len()).ok()? }
            }
            _ => return None,
        };
        while percentage.decimals > Percentage::MAX_DECIMALS {
            percentage.digits /= 10;
            percentage.decimals -= 1;
        }
        let hundred = 100 * 10i128.pow(percentage.decimals);
        (0..=hundred).contains(&percentage.digits).then_some(percentage)
    }

    /// The rank that reaches this percentage of `total` values, at least 1.
    pub fn rank(&self, total: i128) -> i128 {
        let hundred = 100 * 10i128.pow(self.decimals);
        // At most 10^17 times a long: no overflow.
        let part = self.digits * total;
        (part / hundred + i128::from(part % hundred != 0)).max(1)
    }
}

pub fn percentages(constants: &[Option<Value>]) -> Result<Vec<Percentage>, KernelError> {
    let bad = || KernelError::new("a percentile must be a constant number between 0 and 100");
    let mut found = Vec::new();
    for constant in constants {
        match constant {
            Some(Value::Dynamic(array)) if array.starts_with('[') => {
                for element in dynamic::elements(array) {
                    let number = dynamic::scalar(element).ok_or_else(bad)?;
                    found.push(Percentage::new(&number).ok_or_else(bad)?);
                }
            }
            Some(value) => found.push(Percentage::new(value).ok_or_else(bad)?),
            None => return Err(bad()),
        }
    }
    if found.is_empty() { Err(bad()) } else { Ok(found) }
}
