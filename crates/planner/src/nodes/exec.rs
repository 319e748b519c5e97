use super::{Held, Input, KernelRef, Produced, Run};
use datafusion::arrow::array::{ArrayRef, RecordBatch, RecordBatchOptions};
use datafusion::arrow::compute::{concat_batches, take};
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
use futures::{FutureExt, StreamExt, TryStreamExt, stream};
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
        let input_schema = input.schema();
        let (expressions, schema, keeps_input) = (self.expressions.clone(), self.schema.clone(), self.keeps_input);
        let mut run = self.kernel.start();
        let remembered = MemoryConsumer::new(KEPT).register(&pool);
        let apply = move |batch: RecordBatch| {
            let made = step(run.as_mut(), &expressions, &batch, keeps_input, &schema)?;
            remembered.try_resize(run.size())?;
            Ok(made)
        };
        let batches = if self.kernel.input() == Input::Whole {
            let whole = whole(input, input_schema, Held::new(KEPT, &pool));
            let mut apply = apply;
            let answer = whole.map(move |whole| {
                let (batch, reservation) = whole?;
                let made = apply(batch)?;
                drop(reservation);
                Ok(made)
            });
            stream::once(answer).boxed()
        } else {
            let most = self.kernel.most_rows();
            input.flat_map(move |batch| stream::iter(slices(batch, most))).map(one(apply)).boxed()
        };
        Ok(Box::pin(RecordBatchStreamAdapter::new(self.schema.clone(), batches)))
    }
}

/// All rows as one batch, and the memory that is set aside for them.
async fn whole(
    mut input: SendableRecordBatchStream,
    schema: SchemaRef,
    mut held: Held,
) -> Result<(RecordBatch, MemoryReservation)> {
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

/// A batch in pieces of at most so many rows.
fn slices(batch: Result<RecordBatch>, most: usize) -> Vec<Result<RecordBatch>> {
    match batch {
        Ok(batch) if batch.num_rows() > most => (0..batch.num_rows())
            .step_by(most.max(1))
            .map(|start| Ok(batch.slice(start, most.min(batch.num_rows() - start))))
            .collect(),
        whole => vec![whole],
    }
}

/// Applies a fallible step to a fallible batch.
fn one(
    mut apply: impl FnMut(RecordBatch) -> Result<RecordBatch>,
) -> impl FnMut(Result<RecordBatch>) -> Result<RecordBatch> {
    move |batch| apply(batch?)
}

fn step(
    run: &mut dyn Run,
    expressions: &[Arc<dyn PhysicalExpr>],
    batch: &RecordBatch,
    keeps_input: bool,
    schema: &SchemaRef,
) -> Result<RecordBatch> {
    let arguments = expressions
        .iter()
        .map(|e| e.evaluate(batch)?.into_array(batch.num_rows()))
        .collect::<Result<Vec<ArrayRef>>>()?;
    let Produced { take: rows_taken, columns, rows } = run.next(&arguments, batch.num_rows())?;
    let mut all: Vec<ArrayRef> = Vec::with_capacity(schema.fields().len());
    if keeps_input {
        for column in batch.columns() {
            all.push(match &rows_taken {
                Some(indices) => take(column, indices, None)?,
                None => column.clone(),
            });
        }
    }
    all.extend(columns);
    let options = RecordBatchOptions::new().with_row_count(Some(rows));
    Ok(RecordBatch::try_new_with_options(schema.clone(), all, &options)?)
}
