//! All checks over all rules.

use super::allow::{self, Allowance, Scope};
use super::check::{Check, Run};
use super::checks::CHECKS;
use super::finding::{At, Draft, Finding};
use super::place;
use super::subject::{Before, Packs, Subject};
use super::surroundings::{Binding, Surroundings};
use super::tree::Tree;
use crate::limits::MAX_RULE_FILE_BYTES;
use crate::{Pack, Rule};
use lurcher_syntax::ast::Query;
use lurcher_syntax::parse;
use std::io::Read;

/// What is asked of a run.
#[derive(Debug, Clone, Default)]
pub struct Options {
    pub choice: Choice,
    /// For what expires, in ticks.
    pub now: i64,
    /// What the rules were before.
    pub before: Vec<Before>,
}

/// Which checks run: codes, beginnings of codes, or names.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// These alone; all where there is none.
    pub select: Vec<String>,
    pub ignore: Vec<String>,
}

impl Choice {
    pub fn wants(&self, check: &Check) -> bool {
        let any = |words: &[String]| words.iter().any(|word| names(check, word));
        (self.select.is_empty() || any(&self.select)) && !any(&self.ignore)
    }

    /// A word that names no check.
    pub fn unknown(&self) -> Option<&str> {
        let all = self.select.iter().chain(&self.ignore);
        all.map(String::as_str).find(|word| !CHECKS.iter().any(|check| names(check, word)))
    }
}

fn names(check: &Check, word: &str) -> bool {
    !word.is_empty() && (check.name.eq_ignore_ascii_case(word) || check.code.starts_with(&word.to_ascii_uppercase()))
}

/// What the checks find, in the order of packs, files and places.
pub fn lint(packs: &[Pack], around: &dyn Surroundings, options: &Options) -> Vec<Finding> {
    let rules: Vec<(usize, &Rule)> =
        packs.iter().enumerate().flat_map(|(at, pack)| pack.rules.iter().map(move |rule| (at, rule))).collect();
    let all = Packs { rules, packs, before: &options.before };
    let mut found: Vec<Vec<(&Check, Draft)>> = all.rules.iter().map(|_| Vec::new()).collect();
    let wanted = || CHECKS.iter().copied().filter(|check| options.choice.wants(check));
    for check in wanted() {
        if let Run::Packs(run) = check.run {
            for (number, draft) in run(&all) {
                found.get_mut(number).into_iter().for_each(|of_rule| of_rule.push((check, draft.clone())));
            }
        }
    }
    let mut findings = Vec::new();
    for ((pack_number, rule), mut drafts) in all.rules.iter().copied().zip(found) {
        let Some(pack) = packs.get(pack_number) else { continue };
        let parsed = parse(&rule.query);
        let nothing = Query::default();
        let tree = Tree::of(if parsed.diagnostics.is_empty() { &parsed.query } else { &nothing });
        let bound = around.bind(&Binding { rule, about: &pack.about, with_parameters: false, exclusion: None });
        let subject = Subject { pack, rule, tree: &tree, bound, around, now: options.now };
        for check in wanted() {
            if let Run::Rule(run) = check.run {
                drafts.extend(run(&subject).into_iter().map(|draft| (check, draft)));
            }
        }
        let mut placing = Placing { pack, pack_number, rule, file: None };
        let mut of_rule: Vec<Finding> = drafts.into_iter().map(|(check, draft)| placing.placed(check, draft)).collect();
        let mut allowances = allow::of_rule(rule);
        of_rule.retain(|finding| !is_allowed(&mut allowances, finding));
        if let Some(check) = wanted().find(|check| matches!(check.run, Run::Allowances)) {
            let idle = allowances.iter().filter(|allowance| !allowance.used && judged(allowance, options));
            of_rule.extend(idle.map(|allowance| placing.placed(check, about(&subject, allowance))));
        }
        of_rule.sort_by_key(|f| (f.path.clone(), f.place.map(|p| (p.line, p.column)), f.code));
        findings.append(&mut of_rule);
    }
    once(findings)
}

