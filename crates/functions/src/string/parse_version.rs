use super::texts::Texts;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};
use lurcher_types::{Decimal, Value};

pub const PARSE_VERSION: Function = Function {
    description: &Description {
        name: "parse_version",
        signatures: &["(version: string|dynamic) -> decimal"],
        summary: "A version of up to four parts as one comparable number; null if it is none.",
        examples: &[
            Example { expression: "parse_version('1.2.3.4')", equals: "decimal(1000000020000000300000004)" },
            Example { expression: "parse_version('0.2')", equals: "decimal(20000000000000000)" },
            Example { expression: "parse_version('1.2.3.4.5')", equals: "decimal(null)" },
        ],
        page: "parse-version-function",
        ..Description::SCALAR
    },
    kernel: parse_version,
};

fn parse_version(call: &Call) -> Result<ArrayRef, KernelError> {
    let texts = Texts::of(&call.args[0]);
    Ok(call.rows(|row| {
        let mantissa = number(&texts.text(row))?;
        Some(Value::Decimal(Decimal { mantissa, scale: 0 }))
    }))
}

/// Four parts of eight digits; those that are not there count as 0.
fn number(version: &str) -> Option<i128> {
    let mut parts = version.split('.');
    let mut number = 0;
    for place in 0..4 {
        let part = parts.next();
        if place == 0 || part.is_some() {
            let digits = part.filter(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()))?;
            number += digits.parse::<i128>().ok()? * 10i128.pow(8 * (3 - place));
        }
    }
    parts.next().is_none().then_some(number)
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn parts_have_their_places() {
        assert_eq!(number("0.0.7.0"), Some(700_000_000));
        assert_eq!(number("1"), Some(10i128.pow(24)));
        for bad in ["", "1.", "1..2", "1.a", "1.2.3.4.5", "123456789", "-1"] {
            assert_eq!(number(bad), None, "{bad}");
        }
    }
}
