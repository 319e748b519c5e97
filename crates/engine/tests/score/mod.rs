//! What is measured, in one table: docs/conformance.md, and the score section of README.md.
//!
//! `make conformance` measures, prints and writes both. `make test` measures too, and fails where they say something else.

mod catalog;
mod page;
mod runs;

use crate::{conformance, corpus, floors, probes};
use catalog::Verdict;
use page::Line;

/// Says what to do with the pages: `write` or `check` them; without it, a difference is only told.
const ORDER: &str = "LURCHER_CONFORMANCE";

#[test]
fn the_published_score() {
    let Some(page) = measured() else {
        println!("skipped: there is nothing to measure by");
        return;
    };
    println!("{page}");
    match std::env::var(ORDER).as_deref() {
        Ok("write") => page::write(&page),
        order => {
            let stale = page::stale(&page);
            assert!(order != Ok("check") || stale.is_empty(), "{stale:?} say something else: run `make conformance`");
            stale.iter().for_each(|name| println!("{name} says something else: `make conformance` writes it anew"));
        }
    }
}

/// Every name of the language is built, or refused with a reason: there is no third way.
#[test]
fn every_entry_of_the_catalog_is_built_or_refused_with_a_reason() {
    let Some(entries) = catalog::entries() else {
        println!("skipped: there is no catalog of the language");
        return;
    };
    let neither: Vec<String> = entries
        .iter()
        .filter_map(|e| match &e.verdict {
            Verdict::Neither(why) => Some(format!("{} {}: {why}", e.list, e.name)),
            _ => None,
        })
        .collect();
    let built = entries.iter().filter(|e| e.verdict == Verdict::Built).count();
    println!("{built} of {} entries are built, {} refused", entries.len(), entries.len() - built - neither.len());
    assert!(neither.is_empty(), "{} entries are neither:\n{}", neither.len(), neither.join("\n"));
    assert!(built >= floors::CATALOG_ENTRIES_BUILT, "{built} are built, {} were before", floors::CATALOG_ENTRIES_BUILT);
}

/// The page, if everything is there to measure it by.
fn measured() -> Option<String> {
    let (outside, geography) = conformance::engine_answers()?;
    let printed = conformance::printed_answers()?;
    let entries = catalog::entries()?;
    let mut lines = Vec::new();
    let recorded = "`conformance` in the tests of the engine";
    lines.push(Line::answers("recorded answers of the real engine, outside geography", outside, recorded));
    lines.push(Line::answers("recorded answers of the real engine, geography", geography, recorded));
    lines.push(Line::answers("answers printed in Kusto's documentation", printed, recorded));
    let types = probes::measured_types()?;
    let by = "`probes` in the tests of the engine";
    lines.push(Line::part(
        "types that Microsoft's binder gives, of what is built, the same",
        types.same,
        types.built,
        by,
    ));
    let by = "`corpus` in the tests of the engine";
    let alike = corpus::bound_alike()?;
    lines.push(Line::part(
        "public queries that Microsoft's binder takes bind, with its columns",
        alike.same,
        alike.all,
        by,
    ));
    let mail = corpus::mail_bound_alike()?;
    lines.push(Line::part("of these, over tables of e-mail", mail.same, mail.all, by));
    let refused = corpus::refused_alike()?;
    lines.push(Line::part(
        "public queries that it refuses for a name or a type are refused",
        refused.same,
        refused.all,
        by,
    ));
    lines.push(Line::part(
        "the same without those that the service itself takes: `count(column)`, `todynamic` of a dynamic, `invoke FileProfile`",
        refused.same,
        refused.all - refused.service,
        by,
    ));
    lines.extend(runs::lines());
    let told = entries.iter().filter(|e| !matches!(e.verdict, Verdict::Neither(_))).count();
    let by = "`score` in the tests of the engine";
    lines.push(Line::part(
        "entries of the language's catalog are built, or refused with a reason",
        told,
        entries.len(),
        by,
    ));
    Some(page::page(&lines, &[outside, geography, printed], entries))
}
