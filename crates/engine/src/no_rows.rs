//! Wide relations that come to nothing whatever the data: they are not planned.
//!
//! Where no table has data, a search stands for all known tables with their tens of thousands of columns, and planning
//! those would take minutes.

use lurcher_semantics::bound::{Rel, RelKind};

/// Narrower ones are planned, so that what is wrong with them is said.
const WIDE: usize = 1_000;

pub fn is_wide_without_rows(rel: &Rel) -> bool {
    rel.columns.len() > WIDE && has_no_rows(rel)
}

fn has_no_rows(rel: &Rel) -> bool {
    match &rel.kind {
        RelKind::Inline { rows } => rows.is_empty(),
        RelKind::Aggregate { keys, .. } if keys.is_empty() => false,
        RelKind::Project { .. }
        | RelKind::Filter { .. }
        | RelKind::Aggregate { .. }
        | RelKind::Sort { .. }
        | RelKind::Take { .. }
        | RelKind::Sample { .. }
        | RelKind::FirstPer { .. }
        | RelKind::MvExpand { .. }
        | RelKind::Parse { .. }
        | RelKind::ParseKv { .. }
        | RelKind::Window { .. }
        | RelKind::Join { .. }
        | RelKind::Union { .. } => rel.kind.inputs().iter().all(|input| has_no_rows(input)),
        _ => false,
    }
}
