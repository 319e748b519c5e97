//! `--fix`: the files with their queries rewritten.

use super::{Around, path_of};
use crate::failure::Failure;
use lurcher_rules::lint::{Binding, Finding, Surroundings, fix};
use lurcher_rules::{Pack, Place, Rule, rewrite_queries};
use std::collections::BTreeMap;

/// What `--fix` did.
#[derive(Default)]
pub struct Fixed {
    /// How many rewritings were written.
    pub done: usize,
    /// Each query that was left as it is though something of it could be rewritten, with its place and why.
    pub left: Vec<String>,
}

/// A query with its rewritings, and how many they are.
struct Rewriting<'a> {
    rule: &'a Rule,
    query: String,
    count: usize,
}

/// Writes the safe rewritings.
pub fn write(packs: &[Pack], findings: &[Finding], around: &Around) -> Result<Fixed, Failure> {
    let mut fixed = Fixed::default();
    for (number, pack) in packs.iter().enumerate() {
        let mut files: BTreeMap<&str, Vec<Rewriting>> = BTreeMap::new();
        for rule in &pack.rules {
            let own: Vec<&Finding> =
                findings.iter().filter(|f| f.pack == number && f.rule == rule.id && f.path == rule.path).collect();
            let (query, count) = fix::fixed(&rule.query, &own);
            if count == 0 {
                continue;
            }
            if answers_alike(pack, rule, &query, around) {
                files.entry(&rule.path).or_default().push(Rewriting { rule, query, count });
            } else {
                let place = rule.query_start.map(|p| format!(":{}:{}", p.line, p.column)).unwrap_or_default();
                let path = path_of(pack, &rule.path);
                fixed.left.push(format!("{path}{place}: the query would have other columns, and was left as it is"));
            }
        }
        for (path, rewritings) in files {
            of_file(pack, path, &rewritings, &mut fixed)?;
        }
    }
    Ok(fixed)
}

/// A last look: the new query has the same columns as the old one.
fn answers_alike(pack: &Pack, rule: &Rule, query: &str, around: &Around) -> bool {
    let columns = |rule: &Rule| {
        let binding = Binding { rule, about: &pack.about, with_parameters: false, exclusion: None };
        let program = around.bind(&binding).ok()?;
        let all = program.results.iter().flat_map(|result| result.rel.visible());
        Some(all.map(|col| (col.name.clone(), col.kql_type)).collect::<Vec<_>>())
    };
    let new = Rule { query: query.to_owned(), ..rule.clone() };
    matches!((columns(rule), columns(&new)), (Some(old), Some(new)) if old == new)
}

fn of_file(pack: &Pack, path: &str, rewritings: &[Rewriting], fixed: &mut Fixed) -> Result<(), Failure> {
    let shown = path_of(pack, path);
    let failed = |e: std::io::Error| Failure::plain(format!("{shown}: {e}"));
    let file = pack.root.join(path);
    let text = std::fs::read_to_string(&file).map_err(failed)?;
    let mut met = Vec::new();
    let rewrite = |query: &str, place: Place| {
        let found = rewritings.iter().find(|r| r.rule.query_start == Some(place) && r.rule.query == query);
        met.extend(found.map(|r| (place, r.count)));
        Ok(found.map_or_else(|| query.to_owned(), |r| r.query.clone()))
    };
    let new = match rewrite_queries(&shown, &text, rewrite) {
        Ok(new) => new,
        // Such as a custom detection, whose query has another key.
        Err(problem) => {
            fixed.left.push(format!("{problem}; its query was left as it is"));
            return Ok(());
        }
    };
    fixed.left.extend(new.left_alone.iter().map(ToString::to_string));
    met.retain(|(place, _)| !new.left_alone.iter().any(|problem| problem.place == Some(*place)));
    if met.len() + new.left_alone.len() < rewritings.len() {
        fixed.left.push(format!("{shown}: a query was changed while it was looked at, and was left as it is"));
    }
    if new.text != text {
        std::fs::write(&file, new.text).map_err(failed)?;
        fixed.done += met.iter().map(|(_, count)| count).sum::<usize>();
    }
    Ok(())
}
