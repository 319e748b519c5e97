//! Several inputs one after the other, partition by partition.
//!
//! A union would run its inputs side by side and double the partitions; this keeps their order and their number, so that
//! one partition still reads a table in order.

use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::common::{Statistics, internal_err};
use datafusion::error::Result;
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::physical_expr::{EquivalenceProperties, PhysicalExpr};
use datafusion::physical_plan::execution_plan::{Boundedness, EmissionType};
use datafusion::physical_plan::statistics::{ChildStats, StatisticsArgs};
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::physical_plan::{
    DisplayAs, DisplayFormatType, ExecutionPlan, ExecutionPlanProperties, Partitioning, PlanProperties,
};
use futures::stream::{self, StreamExt};
use std::fmt::Formatter;
use std::sync::Arc;

/// Partition `n` is partition `n` of the first input, then of the second, and so on.
#[derive(Debug)]
pub struct InTurnExec {
    inputs: Vec<Arc<dyn ExecutionPlan>>,
    properties: Arc<PlanProperties>,
}

impl InTurnExec {
    /// The inputs share a schema; one of them at least is needed.
    pub fn try_new(inputs: Vec<Arc<dyn ExecutionPlan>>) -> Result<InTurnExec> {
        let Some(first) = inputs.first() else {
            return internal_err!("nothing to read in turn");
        };
        let partitions = inputs.iter().map(|i| i.output_partitioning().partition_count()).max().unwrap_or(1);
        let properties = PlanProperties::new(
            EquivalenceProperties::new(first.schema()),
            Partitioning::UnknownPartitioning(partitions),
            EmissionType::Incremental,
            Boundedness::Bounded,
        );
        Ok(InTurnExec { inputs, properties: Arc::new(properties) })
    }
}

impl DisplayAs for InTurnExec {
    fn fmt_as(&self, _t: DisplayFormatType, f: &mut Formatter) -> std::fmt::Result {
        write!(f, "InTurnExec")
    }
}

impl ExecutionPlan for InTurnExec {
    fn name(&self) -> &str {
        "InTurnExec"
    }

    fn properties(&self) -> &Arc<PlanProperties> {
        &self.properties
    }

    fn children(&self) -> Vec<&Arc<dyn ExecutionPlan>> {
        self.inputs.iter().collect()
    }

    fn benefits_from_input_partitioning(&self) -> Vec<bool> {
        vec![false; self.inputs.len()]
    }

    fn apply_expressions(
        &self,
        _f: &mut dyn FnMut(&Arc<dyn PhysicalExpr>) -> Result<TreeNodeRecursion>,
    ) -> Result<TreeNodeRecursion> {
        Ok(TreeNodeRecursion::Continue)
    }

    fn with_new_children(self: Arc<Self>, children: Vec<Arc<dyn ExecutionPlan>>) -> Result<Arc<dyn ExecutionPlan>> {
        Ok(Arc::new(InTurnExec::try_new(children)?))
    }

    fn execute(&self, partition: usize, context: Arc<TaskContext>) -> Result<SendableRecordBatchStream> {
        let has_partition = |i: &&Arc<dyn ExecutionPlan>| partition < i.output_partitioning().partition_count();
        let streams = self.inputs.iter().filter(has_partition).map(|i| i.execute(partition, context.clone()));
        let streams = streams.collect::<Result<Vec<_>>>()?;
        Ok(Box::pin(RecordBatchStreamAdapter::new(self.schema(), stream::iter(streams).flatten())))
    }

    fn child_stats_requests(&self, partition: Option<usize>) -> Vec<ChildStats> {
        let request = if partition.is_none() { ChildStats::At(None) } else { ChildStats::Skip };
        vec![request; self.inputs.len()]
    }

    fn statistics_from_inputs(&self, inputs: &[Arc<Statistics>], args: &StatisticsArgs) -> Result<Arc<Statistics>> {
        let mut all = Statistics::new_unknown(&self.schema());
        if args.partition().is_none() {
            let rows = inputs.iter().map(|i| i.num_rows);
            all.num_rows = rows.reduce(|sum, rows| sum.add(&rows)).unwrap_or_default();
        }
        Ok(Arc::new(all))
    }
}
