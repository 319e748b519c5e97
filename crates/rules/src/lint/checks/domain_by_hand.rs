use crate::lint::check::{Check, Example, Level, Run};
use crate::lint::finding::Draft;
use crate::lint::subject::Subject;
use crate::lint::tree::{bare, first_argument, name_of, text_of};
use lurcher_syntax::ast::{BinaryOp, Call, Expr, ExprKind, Literal, OperatorKind, ParsePart};

pub const CHECK: Check = Check {
    code: "LNT014",
    name: "domain-by-hand",
    level: Level::Warning,
    finds: "A domain cut out of an address or a URL with `split`, `extract` or `parse`.",
    why: "Addresses hold a second `@` in quotes, URLs hold ports, user names and `@` to deceive just this. The tables have the domain in a \
          column of its own.",
    remedy: "Read `SenderFromDomain`, `SenderMailFromDomain` or `UrlDomain`; else take a URL apart with `parse_url(Url).Host`.",
    found: Example::new(&[("r.kql", "EmailEvents | extend Domain = tostring(split(SenderFromAddress, '@')[1])")]),
    not_found: Example::new(&[(
        "r.kql",
        "EmailEvents | extend Domain = SenderFromDomain, Parts = split(Subject, '@')",
    )]),
    run: Run::Rule(run),
};

/// Columns, and where their domain stands ready.
const READY: &[(&str, &str)] = &[
    ("SenderFromAddress", "SenderFromDomain"),
    ("SenderMailFromAddress", "SenderMailFromDomain"),
    ("Url", "UrlDomain, or parse_url(Url).Host"),
];

fn run(subject: &Subject) -> Vec<Draft> {
    let mut drafts = Vec::new();
    // `split(…, '@')[0]` is the part before the domain.
    let before_domain = |call: &Call| {
        subject.tree.exprs.iter().any(|e| match &e.kind {
            ExprKind::Index { base, index } => {
                base.span == call.span && matches!(bare(index).kind, ExprKind::Literal(Literal::Long(0)))
            }
            _ => false,
        })
    };
    for call in subject.tree.calls().filter(|call| !before_domain(call)) {
        if let Some((column, instead)) = cut_by(call) {
            let message = format!("the domain of {column} is cut out by hand");
            drafts.push(Draft::at(call.span, message).help(format!("read {instead}")));
        }
    }
    for operator in &subject.tree.operators {
        if let OperatorKind::Parse(parse) = &operator.kind
            && let Some((column, instead)) = ready(&parse.source)
            && parse.pattern.iter().any(|part| matches!(part, ParsePart::Text { text, .. } if cuts(column, text)))
        {
            let message = format!("the domain of {column} is cut out by hand");
            drafts.push(Draft::at(operator.span, message).help(format!("read {instead}")));
        }
    }
    drafts
}

fn cut_by(call: &Call) -> Option<(&'static str, &'static str)> {
    let argument = |n: usize| call.arguments.get(n).map(|a| &a.value);
    match call.name.text.as_str() {
        "split" => {
            let found = ready(first_argument(call)?)?;
            text_of(argument(1)?).filter(|text| cuts(found.0, text)).map(|_| found)
        }
        "extract" => {
            let found = ready(argument(2)?)?;
            text_of(argument(0)?).filter(|text| text.contains('@') || text.contains("//")).map(|_| found)
        }
        "substring" => {
            let found = ready(first_argument(call)?)?;
            finds_at_sign(argument(1)?).then_some(found)
        }
        _ => None,
    }
}

fn ready(e: &Expr) -> Option<(&'static str, &'static str)> {
    let e = match &bare(e).kind {
        ExprKind::Call(call) if matches!(call.name.text.as_str(), "tolower" | "tostring") => first_argument(call)?,
        _ => e,
    };
    let name = name_of(e)?;
    READY.iter().find(|(column, _)| *column == name.text).copied()
}

/// What stands between the parts of an address or of a URL.
fn cuts(column: &str, separator: &str) -> bool {
    if column == "Url" { matches!(separator, "/" | "//" | "://") } else { separator.contains('@') }
}

/// `indexof(…, '@') + 1`.
fn finds_at_sign(e: &Expr) -> bool {
    match &bare(e).kind {
        ExprKind::Call(call) if matches!(call.name.text.as_str(), "indexof" | "strlen") => {
            call.arguments.iter().any(|a| text_of(&a.value) == Some("@"))
        }
        ExprKind::Binary { op: BinaryOp::Add, left, right, .. } => {
            let is_number = matches!(bare(right).kind, ExprKind::Literal(Literal::Long(_)));
            is_number && matches!(&bare(left).kind, ExprKind::Call(_)) && finds_at_sign(left)
        }
        _ => false,
    }
}
