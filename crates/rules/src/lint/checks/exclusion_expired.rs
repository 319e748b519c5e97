use crate::lint::check::{Check, Example, Level, Run};
use crate::lint::finding::Draft;
use crate::lint::subject::Subject;

pub const CHECK: Check = Check {
    code: "LNT041",
    name: "exclusion-expired",
    level: Level::Warning,
    finds: "An exclusion whose time is over. `expired: error` in pack.lurcher.yaml makes it an error.",
    why: "It no longer hides anything, and whoever reads the rule thinks it does.",
    remedy: "Have its owner look at it: raise `expires`, or take it out.",
    found: Example::new(&[
        ("r.kql", "EmailEvents"),
        (
            "r.lurcher.yaml",
            "exclusions:\n- {id: e, scenario: s, where: Subject == 'a', owner: o, reason: r, created: 2020-01-01, expires: 2020-02-01}\n",
        ),
    ]),
    not_found: Example::new(&[
        ("r.kql", "EmailEvents"),
        (
            "r.lurcher.yaml",
            "exclusions:\n- {id: e, scenario: s, where: Subject == 'a', owner: o, reason: r, created: 2020-01-01, expires: 9000-02-01}\n",
        ),
    ]),
    run: Run::Rule(run),
};

fn run(subject: &Subject) -> Vec<Draft> {
    let level = if subject.about().expired_is_error { Level::Error } else { Level::Warning };
    let all = subject.rule.overlay.exclusions.iter().chain(&subject.about().exclusions);
    let over = all.filter(|e| e.enabled && e.is_expired(subject.now)).filter_map(|e| Some((e, e.expires.as_ref()?)));
    over.map(|(e, expires)| {
        let message = format!("`{}` of {} hides nothing since {}", e.id, e.owner, expires.text);
        Draft::file(&e.path, e.place, message).level(level)
    })
    .collect()
}
