//! The matrix on a terminal: tactics with their counts, techniques that have rules, and what each rule lacks.

use crate::output::terminal::{Style, fit, pad, printable, width};
use lurcher_rules::coverage::{Coverage, Mapped, State};

/// Columns for the name of a tactic, and for each number.
const TACTIC: usize = 22;
const NUMBER: usize = 6;
/// The room for a technique's name, where there is enough, and the least for any.
const NAME: usize = 34;
const LEAST: usize = 12;

pub fn text(coverage: &Coverage, style: Style) -> String {
    let mut out = format!("{}\n\n", style.bold(&coverage.summary()));
    out.push_str(&tactics(coverage, style));
    for (position, tactic) in coverage.attack.tactics.iter().enumerate() {
        let lines = techniques(coverage, position, style);
        if !lines.is_empty() {
            out.push_str(&format!(
                "\n{}\n{lines}",
                style.bold(&printable(&format!("{} ({})", tactic.name, tactic.id)))
            ));
        }
    }
    out.push_str(&format!("\n{}\n", style.bold("Rules")));
    let mut rules: Vec<&Mapped> = coverage.rules.iter().collect();
    rules.sort_by_key(|m| std::cmp::Reverse(m.state.state()));
    rules.iter().for_each(|mapped| out.push_str(&rule(mapped, style)));
    out
}

/// A line per tactic: how many techniques it has, and how many of them are in each state.
fn tactics(coverage: &Coverage, style: Style) -> String {
    let shown: Vec<State> = State::ALL.into_iter().filter(|s| *s != State::None).collect();
    let legend: Vec<String> = shown.iter().map(|s| format!("{} {}", s.mark(), s.name())).collect();
    let mut out = format!("{}\n", style.faint(&legend.join("  ")));
    let heads: Vec<String> = shown.iter().map(|s| pad(s.mark(), NUMBER, true)).collect();
    out.push_str(&format!(
        "{}{}{}\n",
        pad("sub-techniques too", TACTIC, false),
        heads.concat(),
        pad("of", NUMBER, true)
    ));
    let line = |name: &str, counts: lurcher_rules::coverage::Counts| {
        let number = |n: usize| if n == 0 { "-".to_owned() } else { n.to_string() };
        let cells: Vec<String> =
            shown.iter().map(|s| coloured(*s, &pad(&number(counts.of_state(*s)), NUMBER, true), style)).collect();
        let total = pad(&counts.total().to_string(), NUMBER, true);
        format!("{}{}{total}\n", pad(&printable(name), TACTIC, false), cells.concat())
    };
    for (position, tactic) in coverage.attack.tactics.iter().enumerate() {
        out.push_str(&line(&tactic.name, coverage.counts(position)));
    }
    out.push_str(&line("each once", coverage.all_counts()));
    out
}

/// A line per technique of a tactic that has rules.
fn techniques(coverage: &Coverage, tactic: usize, style: Style) -> String {
    let mut out = String::new();
    for technique in coverage.column(tactic) {
        let rules: Vec<&Mapped> = coverage.cell(tactic, &technique.id).collect();
        if rules.is_empty() {
            continue;
        }
        let state = coverage.cell_state(tactic, &technique.id);
        let head = format!("  {} {}  ", state.mark(), pad(&technique.id, 9, false));
        let tail = match rules.as_slice() {
            [one] => one.rule.name.clone(),
            [first, rest @ ..] => format!("{} and {} more", first.rule.name, rest.len()),
            [] => String::new(),
        };
        let name_room = room(style, 46).min(NAME);
        let (name, state_name) = (pad(&printable(&technique.name), name_room, false), pad(state.name(), 14, false));
        let used = width(&head) + width(&name) + width(&state_name) + 1;
        let tail = fit(&printable(&tail), room(style, used));
        out.push_str(&format!("{head}{name} {}{}\n", coloured(state, &state_name, style), style.faint(&tail)));
    }
    out
}

/// The rule's name and techniques, then what it lacks; a reason is never cut.
fn rule(mapped: &Mapped, style: Style) -> String {
    let state = mapped.state.state();
    let ids: Vec<&str> = mapped.techniques.iter().map(|(technique, _)| technique.id.as_str()).collect();
    let ids = if ids.is_empty() { "no technique".to_owned() } else { ids.join(", ") };
    let head = format!("  {} ", state.mark());
    let name = fit(&printable(&mapped.rule.name), room(style, width(&head) + width(&ids) + 2));
    let mut out = format!("{}{name}  {}\n", coloured(state, &head, style), style.faint(&ids));
    let lacks = mapped.state.lacks();
    if !lacks.is_empty() {
        out.push_str(&format!("      {}\n", style.faint(&printable(&lacks.join("; ")))));
    }
    for doubt in &mapped.doubts {
        out.push_str(&format!("      {}\n", style.yellow(&printable(doubt))));
    }
    out
}

fn room(style: Style, used: usize) -> usize {
    style.width.map_or(usize::MAX, |w| w.saturating_sub(used).max(LEAST))
}

pub fn coloured(state: State, text: &str, style: Style) -> String {
    match state {
        State::Covered | State::NotRun => style.green(text),
        State::Tested | State::Degraded | State::DataMissing => style.yellow(text),
        State::MappedOnly | State::None => style.faint(text),
    }
}
