use super::named;
use crate::Planner;
use datafusion::common::Result;
use datafusion::logical_expr::LogicalPlanBuilder;
use lurcher_semantics::bound::{Expr, Rel};

impl Planner<'_> {
    pub fn project(&self, rel: &Rel, input: &Rel, outputs: &[Expr]) -> Result<LogicalPlanBuilder> {
        let outputs = outputs
            .iter()
            .zip(&rel.columns)
            .map(|(e, col)| Ok(named(self.expression(e)?, col)))
            .collect::<Result<Vec<_>>>()?;
        self.relation(input)?.project(outputs)
    }
}
