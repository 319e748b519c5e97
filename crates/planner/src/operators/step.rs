use super::inline::qualified;
use super::named;
use crate::error::{REFUSED, located};
use crate::{Planner, StepValue};
use datafusion::common::Result;
use datafusion::datasource::provider_as_source;
use datafusion::logical_expr::LogicalPlanBuilder;
use lurcher_semantics::bound::{Rel, StepId};

impl Planner<'_> {
    /// The table that an earlier step computed.
    pub fn step(&self, rel: &Rel, id: StepId) -> Result<LogicalPlanBuilder> {
        let Some(StepValue::Table(provider)) = self.steps.get(&id) else {
            return Err(located(REFUSED, rel.span, "a table is used before it is computed"));
        };
        let scan = LogicalPlanBuilder::scan("step", provider_as_source(provider.clone()), None)?;
        let schema = provider.schema();
        let outputs: Vec<_> =
            schema.fields().iter().zip(&rel.columns).map(|(f, c)| named(qualified("step", f.name()), c)).collect();
        scan.project(outputs)
    }
}
