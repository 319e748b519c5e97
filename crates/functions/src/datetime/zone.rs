//! Time zones by IANA name, from the database built into the program.

use crate::{Call, KernelError};
use arrow::array::ArrayRef;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase};
use lurcher_types::time::{TICKS_PER_SECOND, UNIX_EPOCH_TICKS, civil, in_range};
use lurcher_types::{Type, dynamic};
use std::borrow::Cow;

/// Moves the datetimes of the first argument by the zones of the second. An unknown zone is an error where it is
/// written in the query, and null where it comes from a row.
pub fn shift(call: &Call, offset: fn(&TimeZone, i64) -> Option<i64>) -> Result<ArrayRef, KernelError> {
    let [date, zone] = call.args else { return Err(KernelError::new("two arguments are wanted")) };
    let database = TimeZoneDatabase::bundled();
    if let Some(value) = zone.constant_value() {
        let name = value.to_text();
        database.get(&name).map_err(|_| KernelError::new(format!("there is no time zone `{name}`")))?;
    }
    let (dates, names) = (date.longs(), zone.strings());
    // Rows with the same zone tend to stand together.
    let mut last: Option<(Cow<str>, Option<TimeZone>)> = None;
    Ok(call.longs(|row| {
        let name = match zone.kql_type {
            Type::Dynamic => dynamic::to_text(names.value(row)),
            _ => Cow::Borrowed(names.value(row)),
        };
        if last.as_ref().is_none_or(|(known, _)| *known != name) {
            let found = database.get(&name).ok();
            last = Some((name, found));
        }
        let zone = last.as_ref().and_then(|(_, zone)| zone.as_ref())?;
        let ticks = dates.get(row)?;
        in_range(ticks.checked_add(offset(zone, ticks)?.checked_mul(TICKS_PER_SECOND)?)?)
    }))
}

/// What to add to UTC, in seconds, to reach the zone's own time.
pub fn offset_at_utc(zone: &TimeZone, utc: i64) -> Option<i64> {
    let instant = Timestamp::from_second(utc.checked_sub(UNIX_EPOCH_TICKS)?.div_euclid(TICKS_PER_SECOND)).ok()?;
    Some(i64::from(zone.to_offset(instant).seconds()))
}

/// What to add to the zone's own time to reach UTC. In the hour that spring leaves out the new offset counts, and in
/// the hour that autumn repeats the standard time.
pub fn offset_to_utc(zone: &TimeZone, local: i64) -> Option<i64> {
    let c = civil(local);
    let part = |n: i64| i8::try_from(n).ok();
    let (hour, minute, second) = (part(c.hour)?, part(c.minute)?, part(c.second)?);
    let date =
        DateTime::new(i16::try_from(c.year).ok()?, part(c.month)?, part(c.day)?, hour, minute, second, 0).ok()?;
    let offset = match zone.to_ambiguous_timestamp(date).offset() {
        AmbiguousOffset::Unambiguous { offset } => offset,
        AmbiguousOffset::Gap { after, .. } | AmbiguousOffset::Fold { after, .. } => after,
    };
    Some(-i64::from(offset.seconds()))
}
