use super::pieces::Pieces;
use super::{Held, Input, KernelRef};
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::compute::concat_batches;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::common::{Result, internal_err};
use datafusion::execution::memory_pool::{MemoryConsumer, MemoryReservation};
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::physical_expr::{
    Distribution, EquivalenceProperties, OrderingRequirements, Partitioning, PhysicalExpr,
};
use datafusion::physical_plan::execution_plan::{
    Boundedness, ChildrenPropertiesMode, EmissionType, ReplaceChildrenOptions,
};
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::physical_plan::{
    DisplayAs, DisplayFormatType, ExecutionPlan, ExecutionPlanProperties, InputDistributionRequirements, PlanProperties,
};
use futures::{StreamExt, TryStreamExt, stream};
use std::fmt;
use std::sync::Arc;

/// What the memory limit calls the rows that an operator waits for or remembers.
const KEPT: &str = "rows that an operator must see together";

/// Runs a kernel over the batches of its input.
#[derive(Debug)]
pub struct RowsExec {
    input: Arc<dyn ExecutionPlan>,
    expressions: Vec<Arc<dyn PhysicalExpr>>,
    kernel: KernelRef,
    keeps_input: bool,
    schema: SchemaRef,
    properties: Arc<PlanProperties>,
    /// The order in which the input came when the plan was made: no optimiser may take that sort away.
    ordering: Option<OrderingRequirements>,
}

impl RowsExec {
    pub fn new(
        input: Arc<dyn ExecutionPlan>,
        expressions: Vec<Arc<dyn PhysicalExpr>>,
        kernel: KernelRef,
        keeps_input: bool,
        schema: SchemaRef,
    ) -> RowsExec {
        let partitions =
            if kernel.input() == Input::Batches { input.output_partitioning().partition_count() } else { 1 };
        let properties = PlanProperties::new(
            EquivalenceProperties::new(schema.clone()),
            Partitioning::UnknownPartitioning(partitions),
            EmissionType::Incremental,
            Boundedness::Bounded,
        );
        let ordered = kernel.input() != Input::Batches;
        let ordering = input.output_ordering().filter(|_| ordered).map(|o| OrderingRequirements::from(o.clone()));
        RowsExec { input, expressions, kernel, keeps_input, schema, properties: Arc::new(properties), ordering }
    }
}

impl DisplayAs for RowsExec {
    fn fmt_as(&self, _: DisplayFormatType, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "RowsExec: {:?}", self.kernel)
    }
}

impl ExecutionPlan for RowsExec {
    fn name(&self) -> &str {
        "RowsExec"
    }

    fn properties(&self) -> &Arc<PlanProperties> {
        &self.properties
    }

    fn input_distribution_requirements(&self) -> InputDistributionRequirements {
        InputDistributionRequirements::new(vec![match self.kernel.input() {
            Input::Batches => Distribution::UnspecifiedDistribution,
            Input::InOrder | Input::Whole => Distribution::SinglePartition,
        }])
    }

    fn required_input_ordering(&self) -> Vec<Option<OrderingRequirements>> {
        vec![self.ordering.clone()]
    }

    /// Although rows do come out in order: DataFusion would sort before this node instead of behind it, and a kernel that
    /// looks at the order would answer something else.
    fn maintains_input_order(&self) -> Vec<bool> {
        vec![false]
    }

    fn benefits_from_input_partitioning(&self) -> Vec<bool> {
        vec![self.kernel.input() == Input::Batches]
    }

    fn children(&self) -> Vec<&Arc<dyn ExecutionPlan>> {
        vec![&self.input]
    }

    fn apply_expressions(
        &self,
        f: &mut dyn FnMut(&Arc<dyn PhysicalExpr>) -> Result<TreeNodeRecursion>,
    ) -> Result<TreeNodeRecursion> {
        let mut go_on = TreeNodeRecursion::Continue;
        for e in &self.expressions {
            go_on = go_on.visit_sibling(|| f(e))?;
        }
        Ok(go_on)
    }

    fn replace_children(
        self: Arc<Self>,
        mut children: Vec<Arc<dyn ExecutionPlan>>,
        _: ReplaceChildrenOptions,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        match (children.pop(), children.is_empty()) {
            (Some(input), true) => {
                let (expressions, kernel) = (self.expressions.clone(), self.kernel.clone());
                let mut exec = RowsExec::new(input, expressions, kernel, self.keeps_input, self.schema.clone());
                exec.ordering = self.ordering.clone();
                Ok(Arc::new(exec))
            }
            _ => internal_err!("RowsExec has one input"),
        }
    }

    fn with_new_children(self: Arc<Self>, children: Vec<Arc<dyn ExecutionPlan>>) -> Result<Arc<dyn ExecutionPlan>> {
        self.replace_children(children, ReplaceChildrenOptions::new(ChildrenPropertiesMode::Recompute))
    }

    fn execute(&self, partition: usize, context: Arc<TaskContext>) -> Result<SendableRecordBatchStream> {
        let pool = context.memory_pool().clone();
        let input = self.input.execute(partition, context)?;
        let (kernel, expressions) = (self.kernel.clone(), self.expressions.clone());
        let remembered = MemoryConsumer::new(KEPT).register(&pool);
        let mut pieces = Pieces::new(kernel, expressions, self.keeps_input, self.schema.clone(), remembered);
        let batches = if self.kernel.input() == Input::Whole {
            let held = Held::new(KEPT, &pool);
            let gathered = async move {
                let (rows, _reservation) = whole(input, held).await?;
                pieces.whole(&rows)
            };
            stream::once(gathered).boxed()
        } else {
            stream::try_unfold((input, pieces), |(mut input, mut pieces)| async move {
                loop {
                    if let Some(answer) = pieces.next()? {
                        return Ok(Some((answer, (input, pieces))));
                    }
                    match input.try_next().await? {
                        Some(batch) => pieces.give(batch),
                        None => return Ok(None),
                    }
                }
            })
            .boxed()
        };
        Ok(Box::pin(RecordBatchStreamAdapter::new(self.schema.clone(), batches)))
    }
}

/// All rows as one batch, and the memory that is set aside for them.
async fn whole(mut input: SendableRecordBatchStream, mut held: Held) -> Result<(RecordBatch, MemoryReservation)> {
    let schema = input.schema();
    while let Some(batch) = input.try_next().await? {
        held.push(batch)?;
    }
    let (batches, reservation) = held.into_parts();
    // For a moment the rows are there twice.
    let one_copy = reservation.size();
    reservation.try_grow(one_copy)?;
    let all = concat_batches(&schema, &batches)?;
    drop(batches);
    reservation.shrink(one_copy);
    Ok((all, reservation))
}
