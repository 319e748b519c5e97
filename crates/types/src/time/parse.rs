//! Text to datetime, by the rules of `todatetime`.
//!
//! Read are: ISO 8601 (`2024-05-25T08:20:03.123Z`), month-first numbers (`12/02/2022`), `20221202`, and dates with a
//! month name as mail and HTTP write them (`Sat, 8 Nov 14 15:05 GMT`, `08-Nov-14`, `Dec 2, 2022`). A time zone is
//! applied; without one the text is UTC. Everything else is no datetime.

use super::{Civil, TICKS_PER_MINUTE, day_of_week, from_civil, in_range};

pub fn parse_datetime(text: &str) -> Option<i64> {
    let mut s = Scanner { rest: text.trim_ascii().as_bytes() };
    let weekday = s.weekday();
    let (year, month, day) = s.date()?;
    let mut c = Civil { year, month, day, hour: 0, minute: 0, second: 0, tick: 0 };
    if s.time_follows() {
        s.time(&mut c)?;
    }
    let offset = s.zone()?;
    if !s.rest.is_empty() {
        return None;
    }
    let local = from_civil(c)?;
    if weekday.is_some_and(|w| w != day_of_week(local)) {
        return None;
    }
    in_range(local - offset)
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/// Walks over the text; a method that reads nothing leaves it where it was.
struct Scanner<'a> {
    rest: &'a [u8],
}

impl Scanner<'_> {
    fn peek(&self) -> u8 {
        self.rest.first().copied().unwrap_or(0)
    }

    fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == byte;
        if found {
            self.skip(1);
        }
        found
    }

    fn blanks(&mut self) -> bool {
        let before = self.rest.len();
        self.rest = self.rest.trim_ascii_start();
        self.rest.len() < before
    }

    /// A number of up to nine digits, and how many there were.
    fn number(&mut self) -> Option<(i64, usize)> {
        let digits = self.rest.iter().take_while(|b| b.is_ascii_digit()).count();
        if !(1..=9).contains(&digits) {
            return None;
        }
        let value = self.rest.iter().take(digits).fold(0, |n, b| n * 10 + i64::from(b - b'0'));
        self.skip(digits);
        Some((value, digits))
    }

    /// A number of at most two digits.
    fn short(&mut self) -> Option<i64> {
        self.number().filter(|(_, digits)| *digits <= 2).map(|(n, _)| n)
    }

    /// The place in the list of a name written in full or as its first three letters.
    fn name(&mut self, names: &[&str]) -> Option<i64> {
        let letters = self.rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let word = self.rest.get(..letters)?.to_ascii_lowercase();
        let fits = |name: &&str| name.as_bytes() == word || name.as_bytes().get(..3) == Some(word.as_slice());
        let index = names.iter().position(fits)?;
        self.skip(letters);
        i64::try_from(index).ok()
    }

    /// `Sat, ` or `Saturday `.
    fn weekday(&mut self) -> Option<i64> {
        let day = self.name(&WEEKDAYS)?;
        self.take(b',');
        self.blanks();
        Some(day)
    }

    /// Year, month, day.
    fn date(&mut self) -> Option<(i64, i64, i64)> {
        if self.peek().is_ascii_alphabetic() {
            return self.date_from_month_name();
        }
        let (first, digits) = self.number()?;
        match digits {
            8 => Some((first / 10_000, first / 100 % 100, first % 100)),
            4 => self.date_from_year(first),
            1 | 2 => self.date_from_short(first),
            _ => None,
        }
    }

    /// `Dec 2, 2022`.
    fn date_from_month_name(&mut self) -> Option<(i64, i64, i64)> {
        let month = self.name(&MONTHS)? + 1;
        self.blanks();
        let day = self.short()?;
        self.take(b',');
        self.blanks();
        Some((self.year()?, month, day))
    }

    /// The rest of `2022-12-02` or `2022-12`.
    fn date_from_year(&mut self, year: i64) -> Option<(i64, i64, i64)> {
        let separator = self.peek();
        if !matches!(separator, b'-' | b'/' | b'.') {
            return None;
        }
        self.skip(1);
        let month = self.short()?;
        let day = if self.take(separator) { self.short()? } else { 1 };
        Some((year, month, day))
    }

    /// The rest of `12/02/2022` (2 December), `2 Dec 2022` or `02-Dec-22`.
    fn date_from_short(&mut self, first: i64) -> Option<(i64, i64, i64)> {
        let blanks = self.blanks();
        let separator = self.peek();
        if matches!(separator, b'-' | b'/' | b'.') {
            self.skip(1);
            if !self.peek().is_ascii_alphabetic() {
                let day = self.short()?;
                return if self.take(separator) { Some((self.year()?, first, day)) } else { None };
            }
        } else if !blanks && !separator.is_ascii_alphabetic() {
            return None;
        }
        let month = self.name(&MONTHS)? + 1;
        if !self.take(separator) {
            self.take(b',');
            self.blanks();
        }
        Some((self.year()?, month, first))
    }

    /// Four digits, or two: 00 to 49 are in this century.
    fn year(&mut self) -> Option<i64> {
        match self.number()? {
            (year, 4) => Some(year),
            (year, 2) => Some(if year < 50 { 2000 + year } else { 1900 + year }),
            _ => None,
        }
    }

    /// Steps over what parts date and time; false if no time follows.
    fn time_follows(&mut self) -> bool {
        if matches!(self.peek(), b'T' | b't') {
            self.skip(1);
            return true;
        }
        self.take(b',');
        self.blanks() && self.peek().is_ascii_digit()
    }

    /// `15:05`, `15:05:02`, `15:05:02.123`, `3:05 PM`; fraction digits past the seventh are cut.
    fn time(&mut self, c: &mut Civil) -> Option<()> {
        c.hour = self.short()?;
        if !self.take(b':') {
            return None;
        }
        c.minute = self.short()?;
        if self.take(b':') {
            c.second = self.short()?;
            if self.take(b'.') {
                c.tick = self.fraction()?;
            }
        }
        let before = self.rest;
        self.blanks();
        match self.rest {
            [a @ (b'a' | b'A' | b'p' | b'P'), b'm' | b'M', ..] if (1..=12).contains(&c.hour) => {
                c.hour = c.hour % 12 + if a.eq_ignore_ascii_case(&b'p') { 12 } else { 0 };
                self.skip(2);
            }
            _ => self.rest = before,
        }
        Some(())
    }

    /// The ticks of the digits behind the point.
    fn fraction(&mut self) -> Option<i64> {
        let digits = self.rest.iter().take_while(|b| b.is_ascii_digit()).count();
        let kept = self.rest.get(..digits)?.iter().copied().chain(std::iter::repeat(b'0')).take(7);
        let ticks = kept.fold(0, |n, b| n * 10 + i64::from(b - b'0'));
        self.skip(digits);
        (digits > 0).then_some(ticks)
    }

    /// Ticks to take away to reach UTC: `Z`, `GMT`, `UTC`, `+02:00`, `-0530`, `+2`, or nothing at all.
    fn zone(&mut self) -> Option<i64> {
        self.blanks();
        for name in ["gmt", "utc", "z"] {
            if self.rest.get(..name.len()).is_some_and(|r| r.eq_ignore_ascii_case(name.as_bytes())) {
                self.skip(name.len());
                return Some(0);
            }
        }
        let sign = match self.peek() {
            0 => return Some(0),
            b'+' => 1,
            b'-' => -1,
            _ => return None,
        };
        self.skip(1);
        let minutes = match self.number()? {
            (hours, 1 | 2) if self.take(b':') => hours * 60 + self.short().filter(|m| *m < 60)?,
            (hours, 1 | 2) => hours * 60,
            (both, 4) if both % 100 < 60 => both / 100 * 60 + both % 100,
            _ => return None,
        };
        (minutes <= 14 * 60).then_some(sign * minutes * TICKS_PER_MINUTE)
    }
}

