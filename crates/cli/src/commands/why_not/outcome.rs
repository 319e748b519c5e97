//! What following comes to: found, or dropped, or out of sight.

use crate::rule::{fires, is_overview};
use lurcher_engine::{Drop, Followed, Operator, Pipe, PipeOf};
use lurcher_rules::Rule;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Rows of the answer come from it.
    Found,
    /// They do, and the rule's trigger wants another number of rows.
    BelowTrigger,
    /// It ends on the way.
    Dropped,
    /// The rule reads none of the tables that have its rows.
    NotRead,
    /// It takes part in what others are held against, and gives no rows itself.
    Beside,
    /// It goes into an operator through which nobody can follow it.
    OutOfSight,
}

impl Outcome {
    pub fn of(rule: &Rule, followed: &Followed) -> Outcome {
        let rows: u64 = followed.results.iter().map(|r| r.rows).sum();
        let rows = usize::try_from(rows).unwrap_or(usize::MAX);
        if followed.rows.is_empty() {
            Outcome::NotRead
        } else if followed.results.iter().any(|r| !r.bits.is_empty()) {
            if is_overview(rule) || fires(rule, rows) { Outcome::Found } else { Outcome::BelowTrigger }
        } else if followed.results.iter().any(|r| r.blind) {
            Outcome::OutOfSight
        } else if decisive(followed).is_some() {
            Outcome::Dropped
        } else {
            Outcome::Beside
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Outcome::Found => "found",
            Outcome::BelowTrigger => "below the trigger",
            Outcome::Dropped => "dropped",
            Outcome::NotRead => "not read",
            Outcome::Beside => "beside the answer",
            Outcome::OutOfSight => "out of sight",
        }
    }

    pub fn exit_code(self) -> u8 {
        match self {
            Outcome::Found => 0,
            Outcome::BelowTrigger | Outcome::Dropped | Outcome::NotRead => 1,
            Outcome::Beside | Outcome::OutOfSight => 3,
        }
    }
}

/// The drop that is nearest to the answer: of a result, else of a table that results are made of.
pub fn decisive(followed: &Followed) -> Option<(&Operator, &Drop)> {
    let of = |wanted: fn(PipeOf) -> bool| {
        let pipes = followed.pipes.iter().rev().filter(move |p| wanted(p.of));
        pipes.filter_map(last_drop).next()
    };
    of(|o| matches!(o, PipeOf::Result(_))).or_else(|| of(|o| matches!(o, PipeOf::Table | PipeOf::Parts)))
}

/// Its own operators go before what comes in from the side.
fn last_drop(pipe: &Pipe) -> Option<(&Operator, &Drop)> {
    let backwards = || pipe.operators.iter().rev();
    let own = backwards().find_map(|operator| Some((operator, operator.drops.first()?)));
    let gives_rows = |side: &&Pipe| side.of == PipeOf::Side;
    own.or_else(|| backwards().flat_map(|operator| operator.sides.iter().rev()).filter(gives_rows).find_map(last_drop))
}
