use super::union::missing;
use super::{column, named};
use crate::Planner;
use crate::error::{REFUSED, located};
use datafusion::common::{Column, Result, TableReference};
use datafusion::datasource::provider_as_source;
use datafusion::logical_expr::{Expr as Plan, LogicalPlanBuilder, lit};
use lurcher_semantics::bound::Rel;
use lurcher_types::Type;

impl Planner<'_> {
    /// A table of the catalog, under the ids of its columns.
    pub fn table(&self, rel: &Rel, name: &str, source_columns: &[String]) -> Result<LogicalPlanBuilder> {
        let Some(provider) = self.tables.get(name) else {
            return Err(located(REFUSED, rel.span, format!("the table `{name}` was not opened")));
        };
        let reference = TableReference::bare(name);
        let scan = LogicalPlanBuilder::scan(reference.clone(), provider_as_source(provider.clone()), None)?;
        let outputs = source_columns.iter().zip(&rel.columns).map(|(source, col)| {
            // A column without a name only says that a service may have written more than the schema knows.
            let value = match source.is_empty() {
                true => missing(col.kql_type)?,
                false => Plan::Column(Column::new(Some(reference.clone()), source)),
            };
            Ok(named(value, col))
        });
        let rows = scan.project(outputs.collect::<Result<Vec<_>>>()?)?;
        let time = ["Timestamp", "TimeGenerated"].iter().find_map(|name| {
            let at = source_columns.iter().position(|c| c == name)?;
            rel.columns.get(at).filter(|c| c.kql_type == Type::Datetime)
        });
        match (self.as_of, time) {
            (Some(as_of), Some(time)) => rows.filter(column(time.id).lt_eq(lit(as_of))),
            _ => Ok(rows),
        }
    }
}
