//! Text of dictionaries is made as late as possible: filters and projections work on keys.
//!
//! ```text
//! Filter  has(a, "x")                Projection  a: text(a)
//!   Projection  a: text(a)    ──►      Filter  each text of a: has(text, "x")
//!     scan of keys                       scan of keys
//! ```

use crate::scan::{AnswersOf, TextOf};
use datafusion::common::config::ConfigOptions;
use datafusion::common::internal_err;
use datafusion::common::tree_node::{Transformed, TransformedResult, TreeNode, TreeNodeRecursion};
use datafusion::error::Result;
use datafusion::physical_expr::PhysicalExpr;
use datafusion::physical_expr::expressions::{Column, Literal};
use datafusion::physical_expr_common::physical_expr::is_volatile;
use datafusion::physical_optimizer::PhysicalOptimizerRule;
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::filter::{FilterExec, FilterExecBuilder};
use datafusion::physical_plan::projection::{ProjectionExec, ProjectionExpr};
use std::sync::Arc;

type Expr = Arc<dyn PhysicalExpr>;

#[derive(Debug)]
pub struct LateText;

impl PhysicalOptimizerRule for LateText {
    fn optimize(&self, plan: Arc<dyn ExecutionPlan>, _config: &ConfigOptions) -> Result<Arc<dyn ExecutionPlan>> {
        plan.transform_up(|node| {
            if let Some(filter) = node.downcast_ref::<FilterExec>()
                && let Some(text) = makes_text(filter.input())
            {
                return Ok(Transformed::yes(filter_keys(filter, text)?));
            }
            if let Some(projection) = node.downcast_ref::<ProjectionExec>()
                && let Some(text) = makes_text(projection.input())
            {
                return Ok(Transformed::yes(project_keys(projection, text)?));
            }
            Ok(Transformed::no(node))
        })
        .data()
    }

    fn name(&self) -> &str {
        "late_text"
    }

    fn schema_check(&self) -> bool {
        true
    }
}

/// A projection that makes text of some keys, and otherwise only passes columns on.
fn makes_text(plan: &Arc<dyn ExecutionPlan>) -> Option<&ProjectionExec> {
    let projection = plan.downcast_ref::<ProjectionExec>()?;
    let passes = |e: &Expr| e.is::<Column>() || e.downcast_ref::<TextOf>().is_some_and(|t| t.keys.is::<Column>());
    let exprs = projection.expr();
    (exprs.iter().all(|e| passes(&e.expr)) && exprs.iter().any(|e| e.expr.is::<TextOf>())).then_some(projection)
}

/// The filter below the projection. Only columns that are needed above it leave the filter.
fn filter_keys(filter: &FilterExec, text: &ProjectionExec) -> Result<Arc<dyn ExecutionPlan>> {
    let predicate = over_keys(filter.predicate(), text)?;
    let all: Vec<usize> = (0..text.expr().len()).collect();
    let leaving = filter.projection().as_ref().map_or(all.as_slice(), |p| p.as_ref());
    let mut needed: Vec<usize> = Vec::new();
    let mut above = Vec::with_capacity(leaving.len());
    for index in leaving {
        let Some(ProjectionExpr { expr, alias }) = text.expr().get(*index) else {
            return internal_err!("a filter lets column {index} pass, which its input lacks");
        };
        let expr = expr.clone().transform_up(|node| {
            let Some(column) = node.downcast_ref::<Column>() else {
                return Ok(Transformed::no(node));
            };
            let place = needed.iter().position(|n| *n == column.index()).unwrap_or_else(|| {
                needed.push(column.index());
                needed.len() - 1
            });
            Ok(Transformed::yes(Arc::new(Column::new(column.name(), place)) as Expr))
        });
        above.push(ProjectionExpr { expr: expr.data()?, alias: alias.clone() });
    }
    let below = FilterExecBuilder::new(predicate, text.input().clone())
        .apply_projection(Some(needed))?
        .with_default_selectivity(filter.default_selectivity())
        .with_batch_size(filter.batch_size())
        .with_fetch(filter.fetch())
        .build()?;
    Ok(Arc::new(ProjectionExec::try_new(above, Arc::new(below))?))
}

/// Two projections as one.
fn project_keys(projection: &ProjectionExec, text: &ProjectionExec) -> Result<Arc<dyn ExecutionPlan>> {
    let exprs = projection.expr().iter().map(|e| {
        let expr = over_keys(&e.expr, text)?;
        Ok(ProjectionExpr { expr, alias: e.alias.clone() })
    });
    let exprs = exprs.collect::<Result<Vec<_>>>()?;
    Ok(Arc::new(ProjectionExec::try_new(exprs, text.input().clone())?))
}

/// An expression over the projection's columns as one over its input: each part that reads nothing but one column of keys
/// is answered once for each text.
fn over_keys(expr: &Expr, text: &ProjectionExec) -> Result<Expr> {
    let inlined = expr.clone().transform_down(|node| {
        let Some(column) = node.downcast_ref::<Column>() else {
            return Ok(Transformed::no(node));
        };
        let Some(below) = text.expr().get(column.index()) else {
            return internal_err!("column {} is missing below", column.index());
        };
        Ok(Transformed::new(below.expr.clone(), true, TreeNodeRecursion::Jump))
    });
    let answered = inlined.data()?.transform_down(|node| {
        if node.is::<TextOf>() {
            return Ok(Transformed::new(node, false, TreeNodeRecursion::Jump));
        }
        let Some(TextOf { keys, field, conversion, .. }) = only_text(&node)? else {
            return Ok(Transformed::no(node));
        };
        let over = node.transform_down(|part| {
            if !part.is::<TextOf>() {
                return Ok(Transformed::no(part));
            }
            let column: Expr = Arc::new(Column::new(field.name(), 0));
            Ok(Transformed::new(column, true, TreeNodeRecursion::Jump))
        });
        let answers: Expr = Arc::new(AnswersOf::new(keys, over.data()?, field, conversion));
        Ok(Transformed::new(answers, true, TreeNodeRecursion::Jump))
    });
    answered.data()
}

/// The one column of keys whose text the expression reads, if it reads nothing else and always answers alike.
fn only_text(expr: &Expr) -> Result<Option<TextOf>> {
    let mut found: Option<TextOf> = None;
    let mut only = true;
    expr.apply(|node| {
        if let Some(text) = node.downcast_ref::<TextOf>() {
            only &= found.as_ref().is_none_or(|known| known.keys.eq(&text.keys));
            found = Some(text.clone());
            return Ok(if only { TreeNodeRecursion::Jump } else { TreeNodeRecursion::Stop });
        }
        // Whatever else has no children, but is no constant, may depend on the row.
        only &= node.is::<Literal>() || !node.children().is_empty();
        Ok(if only { TreeNodeRecursion::Continue } else { TreeNodeRecursion::Stop })
    })?;
    Ok(found.filter(|_| only && !is_volatile(expr)))
}
