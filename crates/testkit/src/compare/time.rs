//! Datetimes and timespans as ticks of 100 ns, read strictly: a reader of its own, so that a mistake of the engine's
//! cannot hide itself.

const TICKS_PER_SECOND: i128 = 10_000_000;

/// `2017-01-01`, `2017-01-01 10:00:54.0000000`, `2017-01-01T10:00:54Z`: ticks since 0001-01-01.
pub fn datetime(text: &str) -> Option<i128> {
    let text = text.trim().trim_end_matches('Z');
    let (date, time) = text.split_once(['T', ' ']).unwrap_or((text, "00:00:00"));
    let mut parts = date.splitn(3, '-');
    let (year, month, day) = (digits(parts.next()?, 4)?, digits(parts.next()?, 2)?, digits(parts.next()?, 2)?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let lengths = [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let length = *lengths.get(usize::try_from(month).ok()?.checked_sub(1)?)?;
    if year < 1 || !(1..=length).contains(&day) {
        return None;
    }
    let past = year - 1;
    let before: i128 = lengths.iter().take(usize::try_from(month - 1).ok()?).sum();
    let days = past * 365 + past / 4 - past / 100 + past / 400 + before + day - 1;
    Some(days * 86_400 * TICKS_PER_SECOND + clock(time)?)
}

/// `[-][d.]hh:mm:ss[.fffffff]`, or `d:hh:mm:ss`: ticks.
pub fn timespan(text: &str) -> Option<i128> {
    let text = text.trim();
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let first_colon = text.find(':')?;
    let split = match text.find('.') {
        Some(dot) if dot < first_colon => Some(dot),
        _ if text.matches(':').count() == 3 => Some(first_colon),
        _ => None,
    };
    let (days, time) = match split {
        Some(at) => (text.get(..at)?.parse::<u32>().ok()?, text.get(at + 1..)?),
        None => (0, text),
    };
    Some(sign * (i128::from(days) * 86_400 * TICKS_PER_SECOND + clock(time)?))
}

/// `hh:mm:ss[.fffffff]`.
fn clock(text: &str) -> Option<i128> {
    let (time, fraction) = text.split_once('.').unwrap_or((text, ""));
    let mut parts = time.splitn(3, ':');
    let (hours, minutes) = (digits(parts.next()?, 2)?, digits(parts.next()?, 2)?);
    let seconds = digits(parts.next().unwrap_or("00"), 2)?;
    if hours > 23 || minutes > 59 || seconds > 59 || fraction.len() > 7 {
        return None;
    }
    let ticks = digits(&format!("{fraction:0<7}"), 7)?;
    Some((hours * 3600 + minutes * 60 + seconds) * TICKS_PER_SECOND + ticks)
}

/// A number of at most `most` decimal digits.
fn digits(text: &str, most: usize) -> Option<i128> {
    let fits = (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datetimes() {
        assert_eq!(datetime("0001-01-01"), Some(0));
        assert_eq!(datetime("2020-01-01T00:00:00Z"), Some(637_134_336_000_000_000));
        assert_eq!(datetime("2020-01-01 00:00:00.1"), Some(637_134_336_001_000_000));
        assert_eq!(datetime("2015-12-31T23:59:59.9999999Z").map(|t| t + 1), datetime("2016-01-01"));
        assert_eq!(datetime("2020-03-01").zip(datetime("2020-02-29")).map(|(a, b)| a - b), Some(864_000_000_000));
        for bad in ["", "2020", "2021-02-29", "2020-13-01", "2020-01-01T24:00:00", "hello-a-b"] {
            assert_eq!(datetime(bad), None, "{bad}");
        }
    }

    #[test]
    fn timespans() {
        assert_eq!(timespan("00:00:01.5"), Some(15_000_000));
        assert_eq!(timespan("-1.12:00:00"), Some(-1_296_000_000_000));
        assert_eq!(timespan("1:00:00:00"), Some(864_000_000_000));
        assert_eq!(timespan("00:00:00.0000001"), Some(1));
        for bad in ["", "1d", "25:00:00", "1.2.3:00:00"] {
            assert_eq!(timespan(bad), None, "{bad}");
        }
    }
}
