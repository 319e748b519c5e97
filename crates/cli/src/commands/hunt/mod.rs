//! `lurcher hunt`: runs rules, and says of each what it found or why nobody can tell.

mod columns;
mod json;
mod judge;
mod page;
mod reach;
mod text;

use super::runtime;
use crate::arguments::{Hunt, HuntFormat};
use crate::failure::Failure;
use crate::output::terminal::{Style, printable};
use crate::output::write_text;
use crate::{clock, data};
use judge::{Judge, Judged, Verdict};
use lurcher_rules::load_pack;
use lurcher_types::time::format_datetime_wire;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A whole hunt, for whoever shows it.
pub struct Outcome {
    pub now: String,
    pub rules: Vec<Judged>,
    /// What is wrong with the packs themselves.
    pub problems: Vec<String>,
    pub time: Duration,
}

pub fn run(hunt: &Hunt) -> Result<ExitCode, Failure> {
    let start = Instant::now();
    let (mut rules, mut problems, mut broken) = (Vec::new(), Vec::new(), false);
    for path in &hunt.packs {
        let pack = load_pack(path);
        let about = Arc::new(pack.about);
        rules.extend(pack.rules.into_iter().map(|rule| (rule, about.clone())));
        broken |= pack.problems.iter().any(|p| !p.code.is_warning());
        problems.extend(pack.problems.iter().map(|p| printable(&p.to_string())));
    }
    problems.iter().for_each(|p| eprintln!("pack: {p}"));
    if rules.is_empty() {
        return Err(Failure::plain("the packs hold no rule that could be read"));
    }
    let runtime = runtime()?;
    let opened = data::open(&hunt.data)?;
    let moment = runtime.block_on(clock::moment(&hunt.clock, &opened.engine))?;
    let mut judge = Judge::new(&opened, &moment);
    let rules = rules.into_iter().map(|(rule, about)| runtime.block_on(judge.rule(rule, &about))).collect();
    let outcome = Outcome { now: format_datetime_wire(moment.now), rules, problems, time: start.elapsed() };
    let out = hunt.out.as_deref();
    let shown = match hunt.format {
        HuntFormat::Table => text::text(&outcome, hunt.limit, Style::of(out.is_some())),
        HuntFormat::Json => json::json(&outcome, hunt.limit),
        HuntFormat::Html => page::page(&outcome, hunt.limit),
    };
    write_text(out, &shown)?;
    Ok(ExitCode::from(exit_code(&outcome, broken)))
}

/// 0 means that everything could be judged and nothing was found; no other state may look like it.
fn exit_code(outcome: &Outcome, broken: bool) -> u8 {
    let any = |wanted: fn(&Verdict) -> bool| outcome.rules.iter().any(|r| wanted(&r.verdict));
    if broken || any(|v| matches!(v, Verdict::Refused(_))) {
        2
    } else if any(|v| matches!(v, Verdict::Findings)) {
        1
    } else if any(|v| matches!(v, Verdict::NotJudged(_))) {
        3
    } else {
        0
    }
}

impl Outcome {
    /// `15 rules: 2 with findings, …`
    pub fn summary(&self) -> String {
        let count = |wanted: fn(&Verdict) -> bool| self.rules.iter().filter(|r| wanted(&r.verdict)).count();
        let parts = [
            (count(|v| matches!(v, Verdict::Findings)), "with findings"),
            (count(|v| matches!(v, Verdict::Quiet)), "quiet"),
            (count(|v| matches!(v, Verdict::Overview)), "overview"),
            (count(|v| matches!(v, Verdict::NotJudged(_))), "not judged"),
            (count(|v| matches!(v, Verdict::Refused(_))), "broken"),
        ];
        let parts: Vec<String> = parts.iter().filter(|p| p.0 > 0).map(|(n, what)| format!("{n} {what}")).collect();
        let rules = if self.rules.len() == 1 { "1 rule" } else { &format!("{} rules", self.rules.len()) };
        format!("{rules} at {}: {}; {:.1} s", self.now, parts.join(", "), self.time.as_secs_f64())
    }
}
