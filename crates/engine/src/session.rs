//! Running a query: text to tree to program, step by step, to tables.

use crate::answer::{Answer, AnswerTable, Checked, Request};
use crate::beside;
use crate::catalog::{Catalog, Snapshot, TableInfo};
use crate::deadline::in_time;
use crate::external::{self, ExternalData};
use crate::functions::StoredFunctions;
use crate::language::Kql;
use crate::limits::Limits;
use crate::optimize;
use crate::refusals::{has_all_functions, runs, with_near_word};
use crate::row_room::RowRoom;
use crate::running::{Running, answer_columns, visible_columns};
use crate::tables::KnownTables;
use crate::tuning::Tuning;
use datafusion::catalog::TableProvider;
use datafusion::datasource::MemTable;
use datafusion::execution::runtime_env::{RuntimeEnv, RuntimeEnvBuilder};
use datafusion::execution::{SessionState, SessionStateBuilder};
use datafusion::prelude::SessionConfig;
use lurcher_functions::Context;
use lurcher_planner::{LurcherQueryPlanner, program_needs_one_thread};
use lurcher_schema::Schemas;
use lurcher_semantics::bound::{Program, ResultTable};
use lurcher_semantics::{MAX_PROBED_COLUMNS, Probe, Probed, Probes, bind};
use lurcher_syntax::{Diagnostic, Span, Stage};
use lurcher_types::Type;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// How often one query may ask for columns that depend on the data: each time runs what comes before it again.
const MAX_PROBES: usize = 32;

/// The tables at hand and the rules of running: one for a process, any number of queries.
#[derive(Clone)]
pub struct Engine {
    catalog: Arc<dyn Catalog>,
    schemas: Arc<Schemas>,
    pub(crate) limits: Limits,
    pub(crate) runtime: Arc<RuntimeEnv>,
    external: Option<Arc<dyn ExternalData>>,
    functions: Arc<StoredFunctions>,
    database: Option<String>,
    left_out: BTreeSet<String>,
    tuning: Tuning,
}

impl Engine {
    pub fn new(catalog: Arc<dyn Catalog>, schemas: Arc<Schemas>, limits: Limits) -> Result<Engine, Diagnostic> {
        let runtime = RuntimeEnvBuilder::new()
            .with_memory_limit(limits.memory_bytes, 1.0)
            .build_arc()
            .map_err(|e| internal(e.to_string()))?;
        Ok(Engine {
            catalog,
            schemas,
            limits,
            runtime,
            external: None,
            functions: Arc::default(),
            database: None,
            left_out: BTreeSet::new(),
            tuning: Tuning::default(),
        })
    }

    /// The same over other tables and within other limits; the memory remains one for all.
    pub fn over(&self, catalog: Arc<dyn Catalog>, limits: Limits) -> Engine {
        Engine { catalog, limits, ..self.clone() }
    }

    /// The same with a place for what `externaldata` names.
    pub fn with_external(self, external: Arc<dyn ExternalData>) -> Engine {
        Engine { external: Some(external), ..self }
    }

    /// The same with the texts of stored functions.
    pub fn with_functions(self, functions: StoredFunctions) -> Engine {
        Engine { functions: Arc::new(functions), ..self }
    }

    /// The same under the name that `database("…")` gives to the data.
    pub fn with_database(self, name: impl Into<String>) -> Engine {
        Engine { database: Some(name.into()), ..self }
    }

    /// The same, knowing what was not kept of the data: `Table.Column`.
    pub fn with_left_out(self, left_out: BTreeSet<String>) -> Engine {
        Engine { left_out, ..self }
    }

    /// The same, running its plans in another way that gives the same answers.
    pub fn with_tuning(self, tuning: Tuning) -> Engine {
        Engine { tuning, ..self }
    }

    /// The same, ending each query after this time.
    pub fn with_time(self, time: std::time::Duration) -> Engine {
        Engine { limits: Limits { time, ..self.limits.clone() }, ..self }
    }

    /// The same, refusing an answer of more rows.
    pub fn with_answer_rows(self, most: usize) -> Engine {
        Engine { limits: Limits { answer_rows: Some(most), ..self.limits.clone() }, ..self }
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
        let (program, _) = self.bound_as(request, snapshot.as_ref(), Probes::Open, &mut None)?;
        let tables = program.results.iter().map(|r| answer_columns(&r.rel)).collect();
        let without_data = without_data(&program, snapshot.as_ref());
        Ok(Checked { program, tables, without_data })
    }

    /// Runs a query to its end, or to the limit of time.
    pub async fn query(&self, request: &Request) -> Result<Answer, Diagnostic> {
        let (engine, request) = (self.clone(), request.clone());
        in_time(self.limits.time, async move {
            let snapshot = engine.snapshot().await?;
            engine.bind_and_run(&request, snapshot.as_ref()).await
        })
        .await
    }

