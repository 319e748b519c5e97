//! `queryFrequency` and `queryPeriod`: `1h`, `14d` or ISO 8601 such as `PT5M`.

/// A span of whole seconds, with the spelling of the author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interval {
    pub seconds: u64,
    pub text: String,
}

/// Ten years: longer than any look-back, short enough never to overflow.
pub const MAX_INTERVAL_SECONDS: u64 = 10 * 366 * DAY;

const DAY: u64 = 86_400;

impl Interval {
    /// Reads `<number><s|m|h|d|w>` or an ISO 8601 duration of weeks, days, hours, minutes and seconds.
    pub fn parse(text: &str) -> Option<Interval> {
        let text = text.trim();
        let seconds = match text.strip_prefix(['P', 'p']) {
            Some(iso) => iso_seconds(&iso.to_ascii_uppercase())?,
            None => {
                let unit = text.chars().last()?;
                number(text.strip_suffix(unit)?)?.checked_mul(unit_seconds(unit)?)?
            }
        };
        (1..=MAX_INTERVAL_SECONDS).contains(&seconds).then(|| Interval { seconds, text: text.to_string() })
    }
}

fn unit_seconds(unit: char) -> Option<u64> {
    Some(match unit {
        's' => 1,
        'm' => 60,
        'h' => 3_600,
        'd' => DAY,
        'w' => 7 * DAY,
        _ => return None,
    })
}

/// Years and months have no fixed length and are refused.
fn iso_seconds(text: &str) -> Option<u64> {
    let (days, time) = match text.split_once('T') {
        Some((days, time)) if !time.is_empty() => (days, time),
        Some(_) => return None,
        None => (text, ""),
    };
    if days.is_empty() && time.is_empty() {
        return None;
    }
    parts(days, &[('W', 7 * DAY), ('D', DAY)])?.checked_add(parts(time, &[('H', 3_600), ('M', 60), ('S', 1)])?)
}

/// `1H30M`: numbers each followed by a unit, the units in their order.
fn parts(mut text: &str, units: &[(char, u64)]) -> Option<u64> {
    let mut total = 0u64;
    for (unit, seconds) in units {
        if let Some((value, rest)) = text.split_once(*unit) {
            total = total.checked_add(number(value)?.checked_mul(*seconds)?)?;
            text = rest;
        }
    }
    text.is_empty().then_some(total)
}

fn number(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}
