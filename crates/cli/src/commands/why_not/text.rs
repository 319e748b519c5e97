//! The way of a mail through a rule, on a terminal: a line for each operator, and beneath it what ends there, and why.

use super::Explained;
use super::outcome::{Outcome, decisive};
use super::reasons::lines;
use super::values::{equal, piece, spot};
use crate::output::counted;
use crate::output::terminal::{Style, printable};
use lurcher_engine::{Bits, Drop, Operator, Pipe, PipeOf};

/// Followed rows that are listed, and drops of one operator that are told.
const SHOWN_ROWS: usize = 20;
const SHOWN_DROPS: usize = 5;
/// Lines of the reason that are repeated at the end.
const SHOWN_LINES: usize = 8;
/// Columns of a row of the answer that are shown.
const SHOWN_COLUMNS: usize = 8;
/// Before an operator stand two numbers and a sign.
const MARGIN: usize = 22;

pub fn text(explained: &Explained, style: Style) -> String {
    let mut out = head(explained, style);
    if !explained.followed.pipes.is_empty() {
        out.push_str(&format!("\n{}\n", style.faint("    rows  followed")));
    }
    for of in &explained.followed.pipes {
        if let Some(title) = title(explained, of) {
            out.push_str(&format!("{:MARGIN$}{}\n", "", style.faint(&title)));
        }
        pipe(explained, of, "", style, &mut out);
    }
    out.push_str(&format!("\n{}\n", verdict(explained, style)));
    out
}

fn head(explained: &Explained, style: Style) -> String {
    let rule = &explained.planned.rule;
    let title = format!("{} ({})", printable(&rule.name), printable(&rule.path));
    let mut out = format!("{} at {}{}\n", style.bold(&title), explained.now(), explained.range.text());
    let values = explained.request.chosen.iter().map(|c| format!("{} = {}", printable(&c.name), printable(&c.text)));
    let values: Vec<String> = values.collect();
    if !values.is_empty() {
        out.push_str(&format!("parameters: {}\n", values.join(", ")));
    }
    let rows = |of: &std::collections::BTreeMap<String, u64>| {
        let each = of.iter().map(|(table, rows)| format!("{} of {}", counted(*rows, "row"), printable(table)));
        each.collect::<Vec<_>>().join(", ")
    };
    let wanted = printable(&explained.wanted);
    match explained.read.is_empty() {
        true => out.push_str(&format!("{wanted}: no row of a table that the rule reads\n")),
        false => out.push_str(&format!("{wanted}: {}\n", rows(&explained.read))),
    }
    if !explained.unread.is_empty() {
        out.push_str(&format!("not read by the rule: {}\n", rows(&explained.unread)));
    }
    let followed = &explained.followed.rows;
    if followed.len() > 1 {
        for (at, row) in followed.iter().take(SHOWN_ROWS).enumerate() {
            let times = if row.count > 1 { format!(" ({} alike)", row.count) } else { String::new() };
            let values = if row.values.is_empty() { String::new() } else { format!(" with {}", equal(&row.values)) };
            out.push_str(&format!("  row {} is of {}{values}{times}\n", at + 1, printable(&row.table)));
        }
        if followed.len() > SHOWN_ROWS {
            out.push_str(&format!("  and {} more\n", followed.len() - SHOWN_ROWS));
        }
    }
    out
}

fn title(explained: &Explained, pipe: &Pipe) -> Option<String> {
    let results = explained.followed.results.len();
    let place = pipe.operators.first().map(|o| spot(&explained.planned.rule, o.span)).unwrap_or_default();
    match pipe.of {
        PipeOf::Result(at) => (explained.followed.pipes.len() > 1).then(|| match results {
            1 => "the answer:".to_owned(),
            _ => format!("answer {}:", at + 1),
        }),
        PipeOf::Table => Some(format!("a table computed once, at {place}:")),
        PipeOf::Set => Some(format!("a set of values, at {place}:")),
        PipeOf::Scalar => Some(format!("one value, at {place}:")),
        PipeOf::Parts => Some(format!("parts of a table, at {place}:")),
        PipeOf::Side | PipeOf::Match | PipeOf::NoMatch => None,
    }
}

fn pipe(explained: &Explained, of: &Pipe, indent: &str, style: Style, out: &mut String) {
    for (at, operator) in of.operators.iter().enumerate() {
        for side in &operator.sides {
            let role = match side.of {
                PipeOf::Match => Some("rows that match one of these stay:"),
                PipeOf::NoMatch => Some("rows that match one of these are left out:"),
                _ => None,
            };
            if let Some(role) = role {
                out.push_str(&format!("{:MARGIN$}{indent}│ {}\n", "", style.faint(role)));
            }
            pipe(explained, side, &format!("{indent}│ "), style, out);
        }
        let bar = if at == 0 { "" } else { "| " };
        let rows = operator.rows.map(|n| n.to_string()).unwrap_or_default();
        let followed = operator.followed.map_or_else(|| "?".to_owned(), |n| n.to_string());
        let what = format!("{indent}{bar}{}", piece(&explained.planned.rule, operator.span));
        let sign = match of.of {
            // What is not here leaves nothing out.
            PipeOf::NoMatch if operator.bits.is_empty() => style.faint("·"),
            _ => sign(operator, style),
        };
        out.push_str(&format!("{rows:>8}  {followed:>8}  {sign} {what}\n"));
        let plain = Style { colours: style.colours && of.of != PipeOf::NoMatch, ..style };
        drops(explained, operator, indent, plain, out);
        if operator.shows_others > 0 {
            let groups = counted(operator.shows_others, "group");
            let note = format!("in {groups} of it the values are those of another row");
            out.push_str(&format!("{:MARGIN$}{indent}  {}\n", "", style.yellow(&note)));
        }
        if operator.blind {
            let note = "rows cannot be followed through this operator: what becomes of them is not known";
            out.push_str(&format!("{:MARGIN$}{indent}  {}\n", "", style.yellow(note)));
        }
    }
}

