use crate::attack::{Attack, Found, Technique};
use crate::lint::check::{Check, Example, Level, Run};
use crate::lint::finding::Draft;
use crate::lint::subject::Subject;

pub const CHECK: Check = Check {
    code: "LNT031",
    name: "tactic-mismatch",
    level: Level::Warning,
    finds: "A technique under none of the rule's tactics, or a tactic that none of its techniques serves.",
    why: "The rule stands in the wrong column of a coverage page, and leaves a gap in the right one.",
    remedy: "Correct the tactics or the techniques; the overlay's stand in place of the rule's own.",
    found: Example::new(&[(
        "r.yaml",
        "id: 1\nname: n\ntactics: [Exfiltration]\nrelevantTechniques: [T1566.002]\nquery: EmailEvents\n",
    )]),
    not_found: Example::new(&[(
        "r.yaml",
        "id: 1\nname: n\ntactics: [InitialAccess]\nrelevantTechniques: [T1566.002]\nquery: EmailEvents\n",
    )]),
    run: Run::Rule(run),
};

fn run(subject: &Subject) -> Vec<Draft> {
    let attack = Attack::embedded();
    let named: Vec<(&String, usize)> =
        subject.rule.tactics().iter().filter_map(|name| Some((name, attack.tactic(name)?))).collect();
    let mut techniques: Vec<(&str, &Technique)> = Vec::new();
    let mut all_known = true;
    for id in subject.rule.techniques() {
        match attack.find(id) {
            Found::Living(technique) | Found::Replaced { by: technique, .. } => techniques.push((id, technique)),
            // It may serve any tactic.
            _ => all_known = false,
        }
    }
    if named.is_empty() || techniques.is_empty() {
        return Vec::new();
    }
    let mut drafts = Vec::new();
    for (id, technique) in &techniques {
        if !technique.tactics.iter().any(|own| named.iter().any(|(_, at)| at == own)) {
            let tactics = technique.tactics.iter().filter_map(|at| attack.tactics.get(*at)).map(|t| t.rule_name());
            let tactics = tactics.collect::<Vec<_>>().join(", ");
            let message =
                format!("{} ({}) serves {tactics}, which the rule does not name", technique.id, technique.name);
            drafts.push(draft(subject, "relevantTechniques", id, message));
        }
    }
    // Said once is enough: a technique under none of the tactics leaves a tactic without one.
    let all_known = all_known && drafts.is_empty();
    for (name, at) in named.iter().filter(|_| all_known) {
        if !techniques.iter().any(|(_, technique)| technique.tactics.contains(at)) {
            let message = format!("none of the rule's techniques serves {name}");
            drafts.push(draft(subject, "tactics", name, message).level(Level::Note));
        }
    }
    drafts
}

/// At a tactic or technique, where it is named: in the overlay, if that says anything of its kind.
pub(super) fn draft(subject: &Subject, key: &'static str, name: &str, message: String) -> Draft {
    let overlay = &subject.rule.overlay;
    let is_said = if key == "tactics" { !overlay.tactics.is_empty() } else { !overlay.techniques.is_empty() };
    Draft::key(key, message).item(name).in_overlay(is_said)
}
