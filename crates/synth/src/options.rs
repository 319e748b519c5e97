//! What to make.

use std::fmt;

use lurcher_types::time::{TICKS_PER_DAY, TICKS_PER_HOUR};

/// How much mail, over how long, ending when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Mails in all, the planted ones included. A mail to several people is several rows of EmailEvents.
    pub messages: usize,
    pub days: u32,
    /// Another seed is another company.
    pub seed: u64,
    /// The clock at which the mail ends, in ticks; it counts from the full hour. Hunts should run at this clock.
    pub now: i64,
    /// Whether attacks are planted. Without them, whatever a hunt finds is noise.
    pub stories: bool,
}

/// 2026-01-15T12:00:00Z, a Thursday: a fixed end makes runs comparable.
pub const DEFAULT_NOW: i64 = 639_040_752_000_000_000;

/// Below this the planted stories would be most of the mail.
pub const MIN_MESSAGES: usize = 1_000;
/// What fits on the disk of a work station.
pub const MAX_MESSAGES: usize = 100_000_000;
pub const MAX_DAYS: u32 = 3_650;

impl Default for Options {
    fn default() -> Options {
        Options { messages: 20_000, days: 60, seed: 1, now: DEFAULT_NOW, stories: true }
    }
}

impl Options {
    /// Refuses what cannot be made.
    pub fn check(&self) -> Result<(), OptionsError> {
        if !(MIN_MESSAGES..=MAX_MESSAGES).contains(&self.messages) {
            return Err(OptionsError(format!(
                "messages must be {MIN_MESSAGES} to {MAX_MESSAGES}, not {}",
                self.messages
            )));
        }
        if !(1..=MAX_DAYS).contains(&self.days) {
            return Err(OptionsError(format!("days must be 1 to {MAX_DAYS}, not {}", self.days)));
        }
        let latest = lurcher_types::time::MAX_TICKS - 100 * TICKS_PER_DAY;
        if self.end() - i64::from(self.days) * TICKS_PER_DAY < TICKS_PER_DAY || self.now > latest {
            return Err(OptionsError("the mail would lie outside the years 1 to 9999".to_string()));
        }
        Ok(())
    }

    pub(crate) fn end(&self) -> i64 {
        self.now - self.now.rem_euclid(TICKS_PER_HOUR)
    }

    pub(crate) fn start(&self) -> i64 {
        self.end() - i64::from(self.days) * TICKS_PER_DAY
    }
}

/// Options that cannot be met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionsError(pub String);

impl fmt::Display for OptionsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for OptionsError {}