#[cfg(test)]
mod tests {
    use super::super::format_datetime_wire;
    use super::*;

    fn read(text: &str) -> String {
        parse_datetime(text).map_or("null".to_owned(), format_datetime_wire)
    }

    #[test]
    fn iso() {
        assert_eq!(read("2024-05-25T08:20:03.123456Z"), "2024-05-25T08:20:03.123456Z");
        assert_eq!(read(" 2024-5-2 8:20 "), "2024-05-02T08:20:00Z");
        assert_eq!(read("2024/05/25"), "2024-05-25T00:00:00Z");
        assert_eq!(read("20240525"), "2024-05-25T00:00:00Z");
        assert_eq!(read("2024-05-25T08:20:03.12345678999Z"), "2024-05-25T08:20:03.1234567Z");
    }

    #[test]
    fn numbers_put_the_month_first() {
        for text in ["11-08-2014", "11/08/2014", "11.08.2014", "11/8/2014 00:00"] {
            assert_eq!(read(text), "2014-11-08T00:00:00Z", "{text}");
        }
        assert_eq!(read("11/8/2014 3:05:07 PM"), "2014-11-08T15:05:07Z");
        assert_eq!(read("31-08-2014"), "null");
    }

    #[test]
    fn names() {
        for text in [
            "Sun, 9 Jun 24 15:05:00 GMT",
            "Sun, 9 Jun 2024 15:05",
            "9 Jun 24 15:05 GMT",
            "Sunday, 09-Jun-24 15:05:00 GMT",
            "09-Jun-24 15:05",
            "Jun 9, 2024 15:05",
            "9 June 2024 17:05 +0200",
        ] {
            assert_eq!(read(text), "2024-06-09T15:05:00Z", "{text}");
        }
        assert_eq!(read("Mon, 9 Jun 24 15:05"), "null");
    }

    #[test]
    fn offsets_are_applied() {
        assert_eq!(read("2024-01-01T00:30:00+01:00"), "2023-12-31T23:30:00Z");
        assert_eq!(read("2024-01-01 00:30:00 -0530"), "2024-01-01T06:00:00Z");
        assert_eq!(read("0001-01-01T00:00:00+01:00"), "null");
        assert_eq!(read("2024-01-01T00:30:00+15:00"), "null");
    }

    #[test]
    fn everything_else_is_null() {
        for text in [
            "",
            "x12-02-2022",
            "12-02-2022x",
            "2024-02-30",
            "2024-01-01T24:00:00",
            "2024-01-01T10",
            "2024-01-01T10:",
            "2024-01-01T10:00:00.",
            "2024-01-01 10:60",
            "2024-01-01 13:00 PM",
            "Jun",
            "9 Jun",
            "12/02",
            "99999999999999999999-1-1",
            "⒦",
        ] {
            assert_eq!(read(text), "null", "{text}");
        }
    }
}
