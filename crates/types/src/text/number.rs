//! Numbers.

use crate::Decimal;

/// One sign and decimal digits, or `0x` and hex digits, which wrap into the type.
pub fn parse_long(text: &str) -> Option<i64> {
    let text = text.trim_ascii();
    if let Some(hex) = hex_digits(text) {
        return u64::from_str_radix(hex, 16).ok().map(u64::cast_signed);
    }
    is_integer(text).then(|| text.parse().ok())?
}

/// As [`parse_long`], in 32 bits; a number that is too large is no int.
pub fn parse_int(text: &str) -> Option<i32> {
    let text = text.trim_ascii();
    if let Some(hex) = hex_digits(text) {
        return u32::from_str_radix(hex, 16).ok().map(u32::cast_signed);
    }
    is_integer(text).then(|| text.parse().ok())?
}

/// Digits with a sign, a point and an exponent as need be, or `NaN`, `Infinity`, `inf` in any case.
pub fn parse_real(text: &str) -> Option<f64> {
    text.trim_ascii().parse().ok()
}

/// The same digits, exactly.
pub fn parse_decimal(text: &str) -> Option<Decimal> {
    Decimal::parse(text.trim_ascii())
}

/// The fewest digits that read back as the same real, a whole number with `.0`: `1.0`, `0.0001`, `1E-05`, `1E+15`, `NaN`.
pub fn format_real(value: f64) -> String {
    if value.is_nan() {
        return "NaN".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "Infinity" } else { "-Infinity" }.to_owned();
    }
    let exponent = format!("{value:e}");
    match exponent.split_once('e') {
        Some((digits, power)) => match power.parse::<i32>() {
            Ok(power) if !(-4..15).contains(&power) => {
                let sign = if power < 0 { '-' } else { '+' };
                format!("{digits}E{sign}{:02}", power.unsigned_abs())
            }
            _ => format!("{value:?}"),
        },
        None => format!("{value:?}"),
    }
}

/// Digits and a point, no exponent, no trailing zeros.
pub fn format_decimal(value: &Decimal) -> String {
    value.to_string()
}

fn hex_digits(text: &str) -> Option<&str> {
    let digits = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"))?;
    digits.bytes().all(|b| b.is_ascii_hexdigit()).then_some(digits)
}

fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers() {
        for (text, value) in [
            ("123", Some(123)),
            (" -7\t", Some(-7)),
            ("+7", Some(7)),
            ("010", Some(10)),
            ("0xFF", Some(255)),
            ("0xffffffffffffffff", Some(-1)),
            ("9223372036854775807", Some(i64::MAX)),
            ("9223372036854775808", None),
            ("5.7", None),
            ("1e3", None),
            ("5.", None),
            ("1_000", None),
            ("-0x10", None),
            ("0x", None),
            ("", None),
            ("-", None),
            ("٣", None),
        ] {
            assert_eq!(parse_long(text), value, "{text}");
        }
        assert_eq!(parse_int("2147483648"), None);
        assert_eq!(parse_int("0xffffffff"), Some(-1));
    }

    #[test]
    fn reals_print_short() {
        for (value, text) in [
            (1.0, "1.0"),
            (-0.5, "-0.5"),
            (123.45, "123.45"),
            (0.0001, "0.0001"),
            (0.00001, "1E-05"),
            (2.2e-5, "2.2E-05"),
            (1e14, "100000000000000.0"),
            (1e15, "1E+15"),
            (1.5e300, "1.5E+300"),
            (f64::NAN, "NaN"),
            (f64::NEG_INFINITY, "-Infinity"),
        ] {
            assert_eq!(format_real(value), text);
        }
        assert_eq!(parse_real(" 1e3 "), Some(1000.0));
        assert_eq!(parse_real("1,000"), None);
    }
}
