use crate::NOBODY;
use crate::lint::check::{Check, Example, Level, Run};
use crate::lint::finding::Draft;
use crate::lint::subject::Subject;

pub const CHECK: Check = Check {
    code: "LNT042",
    name: "exclusion-unowned",
    level: Level::Warning,
    finds: "An exclusion without an end, (an error) a model's draft that was switched on and belongs to nobody, or (a note) one without a ticket.",
    why: "Nobody can look up who decided it and why, and a blind spot that was meant for a month stays for good.",
    remedy: "Write `ticket:` and `expires:`. An owner and a reason are demanded anyway; write yourself in place of `nobody yet`.",
    found: Example::new(&[
        ("r.kql", "EmailEvents"),
        (
            "r.lurcher.yaml",
            "exclusions:\n- {id: e, scenario: s, where: Subject == 'a', owner: o, reason: r, created: 2026-01-01}\n",
        ),
    ]),
    not_found: Example::new(&[
        ("r.kql", "EmailEvents"),
        (
            "r.lurcher.yaml",
            "exclusions:\n- {id: e, scenario: s, where: Subject == 'a', owner: o, reason: r, ticket: SEC-1, created: 2026-01-01, expires: 9000-01-01}\n",
        ),
    ]),
    run: Run::Rule(run),
};

fn run(subject: &Subject) -> Vec<Draft> {
    let all = subject.rule.overlay.exclusions.iter().chain(&subject.about().exclusions);
    // One that is off hides nothing.
    all.filter(|e| e.enabled)
        .filter_map(|e| {
            let (lacks, level) = match (e.ticket.is_some(), e.expires.is_some()) {
                // A draft that was switched on as the model left it.
                _ if e.owner == NOBODY => ("no owner: a model drafted it", Level::Error),
                (true, true) => return None,
                (false, false) => ("neither a ticket nor an end (`expires`)", Level::Warning),
                (false, true) => ("no ticket", Level::Note),
                (true, false) => ("no end (`expires`)", Level::Warning),
            };
            Some(Draft::file(&e.path, e.place, format!("`{}` has {lacks}", e.id)).level(level))
        })
        .collect()
}
