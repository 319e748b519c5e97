use crate::lint::baseline::fingerprint;
use crate::lint::check::{Check, Example, Level, Run};
use crate::lint::finding::Draft;
use crate::lint::subject::Packs;

pub const CHECK: Check = Check {
    code: "LNT035",
    name: "version-not-raised",
    level: Level::Warning,
    finds: "A rule whose query differs from the one in the baseline or in `--against FOLDER`, under the same version or a lower one.",
    why: "Who has installed the rule is told of no update, and a run record cannot say which query it was.",
    remedy: "Raise `version:`.",
    found: Example {
        files: &[("r.yaml", "id: 1\nname: n\nversion: 1.0.0\nquery: EmailEvents | count\n")],
        before: &[("r.yaml", "id: 1\nname: n\nversion: 1.0.0\nquery: EmailEvents\n")],
    },
    not_found: Example {
        files: &[("r.yaml", "id: 1\nname: n\nversion: 1.0.10\nquery: EmailEvents | count\n")],
        before: &[("r.yaml", "id: 1\nname: n\nversion: 1.0.9\nquery: EmailEvents\n")],
    },
    run: Run::Packs(run),
};

fn run(packs: &Packs) -> Vec<(usize, Draft)> {
    let mut drafts = Vec::new();
    for (number, (_, rule)) in packs.rules.iter().enumerate() {
        let Some(before) = packs.before.iter().find(|b| b.id.eq_ignore_ascii_case(&rule.id)) else { continue };
        let (Some(old), Some(new)) = (&before.version, &rule.version) else { continue };
        if before.query != fingerprint(&rule.query) && !is_higher(new, old) {
            let message = format!("the query has changed, and its version is {new} after {old}");
            drafts.push((number, Draft::key("version", message)));
        }
    }
    drafts
}

/// Numbers between dots, compared from the left.
fn is_higher(new: &str, old: &str) -> bool {
    let numbers = |text: &str| {
        text.trim().trim_start_matches('v').split('.').map(|n| n.parse().unwrap_or(0u64)).collect::<Vec<_>>()
    };
    let (mut new, mut old) = (numbers(new), numbers(old));
    let length = new.len().max(old.len());
    new.resize(length, 0);
    old.resize(length, 0);
    new > old
}
