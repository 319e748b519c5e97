//! Several paths into one JSON text are walked together, in one pass over it.
//!
//! ```text
//! Projection  a: path(text, "a"), b: path(text, "b")   ──►   Projection  a: part 0 of p, b: part 1 of p
//!                                                              Projection  p: paths(text, "a"; "b")
//! ```

use crate::json_paths::{JsonPaths, Part};
use datafusion::common::config::ConfigOptions;
use datafusion::common::tree_node::{Transformed, TransformedResult, TreeNode, TreeNodeRecursion};
use datafusion::common::{ScalarValue, internal_err};
use datafusion::error::Result;
use datafusion::physical_expr::expressions::{Column, Literal};
use datafusion::physical_expr::utils::collect_columns;
use datafusion::physical_expr::{PhysicalExpr, ScalarFunctionExpr};
use datafusion::physical_optimizer::PhysicalOptimizerRule;
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::projection::{ProjectionExec, ProjectionExpr};
use lurcher_planner::walks_json;
use lurcher_types::dynamic::Step;
use std::sync::Arc;

type Expr = Arc<dyn PhysicalExpr>;

#[derive(Debug)]
pub struct JsonTogether;

impl PhysicalOptimizerRule for JsonTogether {
    fn optimize(&self, plan: Arc<dyn ExecutionPlan>, _config: &ConfigOptions) -> Result<Arc<dyn ExecutionPlan>> {
        plan.transform_up(|node| {
            let Some(projection) = node.downcast_ref::<ProjectionExec>() else { return Ok(Transformed::no(node)) };
            let texts = texts(projection)?;
            if texts.is_empty() {
                return Ok(Transformed::no(node));
            }
            Ok(Transformed::yes(together(projection, &texts)?))
        })
        .data()
    }

    fn name(&self) -> &str {
        "json_together"
    }

    fn schema_check(&self) -> bool {
        true
    }
}

/// A text, and the different paths into it.
struct Text {
    text: Expr,
    paths: Vec<Vec<Step>>,
}

/// The texts of a projection into which several paths lead.
fn texts(projection: &ProjectionExec) -> Result<Vec<Text>> {
    let mut texts: Vec<Text> = Vec::new();
    for e in projection.expr() {
        e.expr.apply(|node| {
            if let Some((text, steps)) = path(node) {
                match texts.iter_mut().find(|t| t.text.eq(text)) {
                    Some(known) if known.paths.contains(&steps) => {}
                    Some(known) => known.paths.push(steps),
                    None => texts.push(Text { text: text.clone(), paths: vec![steps] }),
                }
            }
            Ok(TreeNodeRecursion::Continue)
        })?;
    }
    texts.retain(|text| text.paths.len() > 1);
    Ok(texts)
}

/// The text and the constant steps of a path.
fn path(e: &Expr) -> Option<(&Expr, Vec<Step>)> {
    let function = e.downcast_ref::<ScalarFunctionExpr>().filter(|f| walks_json(f.fun()))?;
    let (text, steps) = function.args().split_first()?;
    let step = |e: &Expr| match e.downcast_ref::<Literal>()?.value() {
        ScalarValue::Utf8View(Some(key)) | ScalarValue::Utf8(Some(key)) => Some(Step::Key(key.clone())),
        ScalarValue::Int64(Some(index)) => Some(Step::Index(*index)),
        ScalarValue::Int32(Some(index)) => Some(Step::Index(i64::from(*index))),
        _ => None,
    };
    Some((text, steps.iter().map(step).collect::<Option<_>>()?))
}

/// The projection over one that walks the texts.
fn together(projection: &ProjectionExec, texts: &[Text]) -> Result<Arc<dyn ExecutionPlan>> {
    let input = projection.input().schema();
    let mut read: Vec<usize> =
        projection.expr().iter().flat_map(|e| collect_columns(&e.expr)).map(|c| c.index()).collect();
    read.sort_unstable();
    read.dedup();
    let mut below = Vec::with_capacity(read.len() + texts.len());
    for index in &read {
        let name = input.field(*index).name();
        below.push(ProjectionExpr { expr: Arc::new(Column::new(name, *index)), alias: name.clone() });
    }
    for (i, text) in texts.iter().enumerate() {
        let expr: Expr = Arc::new(JsonPaths::new(text.text.clone(), text.paths.clone()));
        below.push(ProjectionExpr { expr, alias: format!("__paths_{i}") });
    }
    let mut above = Vec::with_capacity(projection.expr().len());
    for ProjectionExpr { expr, alias } in projection.expr() {
        let expr = expr.clone().transform_down(|node| {
            if let Some((text, steps)) = path(&node)
                && let Some(at) = texts.iter().position(|t| t.text.eq(text))
                && let Some(index) = texts.get(at).and_then(|t| t.paths.iter().position(|p| *p == steps))
            {
                let paths: Expr = Arc::new(Column::new(&format!("__paths_{at}"), read.len() + at));
                let part: Expr = Arc::new(Part::new(paths, index, node.return_field(&input)?));
                return Ok(Transformed::new(part, true, TreeNodeRecursion::Jump));
            }
            let Some(column) = node.downcast_ref::<Column>() else { return Ok(Transformed::no(node)) };
            let Ok(place) = read.binary_search(&column.index()) else {
                return internal_err!("column {} is read, and not known to be", column.index());
            };
            Ok(Transformed::yes(Arc::new(Column::new(column.name(), place)) as Expr))
        });
        above.push(ProjectionExpr { expr: expr.data()?, alias: alias.clone() });
    }
    let below = ProjectionExec::try_new(below, projection.input().clone())?;
    Ok(Arc::new(ProjectionExec::try_new(above, Arc::new(below))?))
}
