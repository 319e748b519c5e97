use crate::lint::check::{Check, Example, Level, Run};
use crate::lint::finding::Draft;
use crate::lint::subject::Subject;

pub const CHECK: Check = Check {
    code: "LNT046",
    name: "draft-not-reviewed",
    level: Level::Note,
    finds: "Words of an overlay that a model drafted; or (a warning) an exclusion that is switched on and still marked as drafted.",
    why: "A model may be wrong in ways that no check sees, and an exclusion that is on hides findings.",
    remedy: "Read it, write yourself as its owner, and take `drafted` away.",
    found: Example::new(&[
        ("r.kql", "EmailEvents"),
        (
            "r.lurcher.yaml",
            "hypothesis: Somebody phishes.\ndrafted: {keys: [hypothesis], model: m, date: 2026-01-01}\n",
        ),
    ]),
    not_found: Example::new(&[("r.kql", "EmailEvents"), ("r.lurcher.yaml", "hypothesis: Somebody phishes.\n")]),
    run: Run::Rule(run),
};

fn run(subject: &Subject) -> Vec<Draft> {
    let overlay = &subject.rule.overlay;
    let words = overlay.drafted.iter().map(|drafted| {
        let message = format!("{} drafted {}, and nobody has reviewed it", drafted.by.model, drafted.keys.join(", "));
        Draft::key("drafted", message).in_overlay(true)
    });
    let all = overlay.exclusions.iter().chain(&subject.about().exclusions).filter(|e| e.enabled);
    let exclusions = all.filter_map(|e| {
        let message = format!("`{}` is switched on, and marked as drafted by {}", e.id, e.drafted.as_ref()?.model);
        Some(Draft::file(&e.path, e.place, message).level(Level::Warning))
    });
    words.chain(exclusions).collect()
}
