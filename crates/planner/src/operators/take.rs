use super::column;
use super::first_per::FirstPer;
use super::sort::KeepOrder;
use crate::error::{REFUSED, located};
use crate::nodes::Rows;
use crate::{Planner, StepValue};
use datafusion::common::Result;
use datafusion::logical_expr::{LogicalPlan, LogicalPlanBuilder};
use lurcher_semantics::bound::{ColumnId, Expr, ExprKind, Rel, RelKind};
use lurcher_types::{Type, Value};
use std::sync::Arc;

impl Planner<'_> {
    /// The first rows; of a sort, its top.
    pub fn take(&self, rel: &Rel, input: &Rel, count: &Expr, per: Option<ColumnId>) -> Result<LogicalPlanBuilder> {
        let count = self.row_count(count)?;
        if let Some(per) = per {
            let plan: LogicalPlan = self.relation(input)?.build()?;
            let kernel = Arc::new(FirstPer::new(
                count,
                &[input.columns.iter().find(|c| c.id == per).map_or(Type::Long, |c| c.kql_type)],
            ));
            return Ok(LogicalPlanBuilder::new(Rows::plan(plan, vec![column(per)], kernel, true)?));
        }
        match &input.kind {
            RelKind::Sort { input: sorted, by } => self.sort(sorted, by, Some(count)),
            RelKind::Project { input: below, outputs } if matches!(below.kind, RelKind::Sort { .. }) => {
                let RelKind::Sort { input: sorted, by } = &below.kind else { return self.relation(rel) };
                let top = self.sort(sorted, by, Some(count))?;
                let named = outputs.iter().zip(&input.columns).map(|(e, c)| Ok(super::named(self.expression(e)?, c)));
                top.project(named.collect::<Result<Vec<_>>>()?)
            }
            _ => {
                let first = self.relation(input)?.limit(0, Some(count))?;
                // DataFusion moves a later sort below a limit, which then takes other rows: the node between stops it.
                Ok(LogicalPlanBuilder::new(Rows::plan(first.build()?, vec![], Arc::new(KeepOrder), true)?))
            }
        }
    }

    /// A number of rows, now that earlier steps are computed; a negative one is none.
    pub fn row_count(&self, count: &Expr) -> Result<usize> {
        let value = match &count.kind {
            ExprKind::Literal(value) => Some(value),
            ExprKind::Scalar(step) => match self.steps.get(step) {
                Some(StepValue::Scalar(value)) => Some(value),
                _ => None,
            },
            _ => None,
        };
        match value {
            Some(Value::Long(v)) => Ok(usize::try_from(*v).unwrap_or(0)),
            Some(Value::Int(v)) => Ok(usize::try_from(*v).unwrap_or(0)),
            _ => Err(located(REFUSED, count.span, "the number of rows is not constant")),
        }
    }
}
