//! Numbers: whole, real within a tolerance, decimal.

use serde_json::Value as Json;

/// A whole number, printed with thousands separators or as `5.0` perhaps.
pub fn whole(cell: &Json) -> Option<i128> {
    match cell {
        Json::Number(n) => n.as_i128().or_else(|| n.as_f64().filter(|x| x.fract() == 0.0).map(|x| x as i128)),
        Json::String(text) => text.trim().replace(',', "").parse().ok(),
        _ => None,
    }
}

/// Two reals: NaN equals NaN, infinities go by sign, and otherwise they may differ by a billionth part, by 1e-12, or by
/// one unit of the last decimal where the expected one was printed with two or more.
pub fn reals_equal(expected: &Json, actual: &Json, printed: bool) -> bool {
    let (Some(a), Some(b)) = (real(expected), real(actual)) else { return false };
    if a.is_nan() || b.is_nan() {
        return a.is_nan() && b.is_nan();
    }
    if a.is_infinite() || b.is_infinite() {
        return a == b;
    }
    let unit = expected.as_str().filter(|_| printed).map_or(0.0, last_unit);
    (a - b).abs() <= (a.abs() * 1e-9).max(1e-12).max(unit)
}

pub fn real(cell: &Json) -> Option<f64> {
    match cell {
        Json::Number(n) => n.as_f64(),
        Json::String(text) => match text.trim().to_lowercase().as_str() {
            "nan" => Some(f64::NAN),
            "∞" | "inf" | "+inf" | "infinity" => Some(f64::INFINITY),
            "-∞" | "-inf" | "-infinity" => Some(f64::NEG_INFINITY),
            number => number.replace(',', "").parse().ok(),
        },
        _ => None,
    }
}

/// What one unit in the last printed decimal is worth, with room for rounding; nothing for fewer than two decimals.
fn last_unit(printed: &str) -> f64 {
    let printed = printed.trim().to_lowercase();
    let (mantissa, exponent) = printed.split_once('e').unwrap_or((&printed, "0"));
    let decimals = mantissa.split_once('.').map_or(0, |(_, decimals)| decimals.len()) as i32;
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if decimals < 2 { 0.0 } else { 10f64.powi(exponent.saturating_sub(decimals)) * (1.0 + 1e-9) }
}

/// A decimal as its sign, its digits without zeros at either end, and the power of ten of the last one.
pub fn decimal(cell: &Json) -> Option<(bool, String, i64)> {
    let text = match cell {
        Json::Number(n) => n.to_string(),
        Json::String(text) => text.trim().replace(',', ""),
        _ => return None,
    };
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.as_str()),
    };
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (integer, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{integer}{fraction}");
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let exponent = exponent.parse::<i64>().ok()?.checked_sub(i64::try_from(fraction.len()).ok()?)?;
    let significant = digits.trim_start_matches('0').trim_end_matches('0').to_owned();
    if significant.is_empty() {
        return Some((false, significant, 0));
    }
    let zeros = digits.len() - digits.trim_end_matches('0').len();
    Some((negative, significant, exponent.checked_add(i64::try_from(zeros).ok()?)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn reals_have_a_tolerance() {
        assert!(reals_equal(&json!(0.1), &json!(0.1 + 1e-13), false));
        assert!(!reals_equal(&json!(0.1), &json!(0.1001), true));
        assert!(reals_equal(&json!("0.31578"), &json!(0.315789), true));
        assert!(!reals_equal(&json!("0.31578"), &json!(0.315789), false));
        assert!(!reals_equal(&json!("0.3"), &json!(0.31), true));
        assert!(reals_equal(&json!("2.2E-05"), &json!(0.000022), true));
        assert!(reals_equal(&json!("∞"), &json!("Infinity"), true));
        assert!(!reals_equal(&json!("inf"), &json!("-Infinity"), true));
        assert!(reals_equal(&json!("NaN"), &json!("NaN"), false));
        assert!(!reals_equal(&json!("NaN"), &json!(0.0), false));
    }

    #[test]
    fn decimals_are_exact_whatever_their_zeros() {
        let same = |a: Json, b: Json| decimal(&a).is_some() && decimal(&a) == decimal(&b);
        assert!(same(json!("1.50"), json!("1.5")));
        assert!(same(json!("-0.0"), json!("0")));
        assert!(same(json!("1e3"), json!(1000)));
        assert!(same(json!("1,000.10"), json!("1000.1")));
        assert!(!same(json!("1.5"), json!("1.51")));
        assert!(!same(json!("-1"), json!("1")));
        assert_eq!(decimal(&json!("x")), None);
    }
}
