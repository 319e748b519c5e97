use super::column;
use crate::Planner;
use crate::nodes::{Input, Kernel, Produced, Rows, Run};
use crate::order::{MAX_TIE_BREAKERS, tie_breakers};
use crate::udf::scalar_function;
use datafusion::arrow::array::ArrayRef;
use datafusion::arrow::datatypes::Field;
use datafusion::common::Result;
use datafusion::logical_expr::{LogicalPlan, LogicalPlanBuilder, Sort, SortExpr};
use lurcher_semantics::bound::{ExprKind, Rel, SortKey};
use lurcher_types::Type;
use std::sync::Arc;

impl Planner<'_> {
    /// A sort; with `fetch` only its first rows, and then ties are broken by the other columns, so that the rows
    /// taken are always the same ones.
    pub fn sort(&self, input: &Rel, by: &[SortKey], fetch: Option<usize>) -> Result<LogicalPlanBuilder> {
        if fetch == Some(0) {
            // A sort that keeps nothing is a fault to DataFusion.
            return self.relation(input)?.limit(0, fetch);
        }
        let mut keys: Vec<SortExpr> = Vec::new();
        for key in by {
            let value = self.expression(&key.value)?;
            if key.value.kql_type == Type::Real {
                // NaN stands between null and the numbers, whichever end null is at.
                let nan = scalar_function("isnan", vec![Type::Real], Type::Bool, self.context.clone(), key.value.span)?;
                keys.push(nan.call(vec![value.clone()]).sort(!key.nulls_first, key.nulls_first));
            }
            keys.push(value.sort(!key.descending, key.nulls_first));
        }
        if fetch.is_some() && tie_breakers(input).count() <= MAX_TIE_BREAKERS {
            let sorted: Vec<_> = by
                .iter()
                .filter_map(|k| if let ExprKind::Column(id) = k.value.kind { Some(id) } else { None })
                .collect();
            let rest = tie_breakers(input).filter(|c| !sorted.contains(&c.id));
            keys.extend(rest.map(|c| column(c.id).sort(true, true)));
        }
        // Not by the builder, which takes an expression that stands below too for a column of that name.
        let sort = Sort { expr: keys, input: Arc::new(self.relation(input)?.build()?), fetch };
        let sorted = LogicalPlanBuilder::new(LogicalPlan::Sort(sort));
        if fetch.is_none() && self.one_thread {
            // Something above depends on this order, which DataFusion cannot see: hold on to it.
            return Ok(LogicalPlanBuilder::new(Rows::plan(sorted.build()?, vec![], Arc::new(KeepOrder), true)?));
        }
        Ok(sorted)
    }
}

/// Passes rows through in the order in which they come, and lets no later sort pass.
#[derive(Debug)]
pub struct KeepOrder;

impl Kernel for KeepOrder {
    fn fields(&self) -> Vec<Field> {
        vec![]
    }

    fn input(&self) -> Input {
        Input::InOrder
    }

    fn lets_filters_pass(&self) -> bool {
        true
    }

    fn start(&self) -> Box<dyn Run> {
        Box::new(KeepOrder)
    }
}

impl Run for KeepOrder {
    fn next(&mut self, _: &[ArrayRef], rows: usize) -> Result<Produced> {
        Ok(Produced { take: None, columns: vec![], rows })
    }
}
