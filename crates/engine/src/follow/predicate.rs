//! Which parts of a predicate are not true of the rows that it drops, and what those parts are made of.

use super::ask::{Asker, first, long, text_of};
use super::cut::add;
use super::report::{Bits, Drop, Named, Reason, Term, Why};
use lurcher_semantics::bound::*;
use lurcher_syntax::{Diagnostic, Span};
use lurcher_types::{Type, Value};

/// Rows that are looked at, of those that one operator drops.
pub const MAX_EXAMINED: usize = 1_000;

/// The most parts of a predicate that are told apart.
const MAX_TERMS: usize = 1_000;

/// Values that are told of one part.
const MAX_VALUES: usize = 8;

/// The rows that a filter drops, by the parts that are not true of them.
pub async fn drops(asker: &mut Asker<'_>, input: &Rel, predicate: &Expr, lost: Bits) -> Result<Vec<Drop>, Diagnostic> {
    let Some(own) = asker.with_bits(input, lost) else { return Ok(Vec::new()) };
    let keys = group_keys(input);
    let examined = examine(asker, own, predicate, &keys).await?;
    let mut drops = Vec::new();
    for (bits, group, why) in examined {
        add(&mut drops, Drop { bits: bits & lost, group, reason: Reason::Predicate(why) });
    }
    Ok(drops)
}

/// Of each row its bits, the keys of its group, and why the predicate is not true.
pub async fn examine(
    asker: &mut Asker<'_>,
    rows: Rel,
    predicate: &Expr,
    keys: &[Col],
) -> Result<Vec<(Bits, Vec<Named>, Vec<Why>)>, Diagnostic> {
    let span = rows.span;
    let mut terms = Terms::default();
    let mut shape = terms.shape(predicate);
    if terms.leaves.len() > MAX_TERMS {
        (shape, terms.leaves) = (Shape::Leaf(0), vec![predicate]);
    }
    let values: Vec<Vec<(String, &Expr)>> =
        terms.leaves.iter().map(|leaf| operands(leaf, &rows, &asker.request.text)).collect();
    let bits = asker.trace.bits(&rows).unwrap_or_else(|| Expr::literal(Value::Long(0), span));
    let mut outputs = vec![bits];
    outputs.extend(keys.iter().map(|c| Expr::column(c, span)));
    outputs.extend(terms.leaves.iter().map(|leaf| (*leaf).clone()));
    outputs.extend(values.iter().flatten().map(|(_, e)| (*e).clone()));
    let question = asker.showing(first(rows, MAX_EXAMINED), outputs);
    let mut examined = Vec::new();
    for row in asker.ask(question).await? {
        let mut cells = row.into_iter();
        let bits = Bits(long(cells.next().as_ref()));
        let group = keys.iter().zip(cells.by_ref()).map(|(c, value)| Named { name: c.name.clone(), value }).collect();
        let truths: Vec<Option<bool>> = cells.by_ref().take(terms.leaves.len()).map(|v| truth(&v)).collect();
        let mut told = Vec::with_capacity(values.len());
        for of_leaf in &values {
            let cells = cells.by_ref().take(of_leaf.len());
            let named = of_leaf.iter().zip(cells).map(|((name, _), value)| Named { name: name.clone(), value });
            told.push(named.collect::<Vec<_>>());
        }
        let row = Row { leaves: &terms.leaves, truths: &truths, values: &told };
        let mut why = Vec::new();
        row.why(&shape, true, &mut why);
        examined.push((bits, group, why));
    }
    Ok(examined)
}

/// The visible columns that the rows were last grouped by.
pub fn group_keys(rel: &Rel) -> Vec<Col> {
    let asked = ResultTable { rel: rel.clone(), render: None, name: None };
    let names = asked.keys().unwrap_or_default();
    rel.visible().filter(|c| names.contains(&c.name)).cloned().collect()
}

fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(truth) => Some(*truth),
        _ => None,
    }
}

/// A predicate as it is made of parts with places of their own.
enum Shape {
    Leaf(usize),
    And(Vec<Shape>),
    Or(Vec<Shape>),
    Not(Box<Shape>),
}

#[derive(Default)]
struct Terms<'a> {
    leaves: Vec<&'a Expr>,
}

impl<'a> Terms<'a> {
    fn shape(&mut self, e: &'a Expr) -> Shape {
        // Operators such as `between` are bound as several comparisons at one place.
        let is_written = e.children().iter().any(|c| c.span != e.span);
        match &e.kind {
            ExprKind::And(left, right) if is_written => {
                let mut parts = Vec::new();
                self.parts(left, &mut parts, is_and);
                self.parts(right, &mut parts, is_and);
                Shape::And(parts)
            }
            ExprKind::Or(left, right) if is_written => {
                let mut parts = Vec::new();
                self.parts(left, &mut parts, is_or);
                self.parts(right, &mut parts, is_or);
                Shape::Or(parts)
            }
            ExprKind::Not(inner) if is_written => Shape::Not(Box::new(self.shape(inner))),
            _ => {
                self.leaves.push(e);
                Shape::Leaf(self.leaves.len() - 1)
            }
        }
    }

    /// The legs of a chain of one operator.
    fn parts(&mut self, e: &'a Expr, parts: &mut Vec<Shape>, is_same: fn(&Expr) -> bool) {
        match &e.kind {
            ExprKind::And(left, right) | ExprKind::Or(left, right)
                if is_same(e) && e.children().iter().any(|c| c.span != e.span) =>
            {
                self.parts(left, parts, is_same);
                self.parts(right, parts, is_same);
            }
            _ => parts.push(self.shape(e)),
        }
    }
}

