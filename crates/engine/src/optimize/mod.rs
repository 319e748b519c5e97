//! The rules over physical plans: our own, then DataFusion's.

mod late_text;
mod pauses;
mod unions_in_turn;

use datafusion::physical_optimizer::PhysicalOptimizerRule;
use datafusion::physical_optimizer::optimizer::PhysicalOptimizer;
use late_text::LateText;
use pauses::Pauses;
use std::sync::Arc;
use unions_in_turn::UnionsInTurn;

type Rule = Arc<dyn PhysicalOptimizerRule + Send + Sync>;

/// The rules that a plan needs to run and to keep the order of its rows.
const NEEDED: [&str; 6] =
    ["unions_in_turn", "OutputRequirements", "EnsureRequirements", "EnsureCooperative", "SanityCheckPlan", "pauses"];

pub fn rules(optimised: bool) -> Vec<Rule> {
    let needed = |rule: &Rule| optimised || NEEDED.contains(&rule.name());
    all_rules().into_iter().filter(needed).collect()
}

fn all_rules() -> Vec<Rule> {
    let own: [Rule; 2] = [Arc::new(UnionsInTurn), Arc::new(LateText)];
    // A table has used the filters that are known while planning, see `scan/table.rs`. Those that a join or a `top` sends
    // while the query runs are the business of a later rule, which stays.
    let others = PhysicalOptimizer::new().rules.into_iter().filter(|rule| rule.name() != "FilterPushdown");
    let last: Rule = Arc::new(Pauses);
    own.into_iter().chain(others).chain([last]).collect()
}
