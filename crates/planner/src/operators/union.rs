use super::named;
use super::sort::KeepOrder;
use crate::nodes::Rows;
use crate::{Planner, scalar_of};
use datafusion::common::{DataFusionError, Result};
use datafusion::logical_expr::{LogicalPlan, LogicalPlanBuilder, Union, lit};
use lurcher_semantics::bound::{Expr, Rel};
use lurcher_types::{Type, Value};
use std::sync::Arc;

impl Planner<'_> {
    /// All rows of all legs, each leg projected onto the union's columns.
    pub fn union(&self, rel: &Rel, legs: &[Rel], columns: &[Vec<Option<Expr>>]) -> Result<LogicalPlanBuilder> {
        let mut plans: Vec<Arc<LogicalPlan>> = Vec::with_capacity(legs.len());
        for (leg, sources) in legs.iter().zip(columns) {
            let outputs = sources
                .iter()
                .zip(&rel.columns)
                .map(|(source, col)| {
                    let value = match source {
                        Some(e) => self.expression(e)?,
                        None => missing(col.kql_type)?,
                    };
                    Ok(named(value, col))
                })
                .collect::<Result<Vec<_>>>()?;
            plans.push(Arc::new(self.relation(leg)?.project(outputs)?.build()?));
        }
        if let [only] = plans.as_slice() {
            return Ok(LogicalPlanBuilder::new(LogicalPlan::clone(only)));
        }
        if plans.is_empty() {
            return Err(DataFusionError::Internal("a union of nothing".into()));
        }
        let union = LogicalPlan::Union(Union::try_new(plans)?);
        if self.one_thread {
            // Its legs are read one after the other. A sort of each leg, which DataFusion prefers, would then be no sort
            // of the whole.
            return Ok(LogicalPlanBuilder::new(Rows::plan(union, vec![], Arc::new(KeepOrder), true)?));
        }
        Ok(LogicalPlanBuilder::new(union))
    }
}

/// The missing value of a type as a typed literal.
pub fn missing(t: Type) -> Result<datafusion::logical_expr::Expr> {
    Ok(lit(scalar_of(&Value::missing(t))?))
}
