use crate::{Planner, column_name};
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::Schema;
use datafusion::common::Result;
use datafusion::datasource::{MemTable, provider_as_source};
use datafusion::logical_expr::LogicalPlanBuilder;
use lurcher_columnar::{array_of, field};
use lurcher_semantics::bound::{Col, Rel};
use lurcher_types::Value;
use std::sync::Arc;

impl Planner<'_> {
    /// Rows that stand in the query.
    pub fn inline(&self, rel: &Rel, rows: &[Vec<Value>]) -> Result<LogicalPlanBuilder> {
        if rel.columns.is_empty() {
            // `print`: one row of no columns, to project values onto.
            return Ok(LogicalPlanBuilder::empty(!rows.is_empty()));
        }
        let arrays = rel
            .columns
            .iter()
            .enumerate()
            .map(|(i, c)| array_of(c.kql_type, rows.iter().filter_map(|r| r.get(i))))
            .collect();
        let batch = RecordBatch::try_new(Arc::new(schema_of(&rel.columns)), arrays)?;
        in_memory(batch)
    }
}

/// A schema whose fields are called after these columns' ids.
pub fn schema_of(columns: &[Col]) -> Schema {
    Schema::new(columns.iter().map(|c| field(&column_name(c.id), c.kql_type)).collect::<Vec<_>>())
}

/// A plan that reads one batch. Its fields are already called after their ids.
pub fn in_memory(batch: RecordBatch) -> Result<LogicalPlanBuilder> {
    let schema = batch.schema();
    let table = MemTable::try_new(schema.clone(), vec![vec![batch]])?;
    let scan = LogicalPlanBuilder::scan("inline", provider_as_source(Arc::new(table)), None)?;
    let names: Vec<_> = schema.fields().iter().map(|f| qualified("inline", f.name()).alias(f.name())).collect();
    scan.project(names)
}

pub fn qualified(table: &str, name: &str) -> datafusion::logical_expr::Expr {
    use datafusion::common::{Column, TableReference};
    datafusion::logical_expr::Expr::Column(Column::new(Some(TableReference::bare(table)), name))
}
