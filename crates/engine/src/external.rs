//! Data that a query asks for by address: who finds it, and how its rows become a table.

use crate::catalog::{Catalog, FileCatalog, Source, TableSource};
use crate::session::internal;
use datafusion::catalog::TableProvider;
use lurcher_semantics::bound::{ExternalSource, Program, RelKind};
use lurcher_syntax::{Diagnostic, Stage};
use lurcher_types::{Column, Side, Table};
use std::collections::{HashMap, HashSet};
use std::fmt::Debug;
use std::sync::Arc;

/// Finds what `externaldata` names: the file that someone put in an address's place, or what may be fetched from there.
pub trait ExternalData: Debug + Send + Sync {
    /// The files or rows, or in words why there are none.
    fn sources(&self, wanted: &ExternalSource) -> Result<Vec<Source>, String>;
}

/// Files without rows in every place: for trying whether a query runs.
#[derive(Debug)]
pub struct NoRows;

impl ExternalData for NoRows {
    fn sources(&self, _: &ExternalSource) -> Result<Vec<Source>, String> {
        Ok(Vec::new())
    }
}

/// The tables of all external data that the program reads.
pub async fn open(
    program: &Program,
    finder: Option<&dyn ExternalData>,
    tables: &mut HashMap<String, Arc<dyn TableProvider>>,
) -> Result<(), Diagnostic> {
    let read = names_read(program);
    for wanted in program.external.iter().filter(|e| read.contains(e.name.as_str())) {
        let asks = if wanted.inference.is_some() { "infer_storage_schema" } else { "externaldata" };
        let refused =
            |why: String| Diagnostic::new("LUR303", Stage::Unsupported, wanted.span, format!("`{asks}`: {why}"));
        if let Some(why) = &wanted.refused {
            return Err(refused(why.clone()));
        }
        let Some(finder) = finder else {
            let mut error =
                refused("nothing is read from the network, and no file was given for its address".to_owned());
            error.help =
                Some("--external URL=PATH puts a file in its place, --fetch HOST allows to read from there".to_owned());
            return Err(error);
        };
        let sources = finder.sources(wanted).map_err(refused)?;
        let column = |(name, t): &(String, lurcher_types::Type)| Column {
            name: name.clone(),
            kql_type: *t,
            side: Side::Both,
            description: String::new(),
        };
        let columns = wanted.columns.iter().map(column).collect();
        let schema = Table { name: wanted.name.clone(), columns, description: String::new() };
        let table = TableSource { name: wanted.name.clone(), schema, sources };
        let catalog = FileCatalog::open(vec![table]).map_err(|e| refused(e.to_string()))?;
        let snapshot = catalog.snapshot().await.map_err(|e| internal(e.to_string()))?;
        let provider = snapshot.provider(&wanted.name).await.map_err(|e| refused(e.to_string()))?;
        tables.insert(wanted.name.clone(), provider);
    }
    Ok(())
}

fn names_read(program: &Program) -> HashSet<&str> {
    let mut names = HashSet::new();
    let rels = program.steps.iter().map(|s| &s.rel).chain(program.results.iter().map(|r| &r.rel));
    for rel in rels {
        rel.each(&mut |r| {
            if let RelKind::Table { name, .. } = &r.kind {
                names.insert(name.as_str());
            }
        });
    }
    names
}
