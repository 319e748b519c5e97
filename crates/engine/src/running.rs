//! A program at work: its steps in order, each a plan of its own.

use crate::answer::AnswerColumn;
use crate::error::diagnose;
use crate::scan::missed_values;
use crate::session::{Engine, internal};
use datafusion::arrow::array::{RecordBatch, RecordBatchOptions};
use datafusion::arrow::compute::concat_batches;
use datafusion::arrow::datatypes::{Schema, SchemaRef};
use datafusion::catalog::TableProvider;
use datafusion::datasource::MemTable;
use datafusion::execution::SessionState;
use datafusion::execution::memory_pool::MemoryReservation;
use datafusion::logical_expr::LogicalPlan;
use datafusion::physical_plan::{ExecutionPlan, execute_stream};
use futures::StreamExt;
use lurcher_functions::Context;
use lurcher_planner::{Held, Planner, StepValue, array_value, column_name, schema_of};
use lurcher_semantics::bound::{Open, Rel, Step, StepId, StepKind};
use lurcher_syntax::Diagnostic;
use lurcher_types::{Type, Value};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

pub struct Running<'a> {
    pub engine: &'a Engine,
    pub context: Context,
    pub as_of: Option<i64>,
    pub tables: HashMap<String, Arc<dyn TableProvider>>,
    pub steps: HashMap<StepId, StepValue>,
    /// The memory of the steps' rows.
    pub held: HashMap<StepId, Vec<MemoryReservation>>,
    pub one_thread: bool,
    /// Stored values that became null because KQL cannot hold them, by column.
    pub missed: BTreeMap<String, usize>,
}

impl Running<'_> {
    /// Computes a step and keeps what it comes to.
    pub async fn step(&mut self, step: &Step) -> Result<(), Diagnostic> {
        let (batches, held) = match &step.per {
            Some(per) => self.per_key(step, per).await?,
            None => self.rows(&step.rel).await.map(|(batches, held)| (batches, vec![held]))?,
        };
        let value = step_value(step.kind, &step.rel, batches)?;
        self.steps.insert(step.id, value);
        self.held.insert(step.id, held);
        Ok(())
    }

    /// All rows of a relation, with the binder's hidden columns, and the memory that is set aside for them.
    pub async fn rows(&mut self, rel: &Rel) -> Result<(Vec<RecordBatch>, MemoryReservation), Diagnostic> {
        self.rows_counted(rel, |_| Ok(())).await
    }

    /// The same; `count` hears of the rows as they come, and may refuse to go on.
    pub async fn rows_counted(
        &mut self,
        rel: &Rel,
        mut count: impl FnMut(usize) -> Result<(), Diagnostic>,
    ) -> Result<(Vec<RecordBatch>, MemoryReservation), Diagnostic> {
        let (_, physical, state) = self.plans(rel).await?;
        let mut stream = execute_stream(physical.clone(), state.task_ctx()).map_err(diagnose)?;
        let mut held = Held::new("the rows of an answer or a step", &self.engine.runtime.memory_pool);
        while let Some(batch) = stream.next().await {
            let batch = batch.map_err(diagnose)?;
            count(batch.num_rows())?;
            held.push(batch).map_err(diagnose)?;
        }
        for (column, count) in missed_values(&physical) {
            *self.missed.entry(column).or_default() += count;
        }
        Ok(held.into_parts())
    }

    /// The plan of a relation, as written and as it will run.
    pub async fn plans(&self, rel: &Rel) -> Result<(LogicalPlan, Arc<dyn ExecutionPlan>, SessionState), Diagnostic> {
        let planner = Planner {
            context: self.context.clone(),
            tables: &self.tables,
            steps: &self.steps,
            one_thread: self.one_thread,
            as_of: self.as_of,
        };
        let plan = planner.plan(rel).map_err(diagnose)?;
        let state = self.engine.state(if self.one_thread { 1 } else { self.engine.limits.threads });
        let physical = state.create_physical_plan(&plan).await.map_err(diagnose)?;
        Ok((plan, physical, state))
    }
}

fn step_value(kind: StepKind, rel: &Rel, batches: Vec<RecordBatch>) -> Result<StepValue, Diagnostic> {
    let shown = visible_columns(rel, batches.clone())?;
    let kql_type = rel.visible().next().map_or(Type::Dynamic, |c| c.kql_type);
    let values = |b: &RecordBatch| b.columns().first().map(|c| (c.clone(), b.num_rows()));
    let mut first = shown
        .iter()
        .filter_map(values)
        .flat_map(|(column, rows)| (0..rows).map(move |row| array_value(kql_type, &column, row)));
    Ok(match kind {
        StepKind::Scalar => StepValue::Scalar(first.next().unwrap_or(Value::missing(kql_type))),
        StepKind::Set => {
            let mut seen: Vec<Value> = first.collect();
            let mut keys = HashSet::new();
            seen.retain(|v| keys.insert(v.to_text()));
            StepValue::Set(Arc::new(seen))
        }
        StepKind::Lookup => {
            let (schema, batches) = named_by_ids(rel, batches)?;
            StepValue::Lookup(concat_batches(&schema, &batches).map_err(|e| internal(e.to_string()))?)
        }
        StepKind::Table => {
            let (schema, batches) = named_by_ids(rel, batches)?;
            StepValue::Table(Arc::new(MemTable::try_new(schema, vec![batches]).map_err(|e| internal(e.to_string()))?))
        }
    })
}

/// The batches under the schema that later plans read a step by.
pub fn named_by_ids(rel: &Rel, batches: Vec<RecordBatch>) -> Result<(SchemaRef, Vec<RecordBatch>), Diagnostic> {
    let schema = Arc::new(schema_of(&rel.columns));
    let batches = batches.into_iter().map(|batch| {
        // A table may be without columns, and its rows count all the same.
        let options = RecordBatchOptions::new().with_row_count(Some(batch.num_rows()));
        RecordBatch::try_new_with_options(schema.clone(), batch.columns().to_vec(), &options)
    });
    let batches = batches.collect::<Result<_, _>>().map_err(|e| internal(e.to_string()))?;
    Ok((schema, batches))
}

pub fn answer_columns(rel: &Rel) -> Vec<AnswerColumn> {
    rel.visible()
        .map(|c| AnswerColumn { name: c.name.clone(), kql_type: c.kql_type, unknown: c.open == Open::Type })
        .collect()
}

/// The batches with only the columns that a user sees, in the bound order and in the types that KQL gives them.
pub fn visible_columns(rel: &Rel, batches: Vec<RecordBatch>) -> Result<Vec<RecordBatch>, Diagnostic> {
    batches
        .into_iter()
        .map(|batch| {
            let mut fields = Vec::new();
            let mut arrays = Vec::new();
            for col in rel.visible() {
                let name = column_name(col.id);
                let array = batch
                    .column_by_name(&name)
                    .ok_or_else(|| internal(format!("the plan lost the column {}", col.name)))?;
                let field = lurcher_columnar::field(&col.name, col.kql_type);
                if field.data_type() != array.data_type() {
                    return Err(internal(format!(
                        "the column {} is {} and not {}",
                        col.name,
                        array.data_type(),
                        field.data_type()
                    )));
                }
                fields.push(field);
                arrays.push(array.clone());
            }
            let options = RecordBatchOptions::new().with_row_count(Some(batch.num_rows()));
            let schema = Arc::new(Schema::new(fields));
            RecordBatch::try_new_with_options(schema, arrays, &options).map_err(|e| internal(e.to_string()))
        })
        .collect()
}
