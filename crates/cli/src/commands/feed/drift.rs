//! What a change of the source means for one's own data: rows before, rows after.

use crate::arguments::FeedSync;
use crate::clock::{self, Moment};
use crate::commands::runtime;
use crate::data::{self, Opened};
use crate::failure::Failure;
use crate::rule::{Asked, placed, request};
use lurcher_feed::upstream::{Change, ChangeKind};
use lurcher_rules::{About, Pack, Rule, load_pack, read_rules};

/// A rule's answers before and after.
pub struct Drift {
    /// The rule's file.
    pub path: String,
    rule: String,
    before: Option<Rows>,
    after: Option<Rows>,
}

/// How many rows, or why nobody knows.
type Rows = Result<usize, String>;

impl Drift {
    /// `0 → 2`.
    pub fn hits(&self) -> String {
        let one = |rows: &Option<Rows>| match rows {
            None => "none".to_owned(),
            Some(Ok(rows)) => rows.to_string(),
            Some(Err(_)) => "not known".to_owned(),
        };
        format!("{} → {}", one(&self.before), one(&self.after))
    }

    pub fn words(&self) -> String {
        let whys = [&self.before, &self.after].into_iter().flatten().filter_map(|rows| rows.as_ref().err());
        let mut whys: Vec<String> = whys.cloned().collect();
        whys.dedup();
        let why = if whys.is_empty() { String::new() } else { format!(" ({})", whys.join("; ")) };
        format!("hits: {}{why}  {}", self.hits(), self.rule)
    }
}

/// The drift of every rule that is new, changed or removed; nothing where no data were named.
pub fn drift(sync: &FeedSync, changes: &[Change]) -> Result<Vec<Drift>, Failure> {
    if sync.data.paths.is_empty() && sync.data.tables.is_empty() {
        return Ok(Vec::new());
    }
    let runtime = runtime()?;
    let opened = data::open(&sync.data)?;
    let moment = runtime.block_on(clock::moment(&sync.clock, &opened.engine))?;
    let pack = if sync.into.is_dir() { load_pack(&sync.into) } else { Pack::default() };
    let mut drifts = Vec::new();
    for change in changes.iter().filter(|c| !matches!(c.kind, ChangeKind::Same | ChangeKind::Declined)) {
        let before = change.from.as_deref().unwrap_or(&change.path);
        let old = rules(before, change.old.as_deref(), &pack);
        let mut new = rules(&change.path, change.new.as_deref(), &pack);
        // A file without ids is known by its path.
        if let (true, [old], [new]) = (before != change.path, old.as_slice(), new.as_mut_slice()) {
            new.id.clone_from(&old.id);
        }
        let mut ids: Vec<&str> = old.iter().chain(&new).map(|r| r.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        for id in ids {
            let of = |rules: &[Rule]| {
                let rule = rules.iter().find(|r| r.id == id)?;
                Some(runtime.block_on(rows(rule, &pack.about, &opened, &moment)))
            };
            let (before, after) = (of(&old), of(&new));
            let rule = new.iter().chain(&old).find(|r| r.id == id).map(|r| r.name.clone()).unwrap_or_default();
            drifts.push(Drift { path: change.path.clone(), rule, before, after });
        }
    }
    Ok(drifts)
}

/// The rules of one version of a file, with what the pack's owners say of them.
fn rules(path: &str, text: Option<&str>, pack: &Pack) -> Vec<Rule> {
    let mut rules = text.map(|text| read_rules(path, text).rules).unwrap_or_default();
    for rule in &mut rules {
        let own = pack.rules.iter().find(|r| r.path == rule.path && r.overlay.path.is_some());
        if let Some(own) = own {
            rule.overlay = own.overlay.clone();
        }
    }
    rules
}

async fn rows(rule: &Rule, about: &About, opened: &Opened, moment: &Moment) -> Rows {
    let asked = Asked { now: moment.now, as_of: moment.as_of, with_exclusions: true, ..Asked::default() };
    let request = request(rule, about, &asked)?;
    let answer = opened.engine.query(&request).await.map_err(|d| placed(rule, &d))?;
    match answer.without_data.as_slice() {
        [] => Ok(answer.tables.iter().map(|t| t.row_count()).sum()),
        missing => Err(format!("no data for {}", missing.join(", "))),
    }
}
