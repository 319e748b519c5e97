//! Running one hunt with limits on time and memory.

use super::hunts::Hunt;
use super::outcome::Outcome;
use super::{NOW, PATIENCE, bound};
use crate::kql;
use datafusion::arrow::array::RecordBatch;
use lurcher_engine::catalog::{FileCatalog, Source, TableSource};
use lurcher_engine::{Answer, Engine, Limits, Tuning};
use lurcher_schema::Schemas;
use lurcher_syntax::Diagnostic;
use lurcher_synth::any_table::{RowOptions, table_rows};
use lurcher_types::Table;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;

/// What one hunt may use.
const MEMORY_BYTES: usize = 2 << 30;
/// Made tables that are kept for the next hunt.
const KEPT_TABLES: usize = 60;
/// What the engine's own limit is given beyond its time to end by itself.
const GRACE: Duration = Duration::from_secs(10);

/// What the tables hold.
#[derive(Debug, Clone, Copy)]
pub enum Place {
    Empty,
    Rows(usize),
}

/// Tables with rows, made when a hunt first reads them.
pub struct Places {
    place: Place,
    runtime: Runtime,
    schemas: Arc<Schemas>,
    made: Mutex<HashMap<String, RecordBatch>>,
}

/// How a hunt is run.
#[derive(Debug, Clone)]
pub struct Way {
    pub name: &'static str,
    pub threads: usize,
    /// Rows of a batch in memory.
    pub chunk: usize,
    pub tuning: Tuning,
}

impl Default for Way {
    fn default() -> Way {
        Way { name: "as usual", threads: 2, chunk: usize::MAX, tuning: Tuning::default() }
    }
}

impl Places {
    pub fn new(place: Place) -> Places {
        let schemas = Arc::new(Schemas::builtin());
        Places { place, runtime: kql::runtime(), schemas, made: Mutex::default() }
    }

    fn engine(&self, tables: &[String], way: &Way) -> Engine {
        let limits = Limits { threads: way.threads, time: PATIENCE, memory_bytes: MEMORY_BYTES, answer_rows: None };
        let tables = tables.iter().filter_map(|name| self.table(name, way.chunk)).collect();
        let catalog = FileCatalog::open(tables).unwrap();
        Engine::new(Arc::new(catalog), self.schemas.clone(), limits).unwrap().with_tuning(way.tuning)
    }

    fn table(&self, name: &str, chunk: usize) -> Option<TableSource> {
        let schema = self.schemas.table(name)?;
        let sources = match self.place {
            Place::Empty => Vec::new(),
            Place::Rows(rows) => {
                let batch = self.rows(&schema, rows);
                let chunk = chunk.min(rows.max(1));
                let cut = (0..batch.num_rows()).step_by(chunk);
                let cut = cut.map(|at| batch.slice(at, chunk.min(batch.num_rows() - at)));
                vec![Source::Memory(cut.collect())]
            }
        };
        Some(TableSource { name: name.to_owned(), schema, sources })
    }

    fn rows(&self, table: &Table, rows: usize) -> RecordBatch {
        let mut made = self.made.lock().unwrap();
        if let Some(batch) = made.get(&table.name) {
            return batch.clone();
        }
        if made.len() >= KEPT_TABLES {
            made.clear();
        }
        let options = RowOptions { rows, seed: 1, now: kql::ticks(NOW) };
        let batch = table_rows(table, &options).unwrap();
        made.insert(table.name.clone(), batch.clone());
        batch
    }

    /// The answer, or nothing after a panic or when even the limit of time did not end the query.
    pub fn answer(&self, hunt: &Hunt, way: &Way) -> Result<Result<Answer, Diagnostic>, Outcome> {
        let engine = self.engine(&hunt.tables, way);
        let request = kql::request(&hunt.kql, NOW);
        let task = self.runtime.spawn(async move { engine.query(&request).await });
        let ended = self.runtime.block_on(async { tokio::time::timeout(PATIENCE + GRACE, task).await });
        match ended {
            Err(_) => Err(Outcome::Late),
            Ok(Err(panic)) => Err(Outcome::Panicked(panic.to_string())),
            Ok(Ok(answer)) => Ok(answer),
        }
    }
}

/// How the hunt ends, and after how long.
pub fn run(places: &Places, hunt: &Hunt) -> (Outcome, Duration) {
    if let Some(why) = &hunt.refused {
        return (Outcome::Refused(why.clone()), Duration::ZERO);
    }
    let start = Instant::now();
    let answer = places.answer(hunt, &Way::default());
    let took = start.elapsed();
    let outcome = match answer {
        Err(outcome) => outcome,
        Ok(Err(d)) if d.message.starts_with("the query ran longer") => Outcome::Late,
        Ok(Err(d)) if matches!(d.code, "LUR302" | "LUR399") => Outcome::Failed(format!("{} {}", d.code, d.message)),
        Ok(Err(d)) if d.stage == lurcher_syntax::Stage::Run => Outcome::Failed(format!("{} {}", d.code, d.message)),
        Ok(Err(d)) => Outcome::Refused(format!("{} {}", d.code, d.message)),
        Ok(Ok(answer)) => match bound::check(hunt, &answer) {
            Ok(()) => Outcome::Ran { rows: answer.tables.iter().map(|t| t.row_count()).sum() },
            Err(why) => Outcome::Unsound(why),
        },
    };
    (outcome, took)
}
