use crate::lint::check::{Check, Example, Level, Run};
use crate::lint::finding::Draft;
use crate::lint::lineage::{Lineage, Source};
use crate::lint::subject::Subject;
use std::collections::BTreeSet;

pub const CHECK: Check = Check {
    code: "LNT013",
    name: "mixed-senders",
    level: Level::Warning,
    finds: "Senders of the envelope (P1, `SenderMailFrom…`) looked up among visible senders (P2, `SenderFrom…`), or the other way round.",
    why: "Newsletters, forwarders and attackers write one address on the envelope and show another. A list made of one of them does not \
          hold the other: known senders look new, and blocked ones come through.",
    remedy: "Use the same sender on both sides. To compare the two senders of one mail, write so in a `where`.",
    found: Example::new(&[(
        "r.kql",
        "let known = EmailEvents | where Timestamp < ago(1d) | distinct SenderMailFromDomain;\n\
         EmailEvents | where Timestamp > ago(1d) and SenderFromDomain !in (known)",
    )]),
    not_found: Example::new(&[(
        "r.kql",
        "let known = EmailEvents | where Timestamp < ago(1d) | distinct SenderFromDomain;\n\
         EmailEvents | where Timestamp > ago(1d) and SenderFromDomain !in (known) and SenderMailFromDomain != SenderFromDomain",
    )]),
    run: Run::Rule(run),
};

fn run(subject: &Subject) -> Vec<Draft> {
    let Some(program) = subject.program() else { return Vec::new() };
    let mut drafts = Vec::new();
    for meeting in Lineage::of(program).meetings {
        let (left, right) = (sides(&meeting.left), sides(&meeting.right));
        let mixed = matches!((left, right), ((true, false), (false, true)) | ((false, true), (true, false)));
        if mixed {
            drafts.push(Draft::at(meeting.span, "the sender of the envelope (P1) meets the visible sender (P2)"));
        }
    }
    drafts
}

/// Whether values come from the envelope, and whether from what is shown.
fn sides(sources: &BTreeSet<Source>) -> (bool, bool) {
    let any = |prefix: &str| sources.iter().any(|(_, column)| column.starts_with(prefix));
    (any("SenderMailFrom"), any("SenderFrom"))
}
