//! Decimals to and from text and other numbers.

use super::{Decimal, wide};
use std::fmt;

impl Decimal {
    /// Digits with one sign, one point and perhaps an exponent; more than 38 digits are no decimal.
    pub fn parse(text: &str) -> Option<Decimal> {
        let (negative, size) = match text.as_bytes().first()? {
            b'-' => (true, text.get(1..)?),
            b'+' => (false, text.get(1..)?),
            _ => (false, text),
        };
        let (number, exponent) = match size.split_once(['e', 'E']) {
            Some((number, exponent)) => (number, parse_exponent(exponent)?),
            None => (size, 0),
        };
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        if whole.is_empty() && fraction.is_empty() {
            return None;
        }
        let mut digits = 0u128;
        for byte in whole.bytes().chain(fraction.bytes()) {
            let digit = byte.is_ascii_digit().then(|| u128::from(byte - b'0'))?;
            digits = digits.checked_mul(10)?.checked_add(digit)?;
        }
        let scale = i64::try_from(fraction.len()).ok()? - exponent;
        Decimal::scaled(negative, digits, scale)
    }

    pub fn from_i64(value: i64) -> Decimal {
        Decimal { mantissa: i128::from(value), scale: 0 }
    }

    /// The shortest decimal that reads back as this real; digits past the 38th behind the point are rounded away.
    pub fn from_f64(value: f64) -> Option<Decimal> {
        let text = format!("{:e}", value.is_finite().then_some(value.abs())?);
        let (digits, exponent) = text.split_once('e')?;
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let digits: u128 = format!("{whole}{fraction}").parse().ok()?;
        let scale = i64::try_from(fraction.len()).ok()? - exponent.parse::<i64>().ok()?;
        let most = i64::from(Decimal::MAX_SCALE);
        if scale <= most {
            return Decimal::scaled(value < 0.0, digits, scale);
        }
        let Ok(dropped) = u8::try_from(scale - most) else { return Some(Decimal::ZERO) };
        let unit = wide::power_of_ten(dropped);
        let kept = digits / unit + u128::from(digits % unit >= unit / 2);
        Decimal::checked(value < 0.0, kept, Decimal::MAX_SCALE)
    }

    /// The nearest real.
    pub fn to_f64(self) -> f64 {
        self.to_string().parse().unwrap_or(f64::NAN)
    }

    /// The whole part, cut toward zero, if it fits.
    pub fn to_i64(self) -> Option<i64> {
        let unit = i128::try_from(wide::power_of_ten(self.scale)).ok()?;
        i64::try_from(self.mantissa / unit).ok()
    }

    /// `digits / 10^scale`, where a negative scale adds zeros.
    fn scaled(negative: bool, digits: u128, scale: i64) -> Option<Decimal> {
        if digits == 0 {
            return Some(Decimal::ZERO);
        }
        if let Ok(scale) = u8::try_from(scale) {
            return Decimal::checked(negative, digits, scale);
        }
        let zeros = u8::try_from(scale.checked_neg()?).ok().filter(|z| *z <= Decimal::MAX_SCALE)?;
        Decimal::checked(negative, digits.checked_mul(wide::power_of_ten(zeros))?, 0)
    }
}

/// A short exponent with its sign.
fn parse_exponent(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let fits = (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    if fits { text.parse().ok() } else { None }
}

impl fmt::Display for Decimal {
    /// Digits and a point, no exponent, no trailing zeros.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let d = self.normalized();
        let sign = if d.mantissa < 0 { "-" } else { "" };
        let unit = wide::power_of_ten(d.scale);
        let size = d.mantissa.unsigned_abs();
        match d.scale {
            0 => write!(f, "{sign}{size}"),
            scale => write!(f, "{sign}{}.{:0width$}", size / unit, size % unit, width = usize::from(scale)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts() {
        for (text, printed) in [
            ("1.50", "1.5"),
            ("-0.05", "-0.05"),
            ("+7", "7"),
            ("1e5", "100000"),
            ("1.5E-3", "0.0015"),
            (".5", "0.5"),
            ("5.", "5"),
            ("-0", "0"),
            ("1e38", ""),
            ("1e37", &format!("1{}", "0".repeat(37))),
            ("", ""),
            (".", ""),
            ("1,000", ""),
            ("1e", ""),
            ("--1", ""),
            ("0x10", ""),
            ("1e99999", ""),
        ] {
            assert_eq!(Decimal::parse(text).map(|d| d.to_string()).unwrap_or_default(), printed, "{text}");
        }
        assert_eq!(Decimal::parse(&"9".repeat(39)), None);
    }

    #[test]
    fn reals() {
        assert_eq!(Decimal::from_f64(0.1), Decimal::parse("0.1"));
        assert_eq!(Decimal::from_f64(-123.456), Decimal::parse("-123.456"));
        assert_eq!(Decimal::from_f64(1e-60), Some(Decimal::ZERO));
        assert_eq!(Decimal::from_f64(1e300), None);
        assert_eq!(Decimal::from_f64(f64::NAN), None);
        assert_eq!(Decimal::parse("0.1").map(Decimal::to_f64), Some(0.1));
        assert_eq!(Decimal::parse("-1.9").and_then(Decimal::to_i64), Some(-1));
    }
}