/// What a pack's own file says is found with every rule, and told once.
fn once(findings: Vec<Finding>) -> Vec<Finding> {
    let mut seen = std::collections::BTreeSet::new();
    let key = |f: &Finding| {
        (
            f.pack,
            f.code,
            f.path.clone(),
            f.place.map(|p| (p.line, p.column)),
            f.in_query.map(|p| (p.line, p.column)),
            f.message.clone(),
        )
    };
    findings.into_iter().filter(|f| seen.insert(key(f))).collect()
}

fn is_allowed(allowances: &mut [Allowance], finding: &Finding) -> bool {
    let mut allowed = false;
    for allowance in allowances.iter_mut().filter(|a| a.covers(finding.code, finding.query_line)) {
        allowance.used = true;
        allowed = true;
    }
    allowed
}

/// Whether the check that is allowed has run at all.
fn judged(allowance: &Allowance, options: &Options) -> bool {
    super::check(&allowance.code).is_none_or(|check| options.choice.wants(check))
}

fn about(subject: &Subject, allowance: &Allowance) -> Draft {
    let message = match (super::check(&allowance.code), allowance.has_reason) {
        (None, _) => format!("there is no check {}", allowance.code),
        (_, false) => format!("{} is allowed without a reason, which has no effect", allowance.code),
        (Some(check), true) => format!("{} ({}) finds nothing here", check.code, check.name),
    };
    match allowance.scope {
        Scope::Line(_, span) | Scope::Rule(span) => Draft::at(span, message),
        Scope::Overlay(place) => Draft::file(subject.overlay_path(), place, message),
    }
}

/// Adds files and lines to the findings of a rule.
struct Placing<'a> {
    pack: &'a Pack,
    pack_number: usize,
    rule: &'a Rule,
    /// The text of the file that was last looked at.
    file: Option<(String, String)>,
}

impl Placing<'_> {
    fn placed(&mut self, check: &'static Check, draft: Draft) -> Finding {
        let rule = self.rule;
        let mut finding = Finding {
            code: check.code,
            name: check.name,
            level: draft.level.unwrap_or(check.level),
            pack: self.pack_number,
            path: rule.path.clone(),
            rule: rule.id.clone(),
            place: None,
            width: 1,
            in_query: None,
            line: None,
            column: 1,
            message: draft.message,
            help: draft.help,
            fix: draft.fix,
            query_line: None,
        };
        match draft.at {
            At::Query(span) => {
                let at = place::place_in(&rule.query, span.start);
                finding.query_line = Some(at.line);
                finding.line = place::line_of(&rule.query, at.line).map(str::to_owned);
                finding.width = place::width_in(&rule.query, span);
                finding.column = at.column;
                finding.place = place::in_file(rule, at);
                if finding.place.is_none() {
                    finding.place = rule.query_start;
                    finding.in_query = Some(at);
                }
            }
            At::Key(key) => {
                let overlay = rule.overlay.path.as_ref().filter(|_| key.in_overlay);
                finding.path = overlay.unwrap_or(&rule.path).clone();
                let text = self.text(&finding.path).unwrap_or_default();
                let found = match overlay {
                    Some(_) => place::of_overlay_key(&text, &key),
                    None => place::of_key(rule, &text, &key),
                };
                finding.width = found.map_or(1, |found| found.width);
                finding.place = found.map(|found| found.place).or(rule.query_start.filter(|_| overlay.is_none()));
            }
            At::File(path, at) => {
                finding.path = path;
                finding.place = at;
            }
        }
        if finding.line.is_none()
            && let Some(at) = finding.place
        {
            let path = finding.path.clone();
            finding.column = at.column;
            finding.line = self.text(&path).and_then(|text| place::line_of(&text, at.line).map(str::to_owned));
        }
        finding
    }

    /// The text of a file of the pack, which was read once already when the pack was.
    fn text(&mut self, path: &str) -> Option<String> {
        if let Some((_, text)) = self.file.as_ref().filter(|(known, _)| known == path) {
            return Some(text.clone());
        }
        let file = std::fs::File::open(self.pack.root.join(path)).ok()?;
        let mut text = String::new();
        file.take(MAX_RULE_FILE_BYTES).read_to_string(&mut text).ok()?;
        self.file = Some((path.to_owned(), text.clone()));
        Some(text)
    }
}
