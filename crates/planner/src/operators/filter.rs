use crate::Planner;
use datafusion::common::Result;
use datafusion::logical_expr::LogicalPlanBuilder;
use lurcher_semantics::bound::{Expr, Rel};

impl Planner<'_> {
    pub fn filter(&self, input: &Rel, predicate: &Expr) -> Result<LogicalPlanBuilder> {
        self.relation(input)?.filter(self.predicate(predicate)?)
    }
}
