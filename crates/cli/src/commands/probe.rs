//! Whether a query runs here: the answer to "is it built?" that cannot go stale.

use super::runtime;
use crate::failure::Failure;
use lurcher_engine::catalog::FileCatalog;
use lurcher_engine::{Engine, Limits, NoRows, Request};
use lurcher_schema::Schemas;
use lurcher_types::time;
use std::sync::Arc;
use tokio::runtime::Runtime;

pub struct Probe {
    runtime: Runtime,
    engine: Engine,
}

impl Probe {
    /// An engine without data, for queries that bring their own.
    pub fn new() -> Result<Probe, Failure> {
        let catalog = FileCatalog::open(Vec::new()).map_err(Failure::plain)?;
        let engine =
            Engine::new(Arc::new(catalog), Arc::new(Schemas::builtin()), Limits::default()).map_err(Failure::plain)?;
        Ok(Probe { runtime: runtime()?, engine: engine.with_external(Arc::new(NoRows)) })
    }

    /// Nothing if the query runs, else why it is refused.
    pub fn refusal(&self, query: &str) -> Option<String> {
        let now = time::parse_datetime(NOW).unwrap_or_default();
        let request = Request { text: query.to_owned(), now, ..Request::default() };
        self.runtime.block_on(self.engine.query(&request)).err().map(|diagnostic| diagnostic.message)
    }
}

/// Any moment would do; a fixed one gives the same pages every time.
const NOW: &str = "2026-01-15T12:00:00Z";
