//! A back-test as text and as JSON.

use super::schedule::Lookback;
use super::{Replayed, Run, State};
use crate::output::terminal::{Style, pad, printable};
use lurcher_types::time::{format_datetime_wire, format_timespan};
use serde_json::{Value, json};

/// The longest bar of the chart, in characters.
const BAR: usize = 30;

impl State {
    fn name(&self) -> &'static str {
        match self {
            State::Fires => "fires",
            State::Quiet => "quiet",
            State::Suppressed => "suppressed",
            State::NotJudged(_) => "not judged",
            State::Failed(_) => "failed",
        }
    }

    fn reason(&self) -> Option<&str> {
        match self {
            State::NotJudged(why) | State::Failed(why) => Some(why),
            _ => None,
        }
    }
}

impl Replayed {
    fn count(&self, name: &str) -> u64 {
        let skipped = match (self.skipped, name) {
            (Some(skipped), "quiet") => skipped.quiet,
            (Some(skipped), "not judged") => skipped.not_judged,
            _ => 0,
        };
        self.runs.iter().filter(|r| r.state.name() == name).count() as u64 + skipped
    }

    fn run_count(&self) -> u64 {
        self.runs.len() as u64 + self.skipped.map_or(0, |s| s.quiet + s.not_judged)
    }

    fn different(&self) -> usize {
        self.runs.iter().map(|r| r.new).sum()
    }

    fn lookback(&self) -> String {
        match self.schedule.lookback {
            Lookback::Own => "as far as the query says".to_owned(),
            Lookback::Of(ticks) => format_timespan(ticks),
        }
    }
}

pub fn text(replayed: &Replayed, style: Style) -> String {
    let rule = &replayed.planned.rule;
    let every = format_timespan(replayed.schedule.frequency);
    let silent = replayed.schedule.suppression.map(|t| format!(", silent for {} after it fired", format_timespan(t)));
    let mut out = format!("{}\n", style.bold(&printable(&rule.name)));
    let about = format!("every {every}, looking back {}{}", replayed.lookback(), silent.unwrap_or_default());
    out.push_str(&format!("{}\n\n", style.faint(&about)));
    out.push_str(&style.bold("clock                         state           rows  findings    new"));
    out.push('\n');
    let most = replayed.runs.iter().map(|r| r.rows).max().unwrap_or(0).max(1);
    let mut last_reason = None;
    // Of a run a minute, those that say something.
    let is_shown = |run: &&Run| replayed.skipped.is_none() || run.state != State::Quiet;
    for run in replayed.runs.iter().filter(is_shown) {
        out.push_str(&line(run, most, style));
        let reason = run.state.reason();
        // The same reason run after run is said once.
        if let Some(why) = reason.filter(|why| last_reason != Some(*why)) {
            out.push_str(&format!("{}{}\n", " ".repeat(30), printable(why)));
        }
        last_reason = reason;
    }
    out.push_str(&format!("\n{}\n", style.bold(&totals(replayed))));
    out
}

fn line(run: &Run, most: usize, style: Style) -> String {
    let state = pad(run.state.name(), 10, false);
    let state = match run.state {
        State::Fires | State::Failed(_) => style.red(&state),
        State::NotJudged(_) => style.yellow(&state),
        _ => state,
    };
    let clock = pad(&format_datetime_wire(run.now), 28, false);
    let (rows, findings, new) = (run.rows, run.findings.len(), run.new);
    let bar = "█".repeat((run.rows * BAR).div_ceil(most));
    let line = format!("{clock}  {state}  {rows:>8}  {findings:>8}  {new:>5}  {bar}");
    format!("{}\n", line.trim_end())
}

fn totals(replayed: &Replayed) -> String {
    let names = ["fires", "quiet", "suppressed", "not judged", "failed"];
    let counts = names.map(|name| (replayed.count(name), name));
    let counts: Vec<String> = counts.iter().filter(|c| c.0 > 0).map(|(n, name)| format!("{n} {name}")).collect();
    let asked = match replayed.skipped {
        Some(_) => format!(" ({} see rows)", replayed.runs.len()),
        None => String::new(),
    };
    let (runs, different) = (replayed.run_count(), replayed.different());
    format!("{runs} runs{asked}: {}; different findings: {different}", counts.join(", "))
}

pub fn json(replayed: &Replayed) -> String {
    let rule = &replayed.planned.rule;
    let run = |run: &Run| {
        json!({
            "clock": format_datetime_wire(run.now), "state": run.state.name(), "reason": run.state.reason(),
            "rows": run.rows, "findings": run.findings, "new": run.new,
        })
    };
    let schedule = &replayed.schedule;
    let object = json!({
        "rule": rule.id, "name": rule.name, "path": rule.path,
        "from": format_datetime_wire(schedule.first), "to": format_datetime_wire(schedule.last),
        "frequency": format_timespan(schedule.frequency),
        "lookback": match schedule.lookback {
            Lookback::Own => Value::Null,
            Lookback::Of(ticks) => format_timespan(ticks).into(),
        },
        "suppression": schedule.suppression.map(format_timespan),
        "without_rows": replayed.skipped.map(|s| json!({"quiet": s.quiet, "not_judged": s.not_judged})),
        "summary": totals(replayed), "different_findings": replayed.different(),
        "runs": replayed.runs.iter().map(run).collect::<Vec<_>>(),
    });
    format!("{object}\n")
}
