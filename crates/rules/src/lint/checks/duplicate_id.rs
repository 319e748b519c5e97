use crate::ProblemCode;
use crate::lint::check::{Check, Example, Level, Run};
use crate::lint::finding::{At, Draft};
use crate::lint::subject::Packs;
use std::collections::BTreeMap;

pub const CHECK: Check = Check {
    code: "LNT034",
    name: "duplicate-id",
    level: Level::Error,
    finds: "An id that two rules have, or two exclusions of one rule.",
    why: "Findings, runs and tickets are filed under the id. Of two rules with one id, the second is not run.",
    remedy: "Give one of them a new id; a copied rule needs its own.",
    found: Example::new(&[
        ("a.yaml", "id: 1\nname: a\nquery: EmailEvents\n"),
        ("b.yaml", "id: 1\nname: b\nquery: UrlClickEvents\n"),
    ]),
    not_found: Example::new(&[
        ("a.yaml", "id: 1\nname: a\nquery: EmailEvents\n"),
        ("b.yaml", "id: 2\nname: b\nquery: UrlClickEvents\n"),
    ]),
    run: Run::Packs(run),
};

fn run(packs: &Packs) -> Vec<(usize, Draft)> {
    let mut drafts = Vec::new();
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    for (number, (_, rule)) in packs.rules.iter().enumerate() {
        let id = rule.id.to_ascii_lowercase();
        match first.get(&id).and_then(|at| packs.rules.get(*at)) {
            Some((_, other)) => {
                let message = format!("id `{}` is already that of the rule in {}", rule.id, other.path);
                drafts.push((number, Draft::key("id", message)));
            }
            None => drop(first.insert(id, number)),
        }
        let mut seen = BTreeMap::new();
        for exclusion in &rule.overlay.exclusions {
            if seen.insert(exclusion.id.to_ascii_lowercase(), ()).is_some() {
                let message = format!("the rule has two exclusions `{}`", exclusion.id);
                drafts.push((number, Draft::file(&exclusion.path, exclusion.place, message)));
            }
        }
    }
    // Within one pack the second rule was not kept.
    for (at, pack) in packs.packs.iter().enumerate() {
        let Some(number) = packs.rules.iter().position(|(of, _)| *of == at) else { continue };
        for problem in pack.problems.iter().filter(|p| p.code == ProblemCode::DuplicateId) {
            let at = At::File(problem.path.clone(), problem.place);
            drafts.push((number, Draft { at, ..Draft::key("id", problem.message.clone()) }));
        }
    }
    drafts
}
