use super::Rows;
use super::exec::RowsExec;
use async_trait::async_trait;
use datafusion::catalog::Session;
use datafusion::common::{Result, internal_err};
use datafusion::execution::context::QueryPlanner;
use datafusion::logical_expr::physical_planning_context::PhysicalPlanningContext;
use datafusion::logical_expr::{LogicalPlan, UserDefinedLogicalNode};
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_planner::{DefaultPhysicalPlanner, ExtensionPlanner, PhysicalPlanner};
use std::sync::Arc;

/// DataFusion's planner, which also knows our nodes.
#[derive(Debug, Default)]
pub struct LurcherQueryPlanner;

#[async_trait]
impl QueryPlanner for LurcherQueryPlanner {
    async fn create_physical_plan(&self, plan: &LogicalPlan, state: &dyn Session) -> Result<Arc<dyn ExecutionPlan>> {
        let planner = DefaultPhysicalPlanner::with_extension_planners(vec![Arc::new(RowsPlanner)]);
        planner.create_physical_plan(plan, state).await
    }
}

struct RowsPlanner;

#[async_trait]
impl ExtensionPlanner for RowsPlanner {
    async fn plan_extension(
        &self,
        planner: &dyn PhysicalPlanner,
        node: &dyn UserDefinedLogicalNode,
        _: &[&LogicalPlan],
        inputs: &[Arc<dyn ExecutionPlan>],
        state: &dyn Session,
        context: &PhysicalPlanningContext,
    ) -> Result<Option<Arc<dyn ExecutionPlan>>> {
        let Some(rows) = node.as_any().downcast_ref::<Rows>() else { return Ok(None) };
        let [input] = inputs else { return internal_err!("Rows has one input") };
        let input_schema = rows.input.schema();
        let expressions = rows
            .expressions
            .iter()
            .map(|e| planner.create_physical_expr(e, input_schema, state, context))
            .collect::<Result<Vec<_>>>()?;
        let schema = Arc::new(datafusion::logical_expr::UserDefinedLogicalNode::schema(node).as_arrow().clone());
        Ok(Some(Arc::new(RowsExec::new(input.clone(), expressions, rows.kernel.clone(), rows.keeps_input, schema))))
    }
}
