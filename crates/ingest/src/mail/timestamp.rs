//! When the message arrived. `Date` is the sender's claim, so it is asked last.

use lurcher_types::time::parse_datetime;

use super::headers::Headers;
use super::headers::received::{Received, date_ticks};

pub fn find(headers: &Headers<'_>) -> Option<i64> {
    let arrival = headers.value("X-MS-Exchange-CrossTenant-OriginalArrivalTime");
    arrival
        .and_then(|v| arrival_time(&v))
        .or_else(|| headers.all("Received").find_map(|f| Received::parse(&f.unfolded()).date))
        .or_else(|| headers.all("Date").find_map(|f| date_ticks(&f.unfolded())))
}

/// `06 Feb 2024 17:23:07.4169 (UTC)`
fn arrival_time(text: &str) -> Option<i64> {
    let text = text.split('(').next().unwrap_or("").trim();
    parse_datetime(text).or_else(|| date_ticks(text))
}
