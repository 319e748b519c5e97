//! Running a query: text to tree to program, step by step, to tables.

use crate::catalog::{Catalog, Snapshot, TableInfo};
use crate::language::Kql;
use crate::limits::Limits;
use crate::tables::KnownTables;
use datafusion::arrow::array::RecordBatch;
use datafusion::catalog::TableProvider;
use datafusion::datasource::MemTable;
use datafusion::execution::runtime_env::{RuntimeEnv, RuntimeEnvBuilder};
use datafusion::execution::{SessionState, SessionStateBuilder};
use datafusion::physical_plan::collect;
use datafusion::prelude::SessionConfig;
use lurcher_functions::Context;
use lurcher_planner::{LurcherQueryPlanner, Planner, StepValue, array_value, column_name, needs_one_thread};
use lurcher_schema::Schemas;
use lurcher_semantics::bound::{Program, Rel, Render, StepId, StepKind};
use lurcher_semantics::{Settings, bind};
use lurcher_syntax::{Diagnostic, Span, Stage};
use lurcher_types::{Type, Value};
use std::collections::HashMap;
use std::sync::Arc;

/// The tables at hand and the rules of running: one for a process, any number of queries.
pub struct Engine {
    catalog: Arc<dyn Catalog>,
    schemas: Arc<Schemas>,
    limits: Limits,
    runtime: Arc<RuntimeEnv>,
}

/// A query and its circumstances.
#[derive(Debug, Clone, Default)]
pub struct Request {
    pub text: String,
    /// `now()`, in ticks.
    pub now: i64,
    /// Rows later than this are hidden.
    pub as_of: Option<i64>,
    /// Values for `declare query_parameters`.
    pub parameters: HashMap<String, String>,
    pub seed: u64,
}

/// What a query came to.
#[derive(Debug)]
pub struct Answer {
    pub tables: Vec<AnswerTable>,
    pub warnings: Vec<String>,
    /// Known tables that the query reads and that have no data.
    pub without_data: Vec<String>,
}

#[derive(Debug)]
pub struct AnswerTable {
    pub columns: Vec<AnswerColumn>,
    pub batches: Vec<RecordBatch>,
    pub render: Option<Render>,
    pub name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerColumn {
    pub name: String,
    pub kql_type: Type,
}

impl AnswerTable {
    pub fn row_count(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// All rows as values, in order.
    pub fn rows(&self) -> impl Iterator<Item = Vec<Value>> + '_ {
        self.batches.iter().flat_map(move |batch| {
            (0..batch.num_rows()).map(move |row| {
                self.columns.iter().zip(batch.columns()).map(|(c, array)| array_value(c.kql_type, array, row)).collect()
            })
        })
    }
}

/// A query that binds: its columns, and what it reads.
pub struct Checked {
    pub program: Program,
    pub tables: Vec<Vec<AnswerColumn>>,
    pub without_data: Vec<String>,
}

impl Engine {
    pub fn new(catalog: Arc<dyn Catalog>, schemas: Arc<Schemas>, limits: Limits) -> Result<Engine, Diagnostic> {
        let runtime = RuntimeEnvBuilder::new()
            .with_memory_limit(limits.memory_bytes, 1.0)
            .build_arc()
            .map_err(|e| internal(e.to_string()))?;
        Ok(Engine { catalog, schemas, limits, runtime })
    }

    pub fn schemas(&self) -> &Schemas {
        &self.schemas
    }

    pub async fn snapshot(&self) -> Result<Arc<dyn Snapshot>, Diagnostic> {
        self.catalog.snapshot().await.map_err(|e| internal(e.to_string()))
    }

    /// Parses and binds, and reads no row.
    pub async fn check(&self, request: &Request) -> Result<Checked, Diagnostic> {
        let snapshot = self.snapshot().await?;
        let (program, _) = self.bound(request, snapshot.as_ref())?;
        let tables = program.results.iter().map(|r| answer_columns(&r.rel)).collect();
        let without_data = without_data(&program, snapshot.as_ref());
        Ok(Checked { program, tables, without_data })
    }

