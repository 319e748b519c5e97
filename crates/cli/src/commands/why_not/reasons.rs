//! Why rows end at an operator, in words.

use super::Explained;
use super::values::{are, equal, piece, spot};
use crate::commands::hunt::range::RANGE;
use crate::output::counted;
use crate::output::terminal::printable;
use lurcher_engine::{Reason, Term, Why};
use lurcher_types::time::format_datetime_wire;

/// Legs of an `or` that are told.
const SHOWN_LEGS: usize = 8;

/// Lines: the first says what is so, others what it is made of.
pub fn lines(explained: &Explained, reason: &Reason) -> Vec<String> {
    let rule = &explained.planned.rule;
    match reason {
        Reason::Predicate(why) if why.is_empty() => vec!["its predicate is not true of it".to_owned()],
        Reason::Predicate(whys) => whys.iter().flat_map(|w| why(explained, w)).collect(),
        Reason::Hidden(name) if name == RANGE => {
            vec![format!("it lies outside --from and --to:{}", explained.range.text())]
        }
        Reason::Hidden(name) => vec![excluded(explained, name)],
        Reason::Later => {
            let as_of = explained.request.as_of.map(format_datetime_wire).unwrap_or_default();
            vec![format!("its time is later than --as-of {as_of}")]
        }
        Reason::NoPartner { keys, others, lost } => {
            let key = if keys.is_empty() { "it".to_owned() } else { equal(keys) };
            let mut lines = vec![format!("the other side ({}) has no row with {key}", counted(*others, "row"))];
            if let Some(lost) = lost {
                let (what, place) = (piece(rule, lost.span), spot(rule, lost.span));
                lines.push(format!("it has lost {} by `{what}` at {place}", counted(lost.rows, "such row")));
                lines.extend(lost.why.iter().flat_map(|w| why(explained, w)));
            }
            lines
        }
        Reason::Partner { keys, row } => {
            let mut lines =
                vec![format!("the other side has a row with {}, and the join keeps those without", equal(keys))];
            if row.len() > keys.len() {
                lines.push(format!("that row: {}", equal(row)));
            }
            lines
        }
        Reason::NotTheOne(keys) => vec![format!(
            "the join keeps one row of this side with {}, and it is another one (innerunique; kind=inner keeps all)",
            equal(keys)
        )],
        Reason::Cut { kept, of, rank, by } => {
            let rank = rank.map(|r| format!("; it is number {r}")).unwrap_or_default();
            let by = if by.is_empty() { String::new() } else { format!(": {}", are(by)) };
            vec![format!("{kept} of {} are kept{rank}{by}", counted(*of, "row"))]
        }
        Reason::NoElements(lists) => vec![format!("there is no element to make a row of: {}", are(lists))],
        Reason::OutOfBounds(values) => vec![format!("it lies outside the operator's bounds: {}", are(values))],
        Reason::NoMatch(text) => vec![format!("the pattern does not match: {}", are(text))],
        Reason::Rule => vec!["the operator gives no row for it".to_owned()],
    }
}

fn why(explained: &Explained, w: &Why) -> Vec<String> {
    match w {
        Why::Term(t) => vec![term(explained, t)],
        Why::All(parts) => joined(parts.iter().flat_map(|part| why(explained, part)).collect()),
        Why::Either(legs) => {
            let mut lines = vec![match legs.iter().all(wants_truth) {
                true => "none of these is true:".to_owned(),
                false => "one of these would have to be otherwise:".to_owned(),
            }];
            let told = legs.iter().take(SHOWN_LEGS).flat_map(|leg| why(explained, leg));
            lines.extend(told.map(|line| format!("  {line}")));
            if legs.len() > SHOWN_LEGS {
                lines.push(format!("  and {} more", legs.len() - SHOWN_LEGS));
            }
            lines
        }
    }
}

/// Lines of things that are so together.
fn joined(lines: Vec<String>) -> Vec<String> {
    let last = lines.len().saturating_sub(1);
    lines.into_iter().enumerate().map(|(at, line)| if at < last { line + ", and" } else { line }).collect()
}

fn wants_truth(w: &Why) -> bool {
    match w {
        Why::Term(t) => t.wanted,
        Why::Either(legs) | Why::All(legs) => legs.iter().all(wants_truth),
    }
}

/// `SPF == "fail" is false: SPF is "pass"`
pub fn term(explained: &Explained, t: &Term) -> String {
    let truth = match t.truth {
        Some(true) => "true",
        Some(false) => "false",
        None => "null",
    };
    let negated = if t.wanted { "" } else { ", and must not be" };
    let values = if t.values.is_empty() { String::new() } else { format!(": {}", are(&t.values)) };
    format!("{} is {truth}{negated}{values}", piece(&explained.planned.rule, t.span))
}

/// Who hides it, and for what reason.
fn excluded(explained: &Explained, name: &str) -> String {
    match explained.exclusions.iter().find(|e| e.id == name) {
        Some(e) => {
            let until = e.expires.as_ref().map(|m| format!(", until {}", m.text)).unwrap_or_default();
            printable(&format!(
                "the exclusion `{}` at {} hides it (owner {}{until}): {}",
                e.id,
                e.place_text(),
                e.owner,
                e.scenario.trim()
            ))
        }
        None => format!("`{}` hides it", printable(name)),
    }
}
