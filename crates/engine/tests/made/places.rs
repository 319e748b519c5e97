//! The same tables in engines that plan and run in different ways.

use super::tables::{COLUMNS, datatable};
use crate::{fixture, kql};
use datafusion::arrow::array::RecordBatch;
use lurcher_engine::catalog::{FileCatalog, Source, TableSource};
use lurcher_engine::{Answer, Engine, Followed, Limits, Request, RowsOf, Tuning, Until};
use lurcher_planner::program_needs_one_thread;
use lurcher_schema::Schemas;
use lurcher_syntax::{Diagnostic, Span, Stage};
use std::sync::{Arc, LazyLock};
use std::time::Duration;
use tokio::runtime::Runtime;

static RUNTIME: LazyLock<Runtime> = LazyLock::new(kql::runtime);
static SCHEMAS: LazyLock<Arc<Schemas>> = LazyLock::new(|| Arc::new(Schemas::builtin()));

/// What every made query may use.
const LIMITS: Limits = Limits { memory_bytes: 512 << 20, time: Duration::from_secs(20), threads: 1, answer_rows: None };

pub const UNOPTIMISED: &str = "without optimiser";

pub struct Places {
    /// As users run it, on one thread.
    pub plain: Arc<Engine>,
    /// The same under other circumstances.
    pub others: [(&'static str, Arc<Engine>); 2],
}

impl Places {
    pub fn new(tables: [(&str, &[Vec<String>]); 2]) -> Places {
        let stored: Vec<(&str, Vec<RecordBatch>)> = tables.map(|(name, rows)| (name, batches(rows))).into();
        let engine = |rows: usize, threads: usize, tuning: Tuning| {
            let sources = stored.iter().map(|(name, batches)| TableSource {
                name: (*name).to_owned(),
                schema: fixture::table(name, &COLUMNS),
                sources: vec![Source::Memory(batches.iter().flat_map(|b| cut(b, rows)).collect())],
            });
            let catalog = Arc::new(FileCatalog::open(sources.collect()).expect("tables in memory"));
            let limits = Limits { threads, ..LIMITS };
            let engine = Engine::new(catalog, SCHEMAS.clone(), limits).expect("an engine");
            Arc::new(engine.with_tuning(tuning))
        };
        let tuning = Tuning::default();
        let others = [
            (UNOPTIMISED, engine(1000, 1, Tuning { optimise: false, ..tuning })),
            ("in small batches on three threads", engine(3, 3, Tuning { batch_rows: 2, ..tuning })),
        ];
        Places { plain: engine(1000, 1, tuning), others }
    }
}

fn request(text: &str) -> Request {
    Request { text: text.to_owned(), now: kql::ticks("2024-05-05 06:07:08.9"), seed: 7, ..Request::default() }
}

/// The rows of a table that is written down.
fn batches(rows: &[Vec<String>]) -> Vec<RecordBatch> {
    let catalog = Arc::new(FileCatalog::open(Vec::new()).expect("no tables"));
    let engine = Engine::new(catalog, SCHEMAS.clone(), LIMITS).expect("an engine");
    let text = datatable(rows);
    let answer = run(&Arc::new(engine), &text).unwrap_or_else(|d| panic!("{d}\n{text}"));
    answer.tables.into_iter().flat_map(|t| t.batches).collect()
}

fn cut(batch: &RecordBatch, rows: usize) -> Vec<RecordBatch> {
    let starts = (0..batch.num_rows()).step_by(rows);
    starts.map(|start| batch.slice(start, rows.min(batch.num_rows() - start))).collect()
}

/// Runs a query; a panic is a diagnostic of its own.
pub fn run(engine: &Arc<Engine>, text: &str) -> Result<Answer, Diagnostic> {
    let (engine, request) = (engine.clone(), request(text));
    let task = RUNTIME.spawn(async move { engine.query(&request).await });
    RUNTIME.block_on(task).unwrap_or_else(|e| Err(panicked(e.to_string())))
}

/// Follows every second row of both tables through a query.
pub fn follow(engine: &Arc<Engine>, text: &str) -> Result<Followed, Diagnostic> {
    let (engine, request) = (engine.clone(), request(text));
    let wanted = ["T", "U"].map(|table| RowsOf { table: table.to_owned(), predicate: "id % 2 == 0".to_owned() });
    let task = RUNTIME.spawn(async move { engine.follow(&request, &wanted, Until::End).await });
    RUNTIME.block_on(task).unwrap_or_else(|e| Err(panicked(e.to_string())))
}

/// The columns of a query, of which no row is read.
pub fn check(engine: &Arc<Engine>, text: &str) -> Result<Vec<Vec<lurcher_engine::AnswerColumn>>, Diagnostic> {
    let (engine, request) = (engine.clone(), request(text));
    let task = RUNTIME.spawn(async move { engine.check(&request).await.map(|checked| checked.tables) });
    RUNTIME.block_on(task).unwrap_or_else(|e| Err(panicked(e.to_string())))
}

/// Whether the answer depends on the order in which rows arrive.
pub fn needs_one_thread(engine: &Arc<Engine>, text: &str) -> bool {
    let (engine, request) = (engine.clone(), request(text));
    let task = RUNTIME.spawn(async move { engine.check(&request).await.map(|c| program_needs_one_thread(&c.program)) });
    RUNTIME.block_on(task).is_ok_and(|needs| needs.unwrap_or(true))
}

fn panicked(message: String) -> Diagnostic {
    Diagnostic::new("PANIC", Stage::Run, Span::default(), message)
}
