use crate::lint::check::{Check, Example, Level, Run};
use crate::lint::finding::Draft;
use crate::lint::subject::Subject;
use lurcher_syntax::Span;
use lurcher_syntax::ast::OperatorKind;

pub const CHECK: Check = Check {
    code: "LNT010",
    name: "join-without-kind",
    level: Level::Warning,
    finds: "`join` without `kind`.",
    why: "It is `innerunique` then: of left rows with the same key one is kept, and which one is left open. Of a mail to ten people, nine \
          vanish.",
    remedy: "Say which join is meant: mostly `kind=inner`. `--fix` writes what stands there now, `kind=innerunique`.",
    found: Example::new(&[("r.kql", "EmailEvents | join EmailUrlInfo on NetworkMessageId")]),
    not_found: Example::new(&[("r.kql", "EmailEvents | join kind=inner EmailUrlInfo on NetworkMessageId")]),
    run: Run::Rule(run),
};

fn run(subject: &Subject) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for operator in &subject.tree.operators {
        let OperatorKind::Join { parameters, .. } = &operator.kind else { continue };
        if !parameters.iter().any(|p| p.name.text.eq_ignore_ascii_case("kind")) {
            let behind = Span::new(operator.keyword.end, operator.keyword.end);
            let message = "without `kind` this is `innerunique`, which keeps one left row of each key";
            drafts.push(Draft::at(operator.keyword, message).safe_fix(behind, " kind=innerunique"));
        }
    }
    drafts
}
