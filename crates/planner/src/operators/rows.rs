use crate::Planner;
use crate::nodes::{Grouped, KernelRef, Rows};
use datafusion::common::Result;
use datafusion::logical_expr::LogicalPlanBuilder;
use lurcher_semantics::bound::{Expr, Rel, RowsOperator};
use std::sync::Arc;

impl Planner<'_> {
    /// An operator that walks rows by its own rule: its kernel over the values of its arguments.
    pub fn rows(&self, rel: &Rel, input: &Rel, args: &[Expr], operator: &RowsOperator) -> Result<LogicalPlanBuilder> {
        let kept = if operator.keeps_input() { input.columns.len() } else { 0 };
        let added = rel.columns.get(kept..).unwrap_or_default();
        let kernel: KernelRef = match operator {
            RowsOperator::Scan(scan) => {
                let kernel = Arc::new(self.scan(scan, added, rel.span)?);
                if scan.per { Arc::new(Grouped(kernel)) } else { kernel }
            }
        };
        let arguments = args.iter().map(|a| self.expression(a)).collect::<Result<Vec<_>>>()?;
        let plan = self.relation(input)?.build()?;
        Ok(LogicalPlanBuilder::new(Rows::plan(plan, arguments, kernel, operator.keeps_input())?))
    }
}
