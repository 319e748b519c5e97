//! A union has a partition per leg, even in a plan for one thread: the legs are read one after the other instead.

use crate::scan::InTurnExec;
use datafusion::common::config::ConfigOptions;
use datafusion::common::tree_node::{Transformed, TransformedResult, TreeNode};
use datafusion::error::Result;
use datafusion::physical_optimizer::PhysicalOptimizerRule;
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::union::UnionExec;
use std::sync::Arc;

/// Acts in plans for one thread only.
#[derive(Debug)]
pub struct UnionsInTurn;

impl PhysicalOptimizerRule for UnionsInTurn {
    fn optimize(&self, plan: Arc<dyn ExecutionPlan>, config: &ConfigOptions) -> Result<Arc<dyn ExecutionPlan>> {
        if config.execution.target_partitions > 1 {
            return Ok(plan);
        }
        let in_turn = plan.transform_up(|node| {
            if !node.is::<UnionExec>() {
                return Ok(Transformed::no(node));
            }
            let legs = node.children().into_iter().cloned().collect();
            Ok(Transformed::yes(Arc::new(InTurnExec::try_new(legs)?) as Arc<dyn ExecutionPlan>))
        });
        in_turn.data()
    }

    fn name(&self) -> &str {
        "unions_in_turn"
    }

    fn schema_check(&self) -> bool {
        true
    }
}
