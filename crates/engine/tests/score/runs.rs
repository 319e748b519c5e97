//! Public queries that run to their end: `make corpus` measures that and keeps its figures in docs/published-hunts.md.

use super::page::{Line, project_file};

const PAGE: &str = "docs/published-hunts.md";

/// A line for each way to run them; a line that says so where the page does not exist.
pub fn lines() -> Vec<Line> {
    let text = std::fs::read_to_string(project_file(PAGE)).unwrap_or_default();
    let found: Vec<Line> = text.lines().filter_map(line).collect();
    if found.is_empty() {
        return vec![Line::unmeasured("public queries run to their end", "`make corpus`")];
    }
    found
}

/// Reads `| tables | hunts | ran (percent) | why others did not |`.
fn line(row: &str) -> Option<Line> {
    let cells: Vec<&str> = row.trim().trim_matches('|').split('|').map(str::trim).collect();
    let (tables, all, ran) =
        (cells.first()?, cells.get(1)?.parse().ok()?, cells.get(2)?.split(' ').next()?.parse().ok()?);
    Some(Line::part(&format!("public queries run to their end over {tables}"), ran, all, "`make corpus`"))
}

#[test]
fn rows_of_the_page_are_read() {
    assert!(line("| empty tables | 100 | 99 (99.0 %) | refused: 1 |").is_some());
    assert!(line("| tables | hunts | ran | why others did not |").is_none() && line("|---|---|---|---|").is_none());
}
