//! `--fix`: the files with their queries rewritten.

use super::{Around, path_of};
use crate::failure::Failure;
use crate::output::terminal::printable;
use lurcher_rules::lint::{Binding, Finding, Surroundings, fix};
use lurcher_rules::{Pack, Place, Rule, rewrite_queries};
use std::collections::BTreeMap;

/// Writes the safe rewritings, and says how many.
pub fn write(packs: &[Pack], findings: &[Finding], around: &Around) -> Result<usize, Failure> {
    let mut done = 0;
    for (number, pack) in packs.iter().enumerate() {
        let mut files: BTreeMap<&str, Vec<(&Rule, String, usize)>> = BTreeMap::new();
        for rule in &pack.rules {
            let own: Vec<&Finding> =
                findings.iter().filter(|f| f.pack == number && f.rule == rule.id && f.path == rule.path).collect();
            let (query, count) = fix::fixed(&rule.query, &own);
            if count > 0 && answers_alike(pack, rule, &query, around) {
                files.entry(&rule.path).or_default().push((rule, query, count));
            }
        }
        for (path, rewritten) in files {
            done += of_file(pack, path, &rewritten)?;
        }
    }
    Ok(done)
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

fn of_file(pack: &Pack, path: &str, rewritten: &[(&Rule, String, usize)]) -> Result<usize, Failure> {
    let shown = path_of(pack, path);
    let failed = |e: std::io::Error| Failure::plain(format!("{shown}: {e}"));
    let file = pack.root.join(path);
    let text = std::fs::read_to_string(&file).map_err(failed)?;
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let new = match ending.as_str() {
        // The mark that some editors put before the text stays.
        "kql" => match rewritten {
            [(rule, query, _)] if text.ends_with(&rule.query) => {
                text.strip_suffix(&rule.query).map(|mark| format!("{mark}{query}")).unwrap_or_default()
            }
            _ => return Ok(0),
        },
        "yaml" | "yml" => {
            let other = |query: &str, place: Place| {
                let found =
                    rewritten.iter().find(|(rule, _, _)| rule.query_start == Some(place) && rule.query == query);
                Ok(found.map_or_else(|| query.to_owned(), |(_, new, _)| new.clone()))
            };
            let done = rewrite_queries(&shown, &text, other).map_err(Failure::plain)?;
            done.left_alone.iter().for_each(|problem| eprintln!("note: {}", printable(&problem.to_string())));
            done.text
        }
        _ => return Ok(0),
    };
    if new == text {
        return Ok(0);
    }
    std::fs::write(&file, new).map_err(failed)?;
    Ok(rewritten.iter().map(|(_, _, count)| count).sum())
}