    /// Runs a query to its end.
    pub async fn query(&self, request: &Request) -> Result<Answer, Diagnostic> {
        let snapshot = self.snapshot().await?;
        let (program, context) = self.bound(request, snapshot.as_ref())?;
        let work = self.run(&program, context, request, snapshot.as_ref());
        match tokio::time::timeout(self.limits.time, work).await {
            Ok(answer) => answer,
            Err(_) => Err(Diagnostic::new(
                "LUR302",
                Stage::Run,
                Span::default(),
                format!("the query ran longer than the limit of {:?}", self.limits.time),
            )),
        }
    }

    fn bound(&self, request: &Request, snapshot: &dyn Snapshot) -> Result<(Program, Context), Diagnostic> {
        let parsed = lurcher_syntax::parse(&request.text);
        if let Some(first) = parsed.diagnostics.into_iter().next() {
            return Err(first);
        }
        let settings = Settings { parameters: request.parameters.clone() };
        let tables = KnownTables { schemas: &self.schemas, snapshot };
        let mut context = Context { now: request.now, seed: request.seed };
        let mut outcome = bind(&parsed.query, &Kql { context: context.clone() }, &tables, &settings)?;
        if let Some(now) = outcome.now.filter(|now| *now != context.now) {
            // `set query_now` moves the clock under everything that was folded.
            context.now = now;
            outcome = bind(&parsed.query, &Kql { context: context.clone() }, &tables, &settings)?;
        }
        Ok((outcome.program, context))
    }

    async fn run(
        &self,
        program: &Program,
        context: Context,
        request: &Request,
        snapshot: &dyn Snapshot,
    ) -> Result<Answer, Diagnostic> {
        let mut tables: HashMap<String, Arc<dyn TableProvider>> = HashMap::new();
        let without_data = without_data(program, snapshot);
        let mut warnings = program.warnings.clone();
        for name in &program.tables {
            let provider = if snapshot.table(name).is_some() {
                snapshot.provider(name).await.map_err(|e| internal(e.to_string()))?
            } else {
                warnings.push(format!("{name}: no data, taken as empty"));
                self.empty_table(name)?
            };
            tables.insert(name.clone(), provider);
        }
        let mut steps: HashMap<StepId, StepValue> = HashMap::new();
        for step in &program.steps {
            let batches = self.execute(&step.rel, &context, request, &tables, &steps).await?;
            let value = step_value(step.kind, &step.rel, batches)?;
            steps.insert(step.id, value);
        }
        let mut answer = Answer { tables: Vec::new(), warnings, without_data };
        for result in &program.results {
            let batches = self.execute(&result.rel, &context, request, &tables, &steps).await?;
            let columns = answer_columns(&result.rel);
            let batches = visible_columns(&result.rel, batches)?;
            answer.tables.push(AnswerTable {
                columns,
                batches,
                render: result.render.clone(),
                name: result.name.clone(),
            });
        }
        Ok(answer)
    }

    fn empty_table(&self, name: &str) -> Result<Arc<dyn TableProvider>, Diagnostic> {
        let table = self.schemas.table(name).ok_or_else(|| internal(format!("the table {name} has no schema")))?;
        let schema = TableInfo::new(table).schema;
        Ok(Arc::new(MemTable::try_new(schema, vec![vec![]]).map_err(|e| internal(e.to_string()))?))
    }

    async fn execute(
        &self,
        rel: &Rel,
        context: &Context,
        request: &Request,
        tables: &HashMap<String, Arc<dyn TableProvider>>,
        steps: &HashMap<StepId, StepValue>,
    ) -> Result<Vec<RecordBatch>, Diagnostic> {
        let one_thread = needs_one_thread(rel);
        let planner = Planner { context: context.clone(), tables, steps, one_thread, as_of: request.as_of };
        let plan = planner.plan(rel).map_err(crate::error::diagnose)?;
        let state = self.state(if one_thread { 1 } else { self.limits.threads });
        let physical = state.create_physical_plan(&plan).await.map_err(crate::error::diagnose)?;
        collect(physical, state.task_ctx()).await.map_err(crate::error::diagnose)
    }

