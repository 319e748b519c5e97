//! Datetime to text.

use super::civil;

/// What `tostring` prints: always seven decimals and `Z`.
pub fn format_datetime(ticks: i64) -> String {
    let c = civil(ticks);
    format!("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:07}Z", c.year, c.month, c.day, c.hour, c.minute, c.second, c.tick)
}

/// What results carry: trailing zeros of the fraction left out.
pub fn format_datetime_wire(ticks: i64) -> String {
    let text = format_datetime(ticks);
    let short = text.trim_end_matches('Z').trim_end_matches('0').trim_end_matches('.');
    format!("{short}Z")
}

#[cfg(test)]
mod tests {
    use super::super::parse_datetime;
    use super::*;

    #[test]
    fn fractions() {
        let t = parse_datetime("2024-03-01 04:05:06.7").unwrap();
        assert_eq!(format_datetime(t), "2024-03-01T04:05:06.7000000Z");
        assert_eq!(format_datetime_wire(t), "2024-03-01T04:05:06.7Z");
        assert_eq!(format_datetime_wire(parse_datetime("2024-03-10").unwrap()), "2024-03-10T00:00:00Z");
    }
}
