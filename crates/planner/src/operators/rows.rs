use super::graph::{GraphWhere, MakeGraph, MarkComponents, Matches};
use crate::nodes::{Grouped, KernelRef, Rows};
use crate::{Planner, column_name};
use datafusion::common::Result;
use datafusion::logical_expr::LogicalPlanBuilder;
use lurcher_columnar::field;
use lurcher_semantics::bound::{Expr, Rel, RowsOperator, STRUCTURE};
use lurcher_types::Type;
use std::sync::Arc;

impl Planner<'_> {
    /// An operator that walks rows by its own rule: its kernel over the values of its arguments.
    pub fn rows(&self, rel: &Rel, input: &Rel, args: &[Expr], operator: &RowsOperator) -> Result<LogicalPlanBuilder> {
        let kept = if operator.keeps_input() { input.columns.len() } else { 0 };
        let added = rel.columns.get(kept..).unwrap_or_default();
        let fields = added.iter().map(|c| field(&column_name(c.id), c.kql_type)).collect();
        let properties = || added.iter().skip(STRUCTURE.len()).map(|c| c.kql_type).collect();
        let kernel: KernelRef = match operator {
            RowsOperator::Scan(scan) => {
                let kernel = Arc::new(self.scan(scan, added, rel.span)?);
                if scan.per { Arc::new(Grouped(kernel)) } else { kernel }
            }
            RowsOperator::MakeGraph { node_properties, key, partitioned } => Arc::new(MakeGraph {
                fields,
                types: properties(),
                id: args.get(1).map_or(Type::String, |a| a.kql_type),
                node_properties: *node_properties,
                key: *key,
                partitioned: *partitioned,
            }),
            RowsOperator::GraphWhere { nodes, .. } => {
                Arc::new(GraphWhere { fields, types: properties(), nodes: *nodes })
            }
            RowsOperator::MarkComponents { node_properties, strong } => {
                Arc::new(MarkComponents { fields, node_properties: node_properties.saturating_sub(1), strong: *strong })
            }
            RowsOperator::GraphMatch(pattern) => Arc::new(Matches {
                fields,
                types: args.iter().map(|a| a.kql_type).collect(),
                pattern: pattern.clone(),
                span: rel.span,
            }),
        };
        let arguments = args.iter().map(|a| self.expression(a)).collect::<Result<Vec<_>>>()?;
        let plan = self.relation(input)?.build()?;
        Ok(LogicalPlanBuilder::new(Rows::plan(plan, arguments, kernel, operator.keeps_input())?))
    }
}