    /// The logical plans of a query's results and, optimised, their physical ones, as text.
    pub async fn explain(&self, request: &Request) -> Result<String, Diagnostic> {
        let snapshot = self.snapshot().await?;
        let (program, context) = self.bound(request, snapshot.as_ref())?;
        let mut text = format!("{program:#?}\n");
        if !program.steps.is_empty() {
            text.push_str("(the plans depend on steps that must run first)\n");
            return Ok(text);
        }
        let mut tables: HashMap<String, Arc<dyn TableProvider>> = HashMap::new();
        for name in &program.tables {
            let provider = match snapshot.table(name) {
                Some(_) => snapshot.provider(name).await.map_err(|e| internal(e.to_string()))?,
                None => self.empty_table(name)?,
            };
            tables.insert(name.clone(), provider);
        }
        let steps = HashMap::new();
        for result in &program.results {
            let one_thread = needs_one_thread(&result.rel);
            let planner =
                Planner { context: context.clone(), tables: &tables, steps: &steps, one_thread, as_of: request.as_of };
            let plan = planner.plan(&result.rel).map_err(crate::error::diagnose)?;
            let state = self.state(if one_thread { 1 } else { self.limits.threads });
            let physical = state.create_physical_plan(&plan).await.map_err(crate::error::diagnose)?;
            text.push_str(&format!("{}\n\n", plan.display_indent()));
            text.push_str(&format!("{}\n", datafusion::physical_plan::displayable(physical.as_ref()).indent(true)));
        }
        Ok(text)
    }

    fn state(&self, threads: usize) -> SessionState {
        let mut config = SessionConfig::new().with_target_partitions(threads).with_batch_size(8192);
        config.options_mut().execution.collect_statistics = true;
        config.options_mut().optimizer.repartition_file_scans = false;
        // Ties of a sort follow the order of the files, so that answers repeat.
        config.options_mut().optimizer.enable_sort_pushdown = false;
        // Literals are known never to be null in a logical plan, and not in a physical one: no mistake.
        config.options_mut().execution.skip_physical_aggregate_schema_check = true;
        SessionStateBuilder::new()
            .with_config(config)
            .with_runtime_env(self.runtime.clone())
            .with_query_planner(Arc::new(LurcherQueryPlanner))
            .build()
    }
}

fn step_value(kind: StepKind, rel: &Rel, batches: Vec<RecordBatch>) -> Result<StepValue, Diagnostic> {
    let shown = visible_columns(rel, batches.clone())?;
    let kql_type = rel.visible().next().map_or(Type::Dynamic, |c| c.kql_type);
    let mut first =
        shown.iter().flat_map(|b| (0..b.num_rows()).map(move |row| array_value(kql_type, b.column(0), row)));
    Ok(match kind {
        StepKind::Scalar => StepValue::Scalar(first.next().unwrap_or(Value::missing(kql_type))),
        StepKind::Set => {
            let mut seen: Vec<Value> = first.collect();
            let mut keys = std::collections::HashSet::new();
            seen.retain(|v| keys.insert(v.to_text()));
            StepValue::Set(Arc::new(seen))
        }
        StepKind::Table => {
            let schema = lurcher_planner::schema_of(&rel.columns);
            let schema = Arc::new(schema);
            let batches = batches
                .into_iter()
                .map(|b| RecordBatch::try_new(schema.clone(), b.columns().to_vec()))
                .collect::<Result<Vec<_>, _>>()
                .map_err(|e| internal(e.to_string()))?;
            StepValue::Table(Arc::new(MemTable::try_new(schema, vec![batches]).map_err(|e| internal(e.to_string()))?))
        }
    })
}

fn answer_columns(rel: &Rel) -> Vec<AnswerColumn> {
    rel.visible().map(|c| AnswerColumn { name: c.name.clone(), kql_type: c.kql_type }).collect()
}

/// The batches with only the columns that a user sees, in the bound order and in the types that KQL gives them.
fn visible_columns(rel: &Rel, batches: Vec<RecordBatch>) -> Result<Vec<RecordBatch>, Diagnostic> {
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
            let options = datafusion::arrow::array::RecordBatchOptions::new().with_row_count(Some(batch.num_rows()));
            let schema = Arc::new(datafusion::arrow::datatypes::Schema::new(fields));
            RecordBatch::try_new_with_options(schema, arrays, &options).map_err(|e| internal(e.to_string()))
        })
        .collect()
}

fn without_data(program: &Program, snapshot: &dyn Snapshot) -> Vec<String> {
    program.tables.iter().filter(|t| snapshot.table(t).is_none()).cloned().collect()
}

/// A fault that is ours or the machine's, not the query's.
fn internal(message: String) -> Diagnostic {
    Diagnostic::new("LUR399", Stage::Run, Span::default(), message)
}
