//! Dates and moments as files of a pack write them.

use lurcher_types::time::parse_datetime;

/// A moment in Kusto's ticks, with the spelling of the author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    pub ticks: i64,
    pub text: String,
}

impl Moment {
    /// Reads `2026-01-31` (its first moment, UTC) or ISO 8601 with a time; no other spelling, for others are ambiguous.
    pub fn parse(text: &str) -> Option<Moment> {
        let text = text.trim();
        let day = text.as_bytes().get(..10)?;
        let is_day =
            day.iter().enumerate().all(|(i, b)| if matches!(i, 4 | 7) { *b == b'-' } else { b.is_ascii_digit() });
        let goes_on = matches!(text.as_bytes().get(10), None | Some(b'T' | b' '));
        let ticks = if is_day && goes_on { parse_datetime(text)? } else { return None };
        Some(Moment { ticks, text: text.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::Moment;

    #[test]
    fn days_and_moments() {
        let ticks = |text: &str| Moment::parse(text).map(|m| m.ticks);
        assert_eq!(ticks("2026-01-31"), ticks("2026-01-31T00:00:00Z"));
        assert!(ticks("2026-01-31T08:00:00Z") > ticks("2026-01-31"));
        for text in ["", "31.1.2026", "2026-1-31", "2026-02-30", "2026-01-31x", "yesterday", "2026-01-3é"] {
            assert_eq!(ticks(text), None, "{text}");
        }
    }
}
