//! What all tests share: descriptions of tables, and an engine that each test gets over its own rows.

use crate::arguments::Data;
use crate::commands::runtime;
use crate::data::{self, Opened};
use crate::failure::Failure;
use lurcher_engine::catalog::{FileCatalog, TableSource};
use lurcher_engine::{AnswerTable, Engine, Limits, Request};
use lurcher_rules::testing::Answered;
use lurcher_syntax::Diagnostic;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Runtime;

/// A test is small, and so is the time of each of its queries.
const MAX_TEST_TIME: Duration = Duration::from_secs(60);

/// Rows that are compared with what is expected.
const MAX_ANSWER_ROWS: usize = 200_000;

pub struct Bench {
    pub runtime: Runtime,
    /// Whatever the command line gives. Tests see nothing of its rows.
    pub opened: Opened,
}

impl Bench {
    pub fn new(data: &Data) -> Result<Bench, Failure> {
        Ok(Bench { runtime: runtime()?, opened: data::open(data)? })
    }

    /// Binds without any rows.
    pub fn check_empty(&self, request: &Request) -> Result<lurcher_engine::Checked, Diagnostic> {
        self.check(&self.opened.engine, request)
    }

    pub fn schemas(&self) -> &lurcher_schema::Schemas {
        self.opened.engine.schemas()
    }

    /// An engine over these tables and nothing else. Tests run beside each other, each on one thread.
    pub fn over(&self, tables: Vec<TableSource>) -> Result<Engine, String> {
        let catalog = FileCatalog::open(tables).map_err(|e| e.to_string())?;
        let limits = Limits { time: MAX_TEST_TIME, threads: 1, ..Limits::default() };
        Ok(self.opened.engine.over(Arc::new(catalog), limits))
    }

    pub fn ask(&self, engine: &Engine, request: &Request) -> Result<Vec<Answered>, Diagnostic> {
        let engine = engine.clone().with_answer_rows(MAX_ANSWER_ROWS);
        let answer = self.runtime.block_on(engine.query(request))?;
        Ok(answer.tables.iter().map(answered).collect())
    }

    pub fn check(&self, engine: &Engine, request: &Request) -> Result<lurcher_engine::Checked, Diagnostic> {
        self.runtime.block_on(engine.check(request))
    }
}

fn answered(table: &AnswerTable) -> Answered {
    Answered {
        columns: table.columns.iter().map(|c| (c.name.clone(), c.kql_type)).collect(),
        rows: table.rows().collect(),
    }
}