    /// Binds, running what binding asks for, and then runs the whole.
    async fn bind_and_run(&self, request: &Request, snapshot: &dyn Snapshot) -> Result<Answer, Diagnostic> {
        let (program, context) = self.bound(request, snapshot).await?;
        runs(&program, &request.text)?;
        self.run(&program, context, request, snapshot, self.limits.answer_rows).await
    }

    /// Binds; where columns depend on the data, the data is looked at and binding goes on.
    pub(crate) async fn bound(
        &self,
        request: &Request,
        snapshot: &dyn Snapshot,
    ) -> Result<(Program, Context), Diagnostic> {
        let mut answers: Vec<Probed> = Vec::new();
        loop {
            let mut probe = None;
            let known = Probes::Answered(answers.clone());
            let (program, context) = self.bound_as(request, snapshot, known, &mut probe)?;
            let Some(probe) = probe else { return Ok((program, context)) };
            if answers.len() >= MAX_PROBES {
                let message =
                    format!("the query asks more than {MAX_PROBES} times for columns that depend on the data");
                return Err(Diagnostic::new("LUR302", Stage::Run, probe.rel.span, message));
            }
            answers.push(self.probed(&program, probe, context, request, snapshot).await?);
        }
    }

    /// The columns that a probe finds in the data.
    async fn probed(
        &self,
        program: &Program,
        probe: Probe,
        context: Context,
        request: &Request,
        snapshot: &dyn Snapshot,
    ) -> Result<Probed, Diagnostic> {
        has_all_functions(program)?;
        let span = probe.rel.span;
        let result = ResultTable { rel: probe.rel, render: None, name: None };
        let mut asking = Program { results: vec![result], ..program.clone() };
        asking.narrow();
        asking.leave_json_as_text();
        let answer = self.run(&asking, context, request, snapshot, None).await?;
        let mut found: BTreeMap<String, Type> = BTreeMap::new();
        for row in answer.tables.iter().flat_map(AnswerTable::rows) {
            let mut texts = row.into_iter().map(|v| v.to_text());
            let name = texts.next().unwrap_or_default();
            found.insert(name, texts.next().and_then(|t| Type::from_name(&t)).unwrap_or(Type::String));
            if found.len() > MAX_PROBED_COLUMNS {
                let message = format!("the data would make more than {MAX_PROBED_COLUMNS} columns");
                return Err(Diagnostic::new("LUR302", Stage::Run, span, message));
            }
        }
        Ok(found.into_iter().collect())
    }

    pub(crate) fn bound_as(
        &self,
        request: &Request,
        snapshot: &dyn Snapshot,
        probes: Probes,
        probe: &mut Option<Probe>,
    ) -> Result<(Program, Context), Diagnostic> {
        let parsed = lurcher_syntax::parse(&request.text);
        if let Some(first) = parsed.diagnostics.into_iter().next() {
            return Err(with_near_word(first, &request.text));
        }
        let settings = beside::settings(request, probes)?;
        let tables = KnownTables {
            schemas: &self.schemas,
            snapshot,
            functions: &self.functions,
            database: self.database.as_deref(),
            left_out: &self.left_out,
        };
        let mut context = Context { now: request.now, seed: request.seed };
        let mut outcome = bind(&parsed.query, &Kql { context: context.clone() }, &tables, &settings)?;
        if let Some(now) = outcome.now.filter(|now| *now != context.now) {
            // `set query_now` moves the clock under everything that was folded.
            context.now = now;
            outcome = bind(&parsed.query, &Kql { context: context.clone() }, &tables, &settings)?;
        }
        for (place, mutation) in &request.mutations {
            outcome.program.mutate(*place, *mutation);
        }
        *probe = outcome.probe;
        // A probe reads steps in its own way: what is left of the columns is decided when it is asked.
        if probe.is_none() {
            outcome.program.narrow();
            outcome.program.leave_json_as_text();
        }
        Ok((outcome.program, context))
    }

    pub(crate) async fn run(
        &self,
        program: &Program,
        context: Context,
        request: &Request,
        snapshot: &dyn Snapshot,
        most_rows: Option<usize>,
    ) -> Result<Answer, Diagnostic> {
        let mut running = self.open(program, context, request, snapshot).await?;
        for step in &program.steps {
            running.step(step).await?;
        }
        let mut tables = Vec::with_capacity(program.results.len());
        let mut held = Vec::with_capacity(program.results.len());
        let mut room = RowRoom::of(program, most_rows);
        for result in &program.results {
            let (batches, reservation) = running.rows_counted(&result.rel, |rows| room.take(result, rows)).await?;
            room.next_result();
            held.push(reservation);
            tables.push(AnswerTable {
                columns: answer_columns(&result.rel),
                batches: visible_columns(&result.rel, batches)?,
                rows_let_go: 0,
                render: result.render.clone(),
                name: result.name.clone(),
            });
        }
        let without_data = without_data(program, snapshot);
        let mut warnings = program.warnings.clone();
        warnings.extend(without_data.iter().map(|name| format!("{name}: no data, taken as empty")));
        warnings.extend(self.untimed(program, request));
        warnings.extend(running.missed.iter().map(|(column, count)| {
            format!("{column}: {count} stored values are none that KQL can hold, and are read as null")
        }));
        Ok(Answer { tables, warnings, without_data, held })
    }

