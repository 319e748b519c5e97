//! `lurcher diff`: the findings that are new, lost and common between two versions of a rule or a pack.

use super::hunt::judge::{Judge, Judged, Verdict};
use super::hunt::plan::{Plan, Planned};
use super::hunt::range::Range;
use super::hunt::{State, finding_text, judge_all, standings};
use super::runtime;
use crate::arguments::{Choice, Diff, Exclusions, ReportFormat};
use crate::failure::Failure;
use crate::output::terminal::{Style, printable};
use crate::output::write_text;
use crate::{clock, data};
use lurcher_rules::finding::Finding;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::process::ExitCode;

/// A rule that one or both versions have.
struct Pair {
    old: Option<Judged>,
    new: Option<Judged>,
}

pub fn run(diff: &Diff) -> Result<ExitCode, Failure> {
    let old = Plan::read(std::slice::from_ref(&diff.old), &Choice::default())?;
    let mut new = Plan::read(std::slice::from_ref(&diff.new), &Choice::default())?;
    let partners = match_up(&old, &mut new);
    let runtime = runtime()?;
    let opened = data::open(&diff.data)?;
    let moment = runtime.block_on(clock::moment(&diff.clock, &opened.engine))?;
    let mut judge = Judge::new(&opened, &moment, Range::default(), diff.exclusions, &diff.limits)?;
    judge.shown.rows = 0;
    let jobs = std::thread::available_parallelism().map_or(1, |n| n.get());
    let mut is_broken = false;
    let mut judged = |mut plan: Plan, which: &str| {
        let standings = runtime.block_on(standings(&mut plan, &judge, diff.exclusions));
        plan.problems.iter().for_each(|p| eprintln!("{which} pack: {}", printable(p)));
        is_broken |= plan.is_broken;
        judge_all(&runtime, &judge, plan.rules.into_iter().zip(standings).collect(), jobs)
    };
    let (old, new) = (judged(old, "old")?, judged(new, "new")?);
    let pairs = pair_up(old, new, &partners);
    let shown = match diff.format {
        ReportFormat::Table => text(&pairs, diff, Style::of(false)),
        ReportFormat::Json => json(&pairs, diff.exclusions),
    };
    write_text(None, &shown)?;
    Ok(ExitCode::from(exit_code(&pairs, is_broken)))
}

fn exit_code(pairs: &[Pair], is_broken: bool) -> u8 {
    let any = |wanted: fn(&Verdict) -> bool| pairs.iter().any(|p| p.sides().any(|j| wanted(&j.verdict)));
    // What did not run has lost nothing.
    if is_broken || pairs.iter().any(|p| p.sides().any(|j| j.answer.is_none())) {
        2
    } else if pairs.iter().any(Pair::differs) {
        1
    } else if any(|v| matches!(v, Verdict::NotJudged(_) | Verdict::Ended(_))) {
        3
    } else {
        0
    }
}

/// For each new rule the place of the old one. Rules that were matched by their files get the old id, for the ids of findings
/// are made of it.
fn match_up(old: &Plan, new: &mut Plan) -> Vec<Option<usize>> {
    let mut taken = BTreeSet::new();
    let same_id = |a: &Planned, b: &Planned| a.rule.id.eq_ignore_ascii_case(&b.rule.id);
    let mut partners: Vec<Option<usize>> =
        new.rules.iter().map(|n| old.rules.iter().position(|o| same_id(o, n)).filter(|at| taken.insert(*at))).collect();
    let both_alone = old.rules.len() == 1 && new.rules.len() == 1;
    for (planned, partner) in new.rules.iter_mut().zip(&mut partners).filter(|(_, p)| p.is_none()) {
        let alike = old
            .rules
            .iter()
            .enumerate()
            .find(|(at, o)| !taken.contains(at) && (both_alone || o.rule.path == planned.rule.path));
        if let Some((at, same)) = alike {
            planned.rule.id.clone_from(&same.rule.id);
            taken.insert(at);
            *partner = Some(at);
        }
    }
    partners
}

fn pair_up(old: Vec<Judged>, new: Vec<Judged>, partners: &[Option<usize>]) -> Vec<Pair> {
    let mut old: Vec<Option<Judged>> = old.into_iter().map(Some).collect();
    let mut pairs = Vec::new();
    for (judged, partner) in new.into_iter().zip(partners) {
        let before = partner.and_then(|at| old.get_mut(at)?.take());
        pairs.push(Pair { old: before, new: Some(judged) });
    }
    pairs.extend(old.into_iter().flatten().map(|judged| Pair { old: Some(judged), new: None }));
    pairs
}

