use crate::lint::check::{Check, Example, Level, Run};
use crate::lint::finding::Draft;
use crate::lint::subject::Subject;
use crate::lint::tree::text_of;
use lurcher_syntax::ast::{BinaryOp, ExprKind};

pub const CHECK: Check = Check {
    code: "LNT003",
    name: "contains-for-a-term",
    level: Level::Note,
    finds: "`contains` with a whole word, or words, of three letters or more.",
    why: "`contains` looks into the middle of words and reads every text to its end; `has` looks words up. `contains 'visa'` also finds \
          `advisable`, and `advisable` is a false positive.",
    remedy: "Write `has`, or `hasprefix` and `hassuffix` for the beginnings and ends of words, if a whole word is meant.",
    found: Example::new(&[("r.kql", "EmailEvents | where Subject contains 'invoice'")]),
    not_found: Example::new(&[("r.kql", "EmailEvents | where Subject contains '=?' or Subject has 'invoice'")]),
    run: Run::Rule(run),
};

fn run(subject: &Subject) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for expr in &subject.tree.exprs {
        let ExprKind::Binary { op, op_span, right, .. } = &expr.kind else { continue };
        let has = match op {
            BinaryOp::Contains => "has",
            BinaryOp::NotContains => "!has",
            BinaryOp::ContainsCs => "has_cs",
            BinaryOp::NotContainsCs => "!has_cs",
            _ => continue,
        };
        if let Some(text) = text_of(right).filter(|text| is_term(text)) {
            let written = subject.text(*op_span);
            let message = format!("`{written}` also finds `{text}` in the middle of words");
            let help = format!("`{has}` finds it as a word, and faster; keep `{written}` if parts of words are meant");
            drafts.push(Draft::at(*op_span, message).help(help).likely_fix(*op_span, has));
        }
    }
    drafts
}

/// Letters and digits at both ends, and between them what stands inside addresses and phrases.
fn is_term(text: &str) -> bool {
    let ends = text.chars().next().zip(text.chars().last());
    text.chars().count() >= 3
        && ends.is_some_and(|(first, last)| first.is_alphanumeric() && last.is_alphanumeric())
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '.' | '-' | '@'))
}
