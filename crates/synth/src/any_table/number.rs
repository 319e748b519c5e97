//! Numbers and moments by the names of their columns.

use lurcher_types::time::{TICKS_PER_DAY, TICKS_PER_MINUTE};

use super::glob;
use super::row::Row;
use super::words::{EVENT_IDS, PORTS};
use crate::random::Random;

#[derive(Debug, Clone, Copy)]
pub enum Number {
    EventId,
    Port,
    ProcessId,
    Bytes,
    Milliseconds,
    Score,
    Percent,
    Level,
    Result,
    Year,
    Unix,
    Coordinate,
    Count,
    Id,
}

const NUMBERS: &[(Number, &[&str])] = &[
    (Number::EventId, &["eventid", "windowseventid", "*eventcode"]),
    (Number::Port, &["*port", "idorigp", "idrespp", "*portnumber"]),
    (Number::ProcessId, &["*processid", "*pid", "*threadid"]),
    (Number::Milliseconds, &["*duration*", "*latency*", "*elapsed*", "*timetaken*", "*ms", "*runtime*"]),
    (Number::Bytes, &["*bytes*", "*size*", "*length*", "*octets*", "*quantity*"]),
    (Number::Unix, &["ts", "timestamp", "*epoch*", "*unixtime*"]),
    (Number::Score, &["*score*", "*risk*", "*confidence*", "*priority*", "*rank*"]),
    (Number::Percent, &["*percent*", "*ratio*", "countervalue", "*utilization*", "average", "maximum", "minimum"]),
    (Number::Level, &["*level*", "*severity*", "*version*", "*type", "*mode", "*category*"]),
    (Number::Result, &["*status*", "*resulttype*", "*errorcode*", "*returncode*", "*result*", "*code"]),
    (Number::Year, &["*year*"]),
    (Number::Coordinate, &["*latitude*", "*longitude*", "*lat", "*lon*"]),
    (Number::Id, &["*id", "*number", "*sequence*"]),
];

impl Number {
    pub fn of(name: &str) -> Number {
        glob::first(NUMBERS, name).unwrap_or(Number::Count)
    }

    pub fn value(self, row: &Row<'_>, random: &mut Random) -> i64 {
        match self {
            Number::EventId => *random.pick(&EVENT_IDS),
            Number::Port if random.chance(500) => *random.pick(&PORTS),
            Number::Port => random.between(49_152, 65_536),
            Number::ProcessId => 4 * random.between(1, 5_000),
            Number::Bytes => 1 << random.between(4, 31),
            Number::Milliseconds => random.between(0, 120_000),
            Number::Score | Number::Percent => random.between(0, 101),
            Number::Level => random.between(0, 6),
            Number::Result if random.chance(700) => 0,
            Number::Result => *random.pick(&[200, 401, 403, 404, 500, 50_126, 50_053, 50_074, 53_003, 1]),
            Number::Year => 2026 - random.between(0, 8),
            Number::Unix => (row.time - lurcher_types::time::UNIX_EPOCH_TICKS) / 10_000_000,
            Number::Coordinate => random.between(-60, 61),
            Number::Id => (row.shared_id % 1_000_000) as i64,
            Number::Count => *random.pick_favoured(&[0, 1, 2, 3, 5, 8, 13, 40, 250, 3_000]),
        }
    }

    /// The number as a real, with a fraction where such a thing has one.
    pub fn fraction(self, number: i64, random: &mut Random) -> f64 {
        match self {
            Number::Percent | Number::Coordinate | Number::Milliseconds | Number::Score => {
                number as f64 + random.below(100) as f64 / 100.0
            }
            _ => number as f64,
        }
    }
}

/// How a moment lies to the time of its row.
#[derive(Debug, Clone, Copy)]
pub enum Moment {
    Row,
    Received,
    Later,
    Before,
    LongBefore,
}

const MOMENTS: &[(Moment, &[&str])] = &[
    (Moment::Row, &["timegenerated", "timestamp"]),
    (Moment::Received, &["timereceived", "*receivedtime*", "*receipt*", "*ingest*"]),
    (Moment::Later, &["*expir*", "*end*", "*due*", "*validuntil*", "*nextrun*"]),
    (
        Moment::LongBefore,
        &["*created*", "*creation*", "*first*", "*published*", "*install*", "*passwordlast*", "*hire*"],
    ),
];

impl Moment {
    pub fn of(name: &str) -> Moment {
        glob::first(MOMENTS, name).unwrap_or(Moment::Before)
    }

    pub fn value(self, row: &Row<'_>, random: &mut Random) -> Option<i64> {
        if !matches!(self, Moment::Row | Moment::Received) && random.chance(40) {
            return None;
        }
        Some(match self {
            Moment::Row => row.time,
            Moment::Received => row.time + random.between(1, 8) * TICKS_PER_MINUTE,
            Moment::Later => row.time + random.between(1, 30 * 24 * 60) * TICKS_PER_MINUTE,
            Moment::Before => row.time - random.between(0, 120) * TICKS_PER_MINUTE,
            Moment::LongBefore => row.time - random.between(0, 365) * TICKS_PER_DAY,
        })
    }
}