impl Pair {
    fn sides(&self) -> impl Iterator<Item = &Judged> {
        self.old.iter().chain(&self.new)
    }

    fn name(&self) -> &str {
        self.sides().last().map_or("", |j| j.rule.name.as_str())
    }

    /// Findings of one side that the other has, or has not.
    fn of<'a>(here: &'a Option<Judged>, there: &Option<Judged>, is_common: bool) -> Vec<&'a Finding> {
        let there: BTreeSet<&str> = there.iter().flat_map(|j| &j.findings).map(|f| f.id.as_str()).collect();
        let here = here.iter().flat_map(|j| &j.findings);
        here.filter(|f| there.contains(f.id.as_str()) == is_common).collect()
    }

    fn gained(&self) -> Vec<&Finding> {
        Pair::of(&self.new, &self.old, false)
    }

    fn lost(&self) -> Vec<&Finding> {
        Pair::of(&self.old, &self.new, false)
    }

    fn common(&self) -> Vec<&Finding> {
        Pair::of(&self.new, &self.old, true)
    }

    /// Findings that differ although the queries may not: what one side's overlay hides, and the other's does not.
    fn note(&self, exclusions: Exclusions) -> Option<&'static str> {
        if exclusions != Exclusions::On {
            return None;
        }
        let hides = |side: &Option<Judged>| {
            side.as_ref().map(|j| j.standings.iter().any(|s| matches!(s.state, State::InForce)))
        };
        match (hides(&self.old)?, hides(&self.new)?) {
            (true, false) => Some("only the old version has exclusions in force; --exclusions off puts them aside"),
            (false, true) => Some("only the new version has exclusions in force; --exclusions off puts them aside"),
            _ => None,
        }
    }

    fn differs(&self) -> bool {
        !self.gained().is_empty() || !self.lost().is_empty()
    }
}

fn text(pairs: &[Pair], diff: &Diff, style: Style) -> String {
    let limit = diff.limit;
    let mut out = format!("{}\n", style.bold("     new      lost    common  rule"));
    for pair in pairs {
        let (new, lost, common) = (pair.gained(), pair.lost(), pair.common());
        let only = match (&pair.old, &pair.new) {
            (None, _) => " (only new)",
            (_, None) => " (only old)",
            _ => "",
        };
        let (n, l, c) = (new.len(), lost.len(), common.len());
        out.push_str(&format!("{n:>8}  {l:>8}  {c:>8}  {}{only}\n", printable(pair.name())));
        for (judged, which) in [(&pair.old, "old"), (&pair.new, "new")] {
            let reason = judged.as_ref().map(|j| j.verdict.reason()).filter(|r| !r.is_empty());
            let line = reason.map(|why| style.yellow(&format!("{:>30}{which}: {}", "", printable(&why))) + "\n");
            out.push_str(&line.unwrap_or_default());
        }
        let note = pair.note(diff.exclusions).map(|why| style.yellow(&format!("{:>30}note: {why}", "")) + "\n");
        out.push_str(&note.unwrap_or_default());
        for (sign, findings) in [("+", &new), ("-", &lost)] {
            for finding in findings.iter().take(limit) {
                let line = format!("{:>28}{sign} {}", "", finding_text(finding));
                out.push_str(&format!("{}\n", if sign == "+" { style.green(&line) } else { style.red(&line) }));
            }
            let more = findings.len().saturating_sub(limit);
            if more > 0 {
                out.push_str(&format!("{:>28}{sign} {more} more (--limit N shows them)\n", ""));
            }
        }
    }
    out
}

fn json(pairs: &[Pair], exclusions: Exclusions) -> String {
    let side = |judged: &Option<Judged>| {
        judged.as_ref().map(|j| {
            let reason = j.verdict.reason();
            json!({
                "rule": j.rule.id, "path": j.rule.path, "version": j.rule.version, "rows": j.rows,
                "verdict": j.verdict.name(), "reason": (!reason.is_empty()).then_some(reason),
            })
        })
    };
    let all = |findings: Vec<&Finding>| findings.into_iter().map(super::hunt::finding_json).collect::<Vec<Value>>();
    let pair = |p: &Pair| {
        json!({
            "name": p.name(), "old": side(&p.old), "new": side(&p.new), "note": p.note(exclusions),
            "findings": {"new": all(p.gained()), "lost": all(p.lost()), "common": all(p.common())},
        })
    };
    format!("{}\n", json!({"rules": pairs.iter().map(pair).collect::<Vec<_>>()}))
}
