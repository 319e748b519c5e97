//! Integers and reals.

use super::Problem;
use crate::codes;

/// A whole number of 64 bits. Hexadecimal digits are read unsigned, so `0xffffffffffffffff` is -1.
pub fn long(text: &str) -> Result<i64, Problem> {
    integer(text, 64).map_err(|problem| match problem {
        Bad::Shape => Problem::new(codes::BAD_LITERAL, format!("`{text}` is no whole number")),
        Bad::Range => Problem::new(
            codes::NUMBER_OUT_OF_RANGE,
            format!("`{text}` does not fit a long, which ends at 9223372036854775807"),
        ),
    })
}

/// A whole number of 32 bits.
pub fn int(text: &str) -> Result<i32, Problem> {
    let read = integer(text, 32).and_then(|wide| i32::try_from(wide).map_err(|_| Bad::Range));
    read.map_err(|problem| match problem {
        Bad::Shape => Problem::new(codes::BAD_LITERAL, format!("`{text}` is no whole number")),
        Bad::Range => {
            Problem::new(codes::NUMBER_OUT_OF_RANGE, format!("`{text}` does not fit an int, which ends at 2147483647"))
        }
    })
}

enum Bad {
    Shape,
    Range,
}

fn integer(text: &str, bits: u32) -> Result<i64, Bad> {
    if let Some(hex) = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        if hex.is_empty() || !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(Bad::Shape);
        }
        let unsigned = u64::from_str_radix(hex, 16).map_err(|_| Bad::Range)?;
        return match bits {
            32 => u32::try_from(unsigned).map(|v| i64::from(v as i32)).map_err(|_| Bad::Range),
            _ => Ok(unsigned as i64),
        };
    }
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Bad::Shape);
    }
    text.parse().map_err(|_| Bad::Range)
}

/// `1.5`, `1e9`, and inside `real(…)` also `nan`, `+inf`, `-inf` and whole numbers.
pub fn real(text: &str) -> Result<f64, Problem> {
    match text.to_ascii_lowercase().as_str() {
        "nan" => return Ok(f64::NAN),
        "inf" | "+inf" => return Ok(f64::INFINITY),
        "-inf" => return Ok(f64::NEG_INFINITY),
        _ => {}
    }
    let looks_right = text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'));
    match text.parse() {
        Ok(value) if looks_right => Ok(value),
        _ => Err(Problem::new(codes::BAD_LITERAL, format!("`{text}` is no real number"))),
    }
}

/// Is this a decimal such as `-1.5` or `1e5`?
pub fn is_decimal(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.strip_prefix(['-', '+']).unwrap_or(exponent))),
        None => (unsigned, None),
    };
    let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    all_digits(whole)
        && all_digits(fraction)
        && whole.len() + fraction.len() > 0
        && exponent.is_none_or(|e| !e.is_empty() && all_digits(e))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal_digits_wrap() {
        assert_eq!(long("0xFFFFFFFFFFFFFFFF").ok(), Some(-1));
        assert_eq!(int("0xFFFFFFFF").ok(), Some(-1));
        assert_eq!(int("0xFF").ok(), Some(255));
    }

    #[test]
    fn a_leading_zero_is_not_octal() {
        assert_eq!(int("010").ok(), Some(10));
    }

    #[test]
    fn what_does_not_fit_or_is_no_number_is_refused() {
        for text in ["2147483648", "1.0", "-0x10", "1_0", "", "٣"] {
            assert!(int(text).is_err(), "{text}");
        }
        assert!(long("9223372036854775808").is_err());
        assert!(real("1,5").is_err());
        assert!(real("infinity").is_err());
    }

    #[test]
    fn decimals_have_digits() {
        assert!(is_decimal("1.5") && is_decimal("-1e5") && is_decimal(".5"));
        assert!(!is_decimal(".") && !is_decimal("1e") && !is_decimal("a"));
    }
}
