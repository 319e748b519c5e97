//! Numbers and literals of other types, as what a dynamic holds.

use super::super::json::number_length;
use super::super::tree::write_real;
use super::super::{NULL, write_string};
use crate::{text, time};

/// The encoded text of a number or a timespan with a unit.
pub fn number(token: &str) -> Option<String> {
    let (sign, digits) = match token.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", token.strip_prefix('+').unwrap_or(token)),
    };
    if let Some(hex) = digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X")) {
        let n = u64::from_str_radix(hex, 16).ok()? as i64;
        return Some(if sign.is_empty() { n } else { n.checked_neg()? }.to_string());
    }
    if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
        let spelled = digits.trim_start_matches('0');
        return Some(if spelled.is_empty() { "0".to_owned() } else { format!("{sign}{spelled}") });
    }
    let spelled = format!("{sign}{digits}");
    if number_length(spelled.as_bytes()) == Some(spelled.len()) {
        return Some(spelled);
    }
    time::parse_timespan_literal(&spelled).map(|ticks| ticks.to_string())
}

/// The encoded text of `word(argument)`.
pub fn wrapped(word: &str, argument: &str) -> Option<String> {
    if argument == NULL && !matches!(word, "datetime" | "date") {
        return matches!(
            word,
            "long" | "int" | "real" | "double" | "decimal" | "timespan" | "time" | "guid" | "uuid" | "uniqueid"
        )
        .then(|| NULL.to_owned());
    }
    match word {
        "datetime" | "date" => time::parse_datetime_literal(argument).map(|ticks| format!("@d{ticks}")),
        "timespan" | "time" => time::parse_timespan_literal(argument).map(|ticks| ticks.to_string()),
        "long" | "int" => {
            let whole = number(argument)?;
            match word {
                "int" => whole.parse::<i32>().ok()?.to_string(),
                _ => whole.parse::<i64>().ok()?.to_string(),
            }
            .into()
        }
        "real" | "double" => {
            let x: f64 = match argument {
                "nan" | "NaN" => f64::NAN,
                "+inf" => f64::INFINITY,
                "-inf" => f64::NEG_INFINITY,
                number => number.parse().ok().filter(|x: &f64| x.is_finite())?,
            };
            let mut out = String::new();
            write_real(&mut out, x);
            Some(out)
        }
        "decimal" => number(argument),
        "guid" | "uuid" | "uniqueid" => {
            let mut out = String::new();
            write_string(&mut out, &text::format_guid(&text::parse_guid(argument)?));
            Some(out)
        }
        _ => None,
    }
}
