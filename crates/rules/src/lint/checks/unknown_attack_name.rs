use super::tactic_mismatch::draft;
use crate::attack::{Attack, Doubtful};
use crate::lint::check::{Check, Example, Level, Run};
use crate::lint::finding::Draft;
use crate::lint::subject::Subject;

pub const CHECK: Check = Check {
    code: "LNT032",
    name: "unknown-attack-name",
    level: Level::Warning,
    finds: "A tactic or technique that ATT&CK does not know, or has retired.",
    why: "The rule is found under no tactic, and counts for nothing in coverage.",
    remedy: "Write tactics by their names (`InitialAccess`) and techniques by their ids (`T1566.002`); the message names the id that took a retired one's place.",
    found: Example::new(&[("r.yaml", "id: 1\nname: n\ntactics: [InitialAcces]\nquery: EmailEvents\n")]),
    not_found: Example::new(&[("r.yaml", "id: 1\nname: n\ntactics: [InitialAccess]\nquery: EmailEvents\n")]),
    run: Run::Rule(run),
};

fn run(subject: &Subject) -> Vec<Draft> {
    let attack = Attack::embedded();
    // Without tactics beside it, a technique is doubted for its own sake alone.
    let tactics = attack.doubts(subject.rule.tactics(), &[]);
    let techniques = attack.doubts(&[], subject.rule.techniques());
    let key = |about| match about {
        Doubtful::Tactic => "tactics",
        Doubtful::Technique => "relevantTechniques",
    };
    let doubts = tactics.into_iter().chain(techniques);
    doubts.map(|doubt| draft(subject, key(doubt.about), &doubt.name, doubt.message)).collect()
}
