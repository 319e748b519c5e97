use crate::Planner;
use crate::expression::balanced;
use datafusion::common::Result;
use datafusion::logical_expr::{LogicalPlanBuilder, Operator};
use lurcher_semantics::bound::{Expr, Rel, RelKind};

impl Planner<'_> {
    /// One filter for one `where` after the other: thousands of them would take DataFusion hours.
    pub fn filter(&self, input: &Rel, predicate: &Expr) -> Result<LogicalPlanBuilder> {
        let mut predicates = vec![self.predicate(predicate)?];
        let mut below = input;
        while let RelKind::Filter { input, predicate } = &below.kind {
            predicates.push(self.predicate(predicate)?);
            below = input;
        }
        predicates.reverse();
        self.relation(below)?.filter(balanced(predicates, Operator::And))
    }
}
