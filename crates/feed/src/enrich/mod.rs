//! Words for what a rule's author left unsaid: derived from the bound query, ATT&CK and the rule's own text, and from nothing
//! else. They name no table, column, number or technique that is not there.

mod definition;
mod hypothesis;
mod look_alikes;
mod sources;

pub use definition::definition;
pub use hypothesis::hypothesis;
pub use look_alikes::{LookAlike, look_alikes};
pub use sources::{connector, documentation, documentation_of, notes};

use lurcher_types::time::format_timespan;

/// A span of time as people say it: `30 days`, `24 hours`.
pub fn duration(ticks: i64) -> String {
    const UNITS: [(i64, &str); 4] =
        [(864_000_000_000, "day"), (36_000_000_000, "hour"), (600_000_000, "minute"), (10_000_000, "second")];
    match UNITS.iter().find(|(unit, _)| ticks >= *unit && ticks % unit == 0) {
        // A day is 24 hours of looking back, which reads better so.
        Some((unit, name)) if ticks / unit == 1 => format!("1 {name}"),
        Some((unit, name)) => format!("{} {name}s", ticks / unit),
        None => format_timespan(ticks),
    }
}

/// `a`, `a and b`, `a, b and c`.
pub fn listed<S: AsRef<str>>(items: &[S]) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// `InitialAccess` as people write it: `Initial Access`.
pub fn spaced(tactic: &str) -> String {
    let mut out = String::new();
    for (i, c) in tactic.chars().enumerate() {
        if i > 0 && c.is_ascii_uppercase() && !out.ends_with(' ') {
            out.push(' ');
        }
        out.push(c);
    }
    out.replace(" And ", " and ")
}
