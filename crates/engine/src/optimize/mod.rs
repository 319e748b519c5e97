//! The rules over plans: over physical ones our own, then DataFusion's.

mod json_together;
mod late_text;
mod pauses;
mod unions_in_turn;

use datafusion::optimizer::{Optimizer, OptimizerRule};
use datafusion::physical_optimizer::PhysicalOptimizerRule;
use datafusion::physical_optimizer::optimizer::PhysicalOptimizer;
use json_together::JsonTogether;
use late_text::LateText;
use pauses::Pauses;
use std::sync::Arc;
use unions_in_turn::UnionsInTurn;

type Rule = Arc<dyn PhysicalOptimizerRule + Send + Sync>;

/// The rules that a plan needs to run and to keep the order of its rows.
const NEEDED: [&str; 7] = [
    "unions_in_turn",
    "OutputRequirements",
    "join_selection",
    "EnsureRequirements",
    "EnsureCooperative",
    "SanityCheckPlan",
    "pauses",
];

/// Rules of DataFusion's that are not taken.
///
/// - `FilterPushdown`: a table has used the filters that are known while planning, see `scan/table.rs`. Those that a join
///   or a `top` sends while the query runs are the business of a later rule, which stays.
/// - `aggregate_statistics`: it takes a column that holds one null for one with a value, so that `dcount` counted it.
///   Rows are counted as fast without it, for a scan of no column reads no page.
const LEFT_OUT: [&str; 2] = ["FilterPushdown", "aggregate_statistics"];

pub fn rules(optimised: bool) -> Vec<Rule> {
    let needed = |rule: &Rule| optimised || NEEDED.contains(&rule.name());
    all_rules().into_iter().filter(needed).collect()
}

fn all_rules() -> Vec<Rule> {
    let own: [Rule; 3] = [Arc::new(UnionsInTurn), Arc::new(LateText), Arc::new(JsonTogether)];
    let others = PhysicalOptimizer::new().rules.into_iter().filter(|rule| !LEFT_OUT.contains(&rule.name()));
    let last: Rule = Arc::new(Pauses);
    own.into_iter().chain(others).chain([last]).collect()
}

/// The rules over logical plans without which some plans cannot run at all.
pub fn needed_rules() -> Vec<Arc<dyn OptimizerRule + Send + Sync>> {
    let needed = |rule: &Arc<dyn OptimizerRule + Send + Sync>| rule.name() == "replace_distinct_aggregate";
    Optimizer::new().rules.into_iter().filter(needed).collect()
}
