//! Text to value and back, by KQL's `to*()` rules. Blanks around a text never matter; what cannot be read is `None`.

mod guid;
mod number;

pub use guid::{format_guid, parse_guid};
pub use number::{format_decimal, format_real, parse_decimal, parse_int, parse_long, parse_real};

/// `true` and `false` in any case, or an integer: not zero.
pub fn parse_bool(text: &str) -> Option<bool> {
    let text = text.trim_ascii();
    if text.eq_ignore_ascii_case("true") {
        Some(true)
    } else if text.eq_ignore_ascii_case("false") {
        Some(false)
    } else {
        parse_long(text).map(|n| n != 0)
    }
}

/// `True` or `False`, as .NET prints them.
pub fn format_bool(value: bool) -> &'static str {
    if value { "True" } else { "False" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bools() {
        for (text, value) in [
            ("true", Some(true)),
            (" FALSE\t", Some(false)),
            ("2", Some(true)),
            ("-1", Some(true)),
            ("+1", Some(true)),
            ("0002", Some(true)),
            ("0", Some(false)),
            ("1.5", None),
            ("0.0", None),
            ("yes", None),
            ("t", None),
            ("", None),
        ] {
            assert_eq!(parse_bool(text), value, "{text}");
        }
    }
}