fn is_and(e: &Expr) -> bool {
    matches!(e.kind, ExprKind::And(..))
}

fn is_or(e: &Expr) -> bool {
    matches!(e.kind, ExprKind::Or(..))
}

/// What the parts come to for one row.
struct Row<'a> {
    leaves: &'a [&'a Expr],
    truths: &'a [Option<bool>],
    values: &'a [Vec<Named>],
}

impl Row<'_> {
    fn truth(&self, shape: &Shape) -> Option<bool> {
        match shape {
            Shape::Leaf(at) => self.truths.get(*at).copied().flatten(),
            Shape::Not(inner) => self.truth(inner).map(|t| !t),
            Shape::And(parts) => self.all(parts, true),
            Shape::Or(parts) => self.all(parts, false),
        }
    }

    /// `and` of all, or with false the `or`: false and null is false, true and null is null.
    fn all(&self, parts: &[Shape], neutral: bool) -> Option<bool> {
        let mut is_known = true;
        for part in parts {
            match self.truth(part) {
                Some(truth) if truth != neutral => return Some(!neutral),
                Some(_) => {}
                None => is_known = false,
            }
        }
        is_known.then_some(neutral)
    }

    /// The parts that keep a predicate from being what is wanted.
    fn why(&self, shape: &Shape, wanted: bool, out: &mut Vec<Why>) {
        if self.truth(shape) == Some(wanted) {
            return;
        }
        match shape {
            Shape::Not(inner) => self.why(inner, !wanted, out),
            Shape::And(parts) if wanted => parts.iter().for_each(|part| self.why(part, true, out)),
            Shape::Or(parts) if !wanted => parts.iter().for_each(|part| self.why(part, false, out)),
            Shape::And(parts) | Shape::Or(parts) => {
                let legs = parts.iter().map(|part| {
                    let mut leg = Vec::new();
                    self.why(part, wanted, &mut leg);
                    match <[Why; 1]>::try_from(leg) {
                        Ok([one]) => one,
                        Err(all) => Why::All(all),
                    }
                });
                out.push(Why::Either(legs.collect()));
            }
            Shape::Leaf(at) => {
                let span = self.leaves.get(*at).map(|e| e.span).unwrap_or_default();
                let values = self.values.get(*at).cloned().unwrap_or_default();
                out.push(Why::Term(Term { span, truth: self.truth(shape), wanted, values }));
            }
        }
    }
}

/// What a part is made of, by name or text: its columns, what it computes of them, and constants that are not written out.
fn operands<'a>(leaf: &'a Expr, rows: &Rel, text: &str) -> Vec<(String, &'a Expr)> {
    let mut found = Vec::new();
    let direct = match &leaf.kind {
        ExprKind::Column(_) => vec![leaf],
        _ => leaf.children(),
    };
    // The items of a list that a name stands for have one place, and none of them is the list.
    let is_item = |e: &Expr| e.as_literal().is_some() && direct.iter().filter(|other| other.span == e.span).count() > 1;
    let single = direct.iter().filter(|e| !is_item(e));
    single.for_each(|e| operand(e, leaf.span, rows, text, &mut found));
    direct.iter().for_each(|e| columns(e, rows, &mut found));
    found.truncate(MAX_VALUES);
    found
}

fn operand<'a>(e: &'a Expr, leaf: Span, rows: &Rel, text: &str, found: &mut Vec<(String, &'a Expr)>) {
    let said = text_of(text, e.span);
    match &e.kind {
        ExprKind::Column(_) => columns(e, rows, found),
        ExprKind::Literal(value) if is_written_out(&said, value) => {}
        // Parts of `between` and its kin stand at the whole.
        ExprKind::And(..) | ExprKind::Or(..) | ExprKind::Not(_) | ExprKind::Compare { .. } => {
            e.children().into_iter().for_each(|c| operand(c, leaf, rows, text, found));
        }
        _ if e.span == leaf || said.is_empty() => {
            e.children().into_iter().for_each(|c| operand(c, leaf, rows, text, found));
        }
        // A conversion that the binder adds has the place of what it converts.
        ExprKind::Call { args, .. } if args.iter().any(|a| a.span == e.span) => {
            e.children().into_iter().for_each(|c| operand(c, leaf, rows, text, found));
        }
        _ => push(said, e, found),
    }
}

fn columns<'a>(e: &'a Expr, rows: &Rel, found: &mut Vec<(String, &'a Expr)>) {
    if let ExprKind::Column(id) = e.kind
        && let Some(col) = rows.visible().find(|c| c.id == id)
    {
        push(col.name.clone(), e, found);
    }
    e.children().into_iter().for_each(|c| columns(c, rows, found));
}

fn push<'a>(name: String, e: &'a Expr, found: &mut Vec<(String, &'a Expr)>) {
    if !found.iter().any(|(known, _)| *known == name) {
        found.push((name, e));
    }
}

/// `5`, `"fail"`, `1d`, `datetime(2026-01-01)`: the text is the value already.
fn is_written_out(said: &str, value: &Value) -> bool {
    let is_typed =
        matches!(value.kql_type(), Type::Datetime | Type::Timespan | Type::Guid | Type::Dynamic | Type::Long);
    let typed = ["datetime(", "date(", "timespan(", "time(", "guid(", "dynamic(", "long(", "int(", "real(", "bool("];
    said.is_empty()
        || !said.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        || matches!(said, "true" | "false")
        || said.starts_with(['h', 'H']) && said.get(1..2).is_some_and(|quote| matches!(quote, "\"" | "'" | "@"))
        || is_typed && typed.iter().any(|t| said.to_ascii_lowercase().starts_with(t))
}
