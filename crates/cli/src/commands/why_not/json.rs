//! The same for programs: one object.

use super::Explained;
use super::outcome::decisive;
use super::reasons::lines;
use super::values::spot;
use lurcher_engine::{Bits, Drop, Lost, Named, Operator, Pipe, PipeOf, Reason, Why};
use lurcher_syntax::Span;
use lurcher_types::Value as Kql;
use lurcher_types::time::format_datetime_wire;
use serde_json::{Map, Value, json};

pub fn json(explained: &Explained) -> String {
    let rule = &explained.planned.rule;
    let followed = &explained.followed;
    let chosen: Map<String, Value> =
        explained.request.chosen.iter().map(|c| (c.name.clone(), Value::from(c.text.clone()))).collect();
    let rows = followed.rows.iter().enumerate();
    let object = json!({
        "rule": {"id": rule.id, "name": rule.name, "path": rule.path},
        "now": explained.now(),
        "as_of": explained.request.as_of.map(format_datetime_wire),
        "from": explained.range.from.map(format_datetime_wire), "to": explained.range.to.map(format_datetime_wire),
        "parameters": chosen,
        "outcome": explained.outcome.name(),
        "dropped_by": decisive(followed).filter(|_| explained.outcome == super::Outcome::Dropped)
            .map(|(operator, d)| json!({"place": at(explained, operator.span), "drop": drop(explained, d)})),
        "would_reach": numbers(followed.would_reach),
        "rows_read": explained.read, "rows_not_read": explained.unread,
        "rows": rows.map(|(n, r)| json!({
            "row": n + 1, "table": r.table, "count": r.count, "values": values(&r.values),
        })).collect::<Vec<_>>(),
        "pipes": followed.pipes.iter().map(|p| pipe(explained, p)).collect::<Vec<_>>(),
        "results": followed.results.iter().map(|r| json!({
            "rows": r.rows, "from": numbers(r.bits), "out_of_sight": r.blind,
            "shown": r.shown.iter().map(|row| values(row)).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
    });
    format!("{object}\n")
}

fn pipe(explained: &Explained, pipe: &Pipe) -> Value {
    let (of, result) = match pipe.of {
        PipeOf::Result(at) => ("result", Some(at)),
        PipeOf::Table => ("table", None),
        PipeOf::Set => ("set", None),
        PipeOf::Scalar => ("scalar", None),
        PipeOf::Parts => ("parts", None),
        PipeOf::Side => ("side", None),
        PipeOf::Match => ("match", None),
        PipeOf::NoMatch => ("no match", None),
    };
    let operators = pipe.operators.iter().map(|o| operator(explained, o));
    json!({"of": of, "result": result, "operators": operators.collect::<Vec<_>>()})
}

fn operator(explained: &Explained, operator: &Operator) -> Value {
    json!({
        "place": at(explained, operator.span),
        "rows": operator.rows, "followed": operator.followed, "from": numbers(operator.bits),
        "groups_of_other_rows": operator.shows_others, "out_of_sight": operator.blind,
        "drops": operator.drops.iter().map(|d| drop(explained, d)).collect::<Vec<_>>(),
        "further": operator.further.iter().map(|d| drop(explained, d)).collect::<Vec<_>>(),
        "sides": operator.sides.iter().map(|side| pipe(explained, side)).collect::<Vec<_>>(),
    })
}

fn drop(explained: &Explained, drop: &Drop) -> Value {
    let mut object = reason(explained, &drop.reason);
    object.insert("from".into(), json!(numbers(drop.bits)));
    object.insert("group".into(), values(&drop.group));
    object.insert("said".into(), json!(lines(explained, &drop.reason)));
    Value::Object(object)
}

fn reason(explained: &Explained, reason: &Reason) -> Map<String, Value> {
    let whys = |list: &[Why]| list.iter().map(|w| why(explained, w)).collect::<Vec<_>>();
    let lost = |l: &Lost| json!({"place": at(explained, l.span), "rows": l.rows, "why": whys(&l.why)});
    let said = match reason {
        Reason::Predicate(list) => json!({"reason": "predicate", "why": whys(list)}),
        Reason::Hidden(name) => json!({"reason": "hidden", "by": name}),
        Reason::Later => json!({"reason": "later"}),
        Reason::NoPartner { keys, others, lost: l } => json!({
            "reason": "no partner", "keys": values(keys), "other_rows": others, "lost": l.as_ref().map(lost),
        }),
        Reason::Partner { keys, row } => json!({"reason": "partner", "keys": values(keys), "row": values(row)}),
        Reason::NotTheOne(keys) => json!({"reason": "not the one", "keys": values(keys)}),
        Reason::Cut { kept, of, rank, by } => {
            json!({"reason": "cut", "kept": kept, "of": of, "rank": rank, "by": values(by)})
        }
        Reason::NoElements(lists) => json!({"reason": "no elements", "values": values(lists)}),
        Reason::OutOfBounds(bounds) => json!({"reason": "out of bounds", "values": values(bounds)}),
        Reason::NoMatch(text) => json!({"reason": "no match", "values": values(text)}),
        Reason::Rule => json!({"reason": "rule"}),
    };
    match said {
        Value::Object(object) => object,
        _ => Map::new(),
    }
}

fn why(explained: &Explained, w: &Why) -> Value {
    match w {
        Why::Term(t) => json!({
            "place": at(explained, t.span), "is": t.truth, "wanted": t.wanted, "values": values(&t.values),
        }),
        Why::All(parts) => json!({"all": parts.iter().map(|part| why(explained, part)).collect::<Vec<_>>()}),
        Why::Either(legs) => json!({"either": legs.iter().map(|leg| why(explained, leg)).collect::<Vec<_>>()}),
    }
}

fn at(explained: &Explained, span: Span) -> Value {
    let rule = &explained.planned.rule;
    json!({"at": spot(rule, span), "start": span.start, "end": span.end, "text": span.of(&rule.query)})
}

fn numbers(bits: Bits) -> Vec<usize> {
    bits.iter().map(|at| at + 1).collect()
}

/// In the order in which they are told: names may repeat.
fn values(named: &[Named]) -> Value {
    named.iter().map(|n| json!({"name": n.name, "value": value(&n.value)})).collect()
}

fn value(value: &Kql) -> Value {
    match value {
        Kql::Null(_) => Value::Null,
        Kql::Bool(truth) => json!(truth),
        Kql::Int(n) => json!(n),
        Kql::Long(n) => json!(n),
        Kql::Real(n) if n.is_finite() => json!(n),
        other => Value::from(other.to_text()),
    }
}
