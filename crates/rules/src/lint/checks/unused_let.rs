use crate::lint::check::{Check, Example, Level, Run};
use crate::lint::finding::Draft;
use crate::lint::subject::Subject;
use lurcher_syntax::{TokenKind, tokens};

pub const CHECK: Check = Check {
    code: "LNT017",
    name: "unused-let",
    level: Level::Warning,
    finds: "A `let` that nothing reads.",
    why: "Whoever tunes the rule changes a threshold or a list there, and nothing happens.",
    remedy: "Use the value where it was meant, or take the line out.",
    found: Example::new(&[("r.kql", "let days = 7d; EmailEvents | where Timestamp > ago(1d)")]),
    not_found: Example::new(&[("r.kql", "let days = 7d; EmailEvents | where Timestamp > ago(days)")]),
    run: Run::Rule(run),
};

fn run(subject: &Subject) -> Vec<Draft> {
    if !subject.tree.answers {
        return Vec::new();
    }
    let text = &subject.rule.query;
    let all = tokens(text);
    // Any word of this name counts, so that nothing that is read is called unused.
    let is_read = |name: &str| {
        let words = all.iter().filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::String));
        words.filter(|t| t.span.of(text).trim_matches(['"', '\'']) == name).count() > 1
    };
    let lets = subject.tree.lets.iter().filter(|(name, _)| !is_read(&name.text));
    lets.map(|(name, _)| Draft::at(name.span, format!("nothing reads `{}`", name.text))).collect()
}
