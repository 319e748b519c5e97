//! The places values stand at.

use lurcher_types::time::{TICKS_PER_DAY, format_datetime_wire};

#[derive(Debug, Clone, PartialEq)]
pub enum Axis {
    /// Ticks, in order.
    Times(Vec<i64>),
    /// In order.
    Numbers(Vec<f64>),
    /// In the order of the rows.
    Labels(Vec<String>),
}

impl Axis {
    pub fn len(&self) -> usize {
        match self {
            Axis::Times(places) => places.len(),
            Axis::Numbers(places) => places.len(),
            Axis::Labels(places) => places.len(),
        }
    }

    /// What stands at a place, for people.
    pub fn label(&self, place: usize) -> String {
        match self {
            Axis::Times(places) => places.get(place).map(|t| time_label(*t)).unwrap_or_default(),
            Axis::Numbers(places) => places.get(place).map(|n| number(*n)).unwrap_or_default(),
            Axis::Labels(places) => places.get(place).cloned().unwrap_or_default(),
        }
    }

    /// Places as coordinates: days since the first time, the numbers, or 0, 1, 2…
    pub fn coordinates(&self) -> Vec<f64> {
        match self {
            Axis::Times(places) => places.iter().map(|t| self.day_of(*t)).collect(),
            Axis::Numbers(places) => places.clone(),
            Axis::Labels(places) => (0..places.len()).map(|i| i as f64).collect(),
        }
    }

    /// The text at a coordinate between places.
    pub fn tick(&self, coordinate: f64) -> String {
        match self {
            Axis::Times(_) => time_label(self.origin() + (coordinate * TICKS_PER_DAY as f64) as i64),
            Axis::Numbers(_) => number(coordinate),
            Axis::Labels(_) if (coordinate - coordinate.round()).abs() > 0.01 || coordinate < -0.1 => String::new(),
            Axis::Labels(_) => self.label(coordinate.round() as usize),
        }
    }

    fn day_of(&self, ticks: i64) -> f64 {
        ticks.saturating_sub(self.origin()) as f64 / TICKS_PER_DAY as f64
    }

    /// The midnight before the first time, so that round coordinates are round times.
    fn origin(&self) -> i64 {
        match self {
            Axis::Times(places) => places.first().map_or(0, |t| t - t.rem_euclid(TICKS_PER_DAY)),
            _ => 0,
        }
    }
}

/// The date, and the time of day unless it is midnight.
pub fn time_label(ticks: i64) -> String {
    let ticks = ticks.clamp(lurcher_types::time::MIN_TICKS, lurcher_types::time::MAX_TICKS);
    let text = format_datetime_wire(ticks);
    let (date, time) = text.trim_end_matches('Z').split_once('T').unwrap_or((&text, ""));
    match time {
        "00:00:00" => date.to_owned(),
        time => format!("{date} {}", time.get(..5).unwrap_or(time)),
    }
}

/// A number with at most three decimals.
pub fn number(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 1e15 {
        return format!("{value:.0}");
    }
    if value.abs() >= 1e15 || value.abs() < 1e-3 {
        return format!("{value:.2e}");
    }
    format!("{value:.3}").trim_end_matches('0').trim_end_matches('.').to_owned()
}
