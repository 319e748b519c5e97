//! What the feed needs of each rule: the facts of its bound query, and what other commands have found out.

use super::files::{inside, read_text};
use crate::commands::test::parallel;
use crate::rule::{Asked, placed, request};
use lurcher_engine::Engine;
use lurcher_feed::outcomes::{Ledger, Reports};
use lurcher_feed::upstream::{LOCK_FILE, Lock, is_inside, provenance};
use lurcher_feed::{Entry, Feed, attack, difference, facts, names};
use lurcher_rules::coverage::Evidence;
use lurcher_rules::limits::MAX_RULE_FILE_BYTES;
use lurcher_rules::{About, Pack, Rule};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use tokio::runtime::Runtime;

#[derive(Default)]
pub struct Outcomes {
    pub tests: Reports,
    /// What tests and records mean for coverage.
    pub evidence: Evidence,
    pub ledger: Ledger,
}

/// The longest lock that is read.
pub const MAX_LOCK_BYTES: u64 = 64 << 20;
/// The clock that queries bind with: windows are told by how far they lie behind it. A fixed one, for the same bytes.
const CLOCK: i64 = 638_000_000_000_000_000;

/// Fills the feed with the rules of all packs, by name; what stands twice is a problem.
pub fn gather(
    feed: &mut Feed,
    packs: Vec<Pack>,
    (engine, runtime): (&Engine, &Runtime),
    outcomes: &Outcomes,
    upstream: Option<&Path>,
) {
    let mut first: BTreeMap<String, String> = BTreeMap::new();
    for pack in packs {
        let lock = lock(&pack.root, &mut feed.problems);
        let about = Arc::new(pack.about);
        for rule in pack.rules {
            if let Some(other) = first.insert(rule.id.to_ascii_lowercase(), rule.path.clone()) {
                feed.problems.push(format!("{}: id `{}` is already that of a rule in {other}", rule.path, rule.id));
                continue;
            }
            let mut provenance = provenance(&rule, &about, lock.as_ref(), file_text(&pack.root, &rule).as_deref());
            if let (Some(provenance), Some(upstream)) = (&mut provenance, upstream) {
                let texts = (file_text(upstream, &rule), file_text(&pack.root, &rule));
                if let (Some(theirs), Some(ours)) = texts {
                    provenance.difference = difference(&theirs, &ours);
                }
            }
            feed.entries.push(Entry {
                page: String::new(),
                facts: Ok(facts::Facts::default()),
                techniques: attack::techniques(rule.techniques(), &feed.attack),
                tests: outcomes.tests.of(&rule),
                state: outcomes.evidence.of_rule(&rule),
                runs: outcomes.evidence.runs(&rule.id).to_vec(),
                hidden: outcomes.ledger.of(&rule.id),
                about: about.clone(),
                provenance,
                rule,
            });
        }
    }
    // Binding is most of the work.
    let facts = parallel::map(&feed.entries, |e| runtime.block_on(facts_of(&e.rule, &e.about, engine)));
    feed.entries.iter_mut().zip(facts).for_each(|(entry, facts)| entry.facts = facts);
    feed.entries.sort_by_cached_key(|e| (e.rule.name.to_lowercase(), e.rule.id.clone()));
    let pages = names::of_all(feed.entries.iter().map(|e| e.rule.id.as_str()));
    feed.entries.iter_mut().zip(pages).for_each(|(entry, page)| entry.page = page);
}

/// The facts of a rule's query with its own values, or why it is refused.
async fn facts_of(rule: &Rule, about: &About, engine: &Engine) -> Result<facts::Facts, String> {
    let request = request(rule, about, &Asked { now: CLOCK, ..Asked::default() })?;
    let checked = engine.check(&request).await.map_err(|d| placed(rule, &d))?;
    Ok(facts::of(&checked.program, &rule.query, CLOCK))
}

fn lock(root: &Path, problems: &mut Vec<String>) -> Option<Lock> {
    let path = root.join(LOCK_FILE);
    if !path.is_file() {
        return None;
    }
    let read = read_text(&path, MAX_LOCK_BYTES).map_err(|e| e.to_string()).and_then(|text| Lock::read(&text));
    read.map_err(|why| problems.push(format!("{LOCK_FILE}: {why}"))).ok()
}

/// The text of a rule's file, without what editors put before it.
fn file_text(root: &Path, rule: &Rule) -> Option<String> {
    let path = inside(root, &rule.path).ok().filter(|path| is_inside(&rule.path) && path.is_file())?;
    read_text(&path, MAX_RULE_FILE_BYTES).ok()
}