fn sign(operator: &Operator, style: Style) -> String {
    match (operator.drops.is_empty(), operator.bits.is_empty()) {
        _ if operator.blind => style.yellow("?"),
        (true, false) => style.green("✓"),
        (true, true) if !operator.further.is_empty() => style.yellow("✗"),
        (true, true) => style.faint("·"),
        (false, false) => style.yellow("~"),
        (false, true) => style.red("✗"),
    }
}

fn drops(explained: &Explained, operator: &Operator, indent: &str, style: Style, out: &mut String) {
    let own = operator.drops.iter().map(|drop| (drop, ""));
    let further = operator.further.iter().map(|drop| (drop, "it would end here too: "));
    for (drop, word) in own.chain(further).take(SHOWN_DROPS) {
        for (at, line) in told(explained, drop).into_iter().enumerate() {
            let line = match (at, word) {
                (0, "") => style.red(&line),
                (0, word) => style.yellow(&format!("{word}{line}")),
                _ => line,
            };
            out.push_str(&format!("{:MARGIN$}{indent}  {line}\n", ""));
        }
    }
    let all = operator.drops.len() + operator.further.len();
    if all > SHOWN_DROPS {
        let more = counted((all - SHOWN_DROPS) as u64, "more reason");
        out.push_str(&format!("{:MARGIN$}{indent}  and {more} for other rows\n", ""));
    }
}

/// Of which rows, in which group, and why.
fn told(explained: &Explained, drop: &Drop) -> Vec<String> {
    let mut lines = lines(explained, &drop.reason);
    if !drop.group.is_empty() {
        lines.push(format!("of the group {}", equal(&drop.group)));
    }
    if explained.followed.rows.len() > 1 {
        lines.push(rows(drop.bits));
    }
    lines
}

/// `row 1`, `rows 1 and 3`
fn rows(bits: Bits) -> String {
    let numbers: Vec<String> = bits.iter().map(|at| (at + 1).to_string()).collect();
    match numbers.as_slice() {
        [one] => format!("row {one}"),
        [all @ .., last] => format!("rows {} and {last}", all.join(", ")),
        [] => String::new(),
    }
}

fn verdict(explained: &Explained, style: Style) -> String {
    let rule = &explained.planned.rule;
    let results = &explained.followed.results;
    let total: u64 = results.iter().map(|r| r.rows).sum();
    let answer = || format!("the rule answers with {}", counted(total, "row"));
    match explained.outcome {
        Outcome::Found => {
            let mut out = style.green(&format!("found: {}, and it is in this one:", answer()));
            for row in results.iter().filter_map(|r| r.shown.first()) {
                let shown = row.get(..SHOWN_COLUMNS.min(row.len())).unwrap_or_default();
                let more = if row.len() > SHOWN_COLUMNS { ", …" } else { "" };
                out.push_str(&format!("\n  {}{more}", equal(shown)));
            }
            out
        }
        Outcome::BelowTrigger => {
            style.red(&format!("not found: {}, and its trigger wants another number of them", answer()))
        }
        Outcome::Dropped => {
            let Some((operator, drop)) = decisive(&explained.followed) else { return String::new() };
            let (what, place) = (piece(rule, operator.span), spot(rule, operator.span));
            let why: Vec<String> = lines(explained, &drop.reason).into_iter().take(SHOWN_LINES).collect();
            let why = why.join("\n  ");
            let only = match further(&explained.followed.pipes) {
                0 if !explained.followed.would_reach.is_empty() => "\n  nothing else on its way would drop it",
                0 => "",
                _ => "\n  it would end further on too, as is said there",
            };
            style.red(&format!("not found: `{what}` at {place} drops it")) + &format!("\n  {why}{only}")
        }
        Outcome::NotRead => style.red("not found: no table that the rule reads has a row of it"),
        Outcome::Beside => style.yellow(&format!(
            "not in the answer: it takes part in what other rows are held against, and gives none itself; {}",
            answer()
        )),
        Outcome::OutOfSight => style.yellow(&format!("cannot tell: it goes out of sight; {}", answer())),
    }
}

/// How much else would drop rows.
fn further(pipes: &[Pipe]) -> usize {
    let of_operator = |o: &Operator| o.further.len() + further(&o.sides);
    pipes.iter().flat_map(|pipe| &pipe.operators).map(of_operator).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_counted_from_one() {
        assert_eq!(rows(Bits(1)), "row 1");
        assert_eq!(rows(Bits(0b1011)), "rows 1, 2 and 4");
    }
}
