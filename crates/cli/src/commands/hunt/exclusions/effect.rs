//! What the exclusions of a rule hide: the rule is run without them, with all of them, and with each alone.

use crate::rule::{Keys, findings, hidden_rows, row_count};
use lurcher_engine::{Answer, AnswerColumn, Engine, Request};
use lurcher_rules::finding::Finding;
use lurcher_rules::{AppliesTo, Exclusion, Rule};
use lurcher_syntax::Diagnostic;
use lurcher_types::Value;
use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{Hash, Hasher};

/// Runs one rule with some of its exclusions.
pub struct Runner<'a> {
    pub engine: &'a Engine,
    pub rule: &'a Rule,
    /// Asks the rule without exclusions.
    pub request: &'a Request,
    pub keys: &'a Keys,
}

/// What one exclusion does to a rule.
#[derive(Debug, Clone)]
pub struct Effect {
    pub exclusion: Exclusion,
    /// Rows of its table, or of the result.
    pub rows: u64,
    /// The findings that are hidden because of it alone.
    pub findings: BTreeSet<String>,
}

/// What all exclusions in force do to a rule.
#[derive(Debug, Clone, Default)]
pub struct Effects {
    pub each: Vec<Effect>,
    pub hidden: Vec<HiddenFinding>,
    /// Findings that stay, with other rows.
    pub changed: Vec<String>,
    /// Findings that there are only because rows are hidden, such as those of what is missing.
    pub appeared: Vec<String>,
}

#[derive(Debug, Clone)]
pub struct HiddenFinding {
    pub finding: Finding,
    /// The exclusions that hide it, each alone; all that take part, where they hide it only together.
    pub because: Vec<String>,
    pub columns: Vec<AnswerColumn>,
    pub rows: Vec<Vec<Value>>,
}

/// The answers of a rule, and what lies between them.
pub struct Measured {
    pub without: Answer,
    pub with: Answer,
    pub effects: Effects,
}

impl Runner<'_> {
    pub async fn run(&self, exclusions: &[&Exclusion]) -> Result<Answer, Diagnostic> {
        let mut request = self.request.clone();
        request.hidden.extend(exclusions.iter().map(|e| hidden_rows(e)));
        self.engine.query(&request).await
    }

    /// The exclusions with the rows of their tables; none are said of the result's rows yet. Nothing where none of them
    /// can change the answer.
    pub async fn measure(&self, exclusions: &[(&Exclusion, u64)]) -> Result<Option<Measured>, Diagnostic> {
        let takes_part = |(e, rows): &(&Exclusion, u64)| *rows > 0 || e.applies_to == AppliesTo::Result;
        let acting: Vec<&Exclusion> = exclusions.iter().copied().filter(takes_part).map(|(e, _)| e).collect();
        if acting.is_empty() {
            return Ok(None);
        }
        let (without, with) = (self.run(&[]).await?, self.run(&acting).await?);
        let (before, after) = (self.digests(&without), self.digests(&with));
        let gone: BTreeSet<&String> = before.keys().filter(|id| !after.contains_key(*id)).collect();
        let mut effects = Effects {
            changed: before.iter().filter(|(id, rows)| after.get(*id).is_some_and(|a| a != *rows)).map(first).collect(),
            appeared: after.keys().filter(|id| !before.contains_key(*id)).cloned().collect(),
            ..Effects::default()
        };
        for (exclusion, rows) in exclusions {
            let mut effect = Effect { exclusion: (*exclusion).clone(), rows: *rows, findings: BTreeSet::new() };
            if acting.contains(exclusion) {
                let alone = match acting.len() {
                    1 => None,
                    _ => Some(self.run(&[exclusion]).await?),
                };
                let alone = alone.as_ref().unwrap_or(&with);
                let left = self.digests(alone);
                effect.findings = gone.iter().filter(|id| !left.contains_key(**id)).map(|id| (*id).clone()).collect();
                if exclusion.applies_to == AppliesTo::Result {
                    effect.rows = row_count(&without).saturating_sub(row_count(alone)) as u64;
                }
            }
            effects.each.push(effect);
        }
        let all = findings(self.rule, self.keys, &without);
        effects.hidden = whole(all.into_iter().filter(|f| gone.contains(&f.id)).collect(), &without, &effects.each);
        Ok(Some(Measured { without, with, effects }))
    }

    /// Each finding with a digest of its rows, whatever their order.
    fn digests(&self, answer: &Answer) -> BTreeMap<String, u64> {
        let rows: Vec<Vec<u64>> = answer.tables.iter().map(|t| t.rows().map(|row| digest(&row)).collect()).collect();
        let of = |f: &Finding| {
            let rows = f.rows.iter().filter_map(|at| rows.get(f.table)?.get(*at));
            rows.fold(0u64, |sum, row| sum.wrapping_add(*row))
        };
        findings(self.rule, self.keys, answer).iter().map(|f| (f.id.clone(), of(f))).collect()
    }
}

impl Effects {
    /// Of exclusions that find nothing to hide.
    pub fn of_none(exclusions: &[(&Exclusion, u64)]) -> Effects {
        let each = exclusions.iter().map(|(e, rows)| Effect {
            exclusion: (*e).clone(),
            rows: *rows,
            findings: BTreeSet::new(),
        });
        Effects { each: each.collect(), ..Effects::default() }
    }
}

fn first((id, _): (&String, &u64)) -> String {
    id.clone()
}

fn digest(row: &[Value]) -> u64 {
    let mut hasher = DefaultHasher::new();
    row.iter().for_each(|value| value.to_text().hash(&mut hasher));
    hasher.finish()
}

/// Findings with their rows, which are looked up in one walk over the answer.
fn whole(findings: Vec<Finding>, answer: &Answer, each: &[Effect]) -> Vec<HiddenFinding> {
    let mut holders: HashMap<(usize, usize), usize> = HashMap::new();
    let mut all: Vec<HiddenFinding> = Vec::with_capacity(findings.len());
    for finding in findings {
        holders.extend(finding.rows.iter().map(|row| ((finding.table, *row), all.len())));
        let alone = each.iter().filter(|e| e.findings.contains(&finding.id));
        let mut because: Vec<String> = alone.map(|e| e.exclusion.id.clone()).collect();
        if because.is_empty() {
            because = each.iter().filter(|e| e.rows > 0).map(|e| e.exclusion.id.clone()).collect();
        }
        let columns = answer.tables.get(finding.table).map(|t| t.columns.clone()).unwrap_or_default();
        all.push(HiddenFinding { finding, because, columns, rows: Vec::new() });
    }
    for (table, answered) in answer.tables.iter().enumerate() {
        for (at, row) in answered.rows().enumerate() {
            if let Some(hidden) = holders.get(&(table, at)).and_then(|place| all.get_mut(*place)) {
                hidden.rows.push(row);
            }
        }
    }
    all
}
