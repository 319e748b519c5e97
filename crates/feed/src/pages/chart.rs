//! Rows of each run as bars, with the same numbers as a table for whoever cannot see them.

use crate::html::{Html, el};
use lurcher_rules::coverage::Run;

const WIDTH: u64 = 640;
const HEIGHT: u64 = 140;
/// Room below the bars for words, and above the tallest.
const FOOT: u64 = 22;
const HEAD: u64 = 18;
/// The newest runs that are drawn.
const MAX_BARS: usize = 60;

/// A figure of the newest runs; nothing where there is only one.
pub fn hits(runs: &[Run]) -> Option<Html> {
    let shown = runs.get(runs.len().saturating_sub(MAX_BARS)..).unwrap_or_default();
    let (first, last) = (shown.first()?, shown.last()?);
    if shown.len() < 2 {
        return None;
    }
    let most = shown.iter().filter_map(|r| r.rows).max().unwrap_or(0);
    let step = WIDTH / shown.len() as u64;
    let width = step.saturating_sub(step / 5).clamp(2, 48);
    let room = HEIGHT - FOOT - HEAD;
    let mut drawing = Html::new();
    for (i, run) in shown.iter().enumerate() {
        let x = i as u64 * step;
        let (class, height) = match run.rows {
            Some(0) => ("hit", 1),
            // Whatever was found can be seen.
            Some(rows) => ("hit", (room.saturating_mul(rows) / most.max(1)).max(3)),
            None => ("unknown", room / 2),
        };
        let [x, y, width, height] = [x, HEIGHT - FOOT - height, width, height].map(|n| n.to_string());
        let place = [("class", class), ("x", &x), ("y", &y), ("width", &width), ("height", &height)];
        drawing.push(el("rect", &place, el("title", &[], format!("{}: {}", run.at, rows(run)))));
    }
    let base = (HEIGHT - FOOT).to_string();
    let line = [("class", "axis"), ("x1", "0"), ("y1", &base), ("x2", "640"), ("y2", &base)];
    drawing.push(el("line", &line, ""));
    let text =
        |x: &str, y: &str, anchor: &str, words: &str| el("text", &[("x", x), ("y", y), ("text-anchor", anchor)], words);
    let below = (HEIGHT - 6).to_string();
    drawing.push(text("0", &below, "start", &day(&first.at)));
    drawing.push(text("640", &below, "end", &day(&last.at)));
    drawing.push(text("0", "12", "start", &format!("most: {most}")));
    let (from, to) = (day(&first.at), day(&last.at));
    let words = format!("Rows found in the last {} runs, {from} to {to}, at most {most}", shown.len());
    let svg = el("svg", &[("viewBox", "0 0 640 140"), ("role", "img"), ("aria-label", &words)], drawing);
    Some(el("figure", &[], svg.and(el("figcaption", &[("class", "note")], caption(shown, &words)))).and(table(shown)))
}

fn caption(runs: &[Run], words: &str) -> String {
    match runs.iter().filter(|r| r.rows.is_none()).count() {
        0 => format!("{words}."),
        n => format!("{words}. A dashed bar is a run that could not be judged ({n})."),
    }
}

fn rows(run: &Run) -> String {
    match run.rows {
        Some(rows) => format!("{rows} rows, {}", run.verdict),
        None => run.verdict.clone(),
    }
}

fn day(at: &str) -> String {
    at.chars().take(10).collect()
}

fn table(runs: &[Run]) -> Html {
    let head = ["Run", "Verdict", "Rows"].map(|h| el("th", &[("scope", "col")], h));
    let row = |run: &Run| {
        let rows = run.rows.map_or("unknown".to_owned(), |r| r.to_string());
        let cells = [run.at.clone(), run.verdict.clone(), rows].map(|c| el("td", &[], c));
        el("tr", &[], Vec::from(cells))
    };
    let body: Vec<Html> = runs.iter().rev().map(row).collect();
    let table = el("thead", &[], el("tr", &[], Vec::from(head))).and(el("tbody", &[], body));
    let table = el(
        "div",
        &[("class", "scroll"), ("tabindex", "0"), ("role", "group"), ("aria-label", "Runs")],
        el("table", &[], table),
    );
    el("details", &[], el("summary", &[], "The same as a table").and(table))
}
