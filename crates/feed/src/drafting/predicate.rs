//! Whether a drafted exclusion hides a little, and does nothing else.

use super::limits::MAX_PREDICATE_CHARS;
use super::{Grounds, Known, width};
use lurcher_rules::lint::Binding;
use lurcher_rules::{AppliesTo, Exclusion, Pack, Rule};
use lurcher_semantics::bound::{CompareOp, ExprKind, Program, Rel, RelKind};
use lurcher_syntax::{TokenKind, tokens};
use lurcher_types::Value;

/// What is wrong with the exclusion in this rule, whose query binds to `program` without it.
pub fn wrong(
    (pack, rule): (&Pack, &Rule),
    exclusion: &Exclusion,
    (program, known): (&Program, &Known),
    grounds: &dyn Grounds,
) -> Option<String> {
    if let Some(why) = text_wrong(&exclusion.predicate.text) {
        return Some(why);
    }
    if let AppliesTo::Table(table) = &exclusion.applies_to
        && !program.tables.contains(table)
    {
        return Some(format!("it is for rows of {table}, which the query never reads"));
    }
    let binding = Binding { rule, about: &pack.about, with_parameters: true, exclusion: Some(exclusion) };
    let with = match grounds.bind(&binding) {
        Ok(with) => with,
        Err(d) => return Some(format!("it does not bind: {}", d.message)),
    };
    let asks = |p: &Program| (p.steps.len(), p.external.len(), p.missing.len());
    if asks(&with) != asks(program) || with.tables.iter().any(|t| !program.tables.contains(t)) {
        return Some("its predicate asks a query of its own".to_owned());
    }
    if hiding(&with) <= hiding(program) {
        return Some("its predicate looks at no column: it would hide all rows or none".to_owned());
    }
    if let Some(why) = width::wrong(exclusion, known, grounds) {
        return Some(why);
    }
    match grounds.tests_hidden_by(pack, rule, exclusion).as_deref() {
        None => Some("the rule's tests could not be run with it".to_owned()),
        Some([]) => None,
        Some([first, ..]) => Some(format!("with it the test `{first}` no longer hits")),
    }
}

/// One expression on one line, whose columns are those that it names.
fn text_wrong(text: &str) -> Option<String> {
    if text.chars().count() > MAX_PREDICATE_CHARS {
        return Some(format!("its predicate is longer than {MAX_PREDICATE_CHARS} characters (MAX_PREDICATE_CHARS)"));
    }
    if text.contains('\n') {
        return Some("its predicate has more than one line".to_owned());
    }
    let tokens = tokens(text);
    if tokens.iter().any(|t| matches!(t.kind, TokenKind::Comment | TokenKind::Directive)) {
        return Some("its predicate holds a comment".to_owned());
    }
    let mut words = tokens.iter().filter(|t| t.kind == TokenKind::Word).map(|t| t.span.of(text));
    // They take a name on trust that no table may have.
    let guess =
        words.find(|word| matches!(word.to_ascii_lowercase().as_str(), "column_ifexists" | "columnifexists"))?;
    Some(format!("its predicate uses {guess}(), which takes names that are not there"))
}

/// How many filters of the form `predicate != true` look at a column: that is how exclusions stand in a plan.
fn hiding(program: &Program) -> usize {
    let mut count = 0;
    let mut look = |rel: &Rel| {
        if let RelKind::Filter { predicate, .. } = &rel.kind
            && let ExprKind::Compare { op: CompareOp::NotEqual, left, right } = &predicate.kind
            && right.as_literal() == Some(&Value::Bool(true))
            && left.reads_columns()
        {
            count += 1;
        }
    };
    program.steps.iter().for_each(|step| step.each_rel(&mut |rel| rel.each(&mut look)));
    program.results.iter().for_each(|result| result.rel.each(&mut look));
    count
}
