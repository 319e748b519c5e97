//! The rules over physical plans: our own, then DataFusion's.

mod json_together;
mod late_text;
mod unions_in_turn;

use datafusion::physical_optimizer::PhysicalOptimizerRule;
use datafusion::physical_optimizer::optimizer::PhysicalOptimizer;
use json_together::JsonTogether;
use late_text::LateText;
use std::sync::Arc;
use unions_in_turn::UnionsInTurn;

type Rule = Arc<dyn PhysicalOptimizerRule + Send + Sync>;

pub fn rules() -> Vec<Rule> {
    let own: [Rule; 3] = [Arc::new(UnionsInTurn), Arc::new(LateText), Arc::new(JsonTogether)];
    // A table has used the filters that are known while planning, see `scan/table.rs`. Those that a join or a `top` sends
    // while the query runs are the business of a later rule, which stays.
    let others = PhysicalOptimizer::new().rules.into_iter().filter(|rule| rule.name() != "FilterPushdown");
    own.into_iter().chain(others).collect()
}