    /// The program's tables, opened, under its clock.
    pub(crate) async fn open<'a>(
        &'a self,
        program: &Program,
        context: Context,
        request: &Request,
        snapshot: &dyn Snapshot,
    ) -> Result<Running<'a>, Diagnostic> {
        let mut tables: HashMap<String, Arc<dyn TableProvider>> = HashMap::new();
        for name in &program.tables {
            let provider = match snapshot.table(name) {
                Some(_) => snapshot.provider(name).await.map_err(|e| internal(e.to_string()))?,
                None => self.empty_table(name)?,
            };
            tables.insert(name.clone(), provider);
        }
        external::open(program, self.external.as_deref(), &mut tables).await?;
        let one_thread = program_needs_one_thread(program);
        Ok(Running {
            engine: self,
            context,
            as_of: request.as_of,
            tables,
            steps: HashMap::new(),
            held: HashMap::new(),
            one_thread,
            missed: BTreeMap::new(),
        })
    }

    /// With `as_of`, the tables that have no time to hide rows by.
    fn untimed(&self, program: &Program, request: &Request) -> Vec<String> {
        let has_time = |name: &String| {
            self.schemas.table(name).is_some_and(|t| t.column("Timestamp").or(t.column("TimeGenerated")).is_some())
        };
        let untimed = program.tables.iter().filter(|name| request.as_of.is_some() && !has_time(name));
        untimed.map(|name| format!("{name}: rows have no time, so --as-of hides none of them")).collect()
    }

    fn empty_table(&self, name: &str) -> Result<Arc<dyn TableProvider>, Diagnostic> {
        let table = self.schemas.table(name).ok_or_else(|| internal(format!("the table {name} has no schema")))?;
        let schema = TableInfo::new(table).schema;
        Ok(Arc::new(MemTable::try_new(schema, vec![vec![]]).map_err(|e| internal(e.to_string()))?))
    }

    /// The logical plans of a query's results and, optimised, their physical ones, as text.
    pub async fn explain(&self, request: &Request) -> Result<String, Diagnostic> {
        let snapshot = self.snapshot().await?;
        let (program, context) = self.bound(request, snapshot.as_ref()).await?;
        let mut text = format!("{program:#?}\n");
        if !program.steps.is_empty() {
            text.push_str("(the plans depend on steps that must run first)\n");
            return Ok(text);
        }
        let running = self.open(&program, context, request, snapshot.as_ref()).await?;
        for result in &program.results {
            let (plan, physical, _) = running.plans(&result.rel).await?;
            text.push_str(&format!("{}\n\n", plan.display_indent()));
            text.push_str(&format!("{}\n", datafusion::physical_plan::displayable(physical.as_ref()).indent(true)));
        }
        Ok(text)
    }

    pub(crate) fn state(&self, threads: usize) -> SessionState {
        let mut config = SessionConfig::new().with_target_partitions(threads).with_batch_size(self.tuning.batch_rows);
        config.options_mut().execution.collect_statistics = true;
        config.options_mut().optimizer.repartition_file_scans = false;
        // Ties of a sort follow the order of the files, so that answers repeat.
        config.options_mut().optimizer.enable_sort_pushdown = false;
        // Literals are known never to be null in a logical plan, and not in a physical one: no mistake.
        config.options_mut().execution.skip_physical_aggregate_schema_check = true;
        let state = SessionStateBuilder::new()
            .with_config(config)
            .with_physical_optimizer_rules(optimize::rules(self.tuning.optimise))
            .with_runtime_env(self.runtime.clone())
            .with_query_planner(Arc::new(LurcherQueryPlanner));
        match self.tuning.optimise {
            true => state.build(),
            false => state.with_optimizer_rules(optimize::needed_rules()).build(),
        }
    }
}

fn without_data(program: &Program, snapshot: &dyn Snapshot) -> Vec<String> {
    program.tables.iter().filter(|t| snapshot.table(t).is_none()).cloned().collect()
}

/// A fault that is ours or the machine's, not the query's.
pub(crate) fn internal(message: String) -> Diagnostic {
    Diagnostic::new("LUR399", Stage::Run, Span::default(), message)
}
