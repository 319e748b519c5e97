//! Skips row groups at plan time, so that only live ones are dealt out to partitions.

use datafusion::arrow::datatypes::SchemaRef;
use datafusion::physical_expr::PhysicalExpr;
use datafusion::physical_expr::simplifier::PhysicalExprSimplifier;
use datafusion::physical_optimizer::pruning::PruningPredicateBuilder;
use std::sync::Arc;

use super::bound_file::BoundFile;
use super::rewrite::{Purpose, Rewriter};
use super::row_groups::RowGroups;

/// The row groups that may hold a row for which the filter is true, in file order. All of them where that cannot be told.
pub fn live_row_groups(
    table: &SchemaRef,
    bound: &Arc<BoundFile>,
    filter: Option<&Arc<dyn PhysicalExpr>>,
    max_in_list_size: usize,
) -> Vec<usize> {
    let count = bound.file.footer.num_row_groups();
    let verdicts = filter.and_then(|filter| verdicts(table, bound, filter, max_in_list_size));
    match verdicts.filter(|v| v.len() == count) {
        Some(verdicts) => (0..count).zip(verdicts).filter(|(_, live)| *live).map(|(group, _)| group).collect(),
        None => (0..count).collect(),
    }
}

fn verdicts(
    table: &SchemaRef,
    bound: &Arc<BoundFile>,
    filter: &Arc<dyn PhysicalExpr>,
    max_in_list_size: usize,
) -> Option<Vec<bool>> {
    let schema = bound.schema.clone();
    let rewriter = Rewriter::new(table.clone(), bound.clone(), schema.clone(), Purpose::Prune, Arc::from([]));
    let filter = PhysicalExprSimplifier::new(&schema).simplify(rewriter.rewrite(filter.clone()).ok()?).ok()?;
    let builder = PruningPredicateBuilder::new().with_file_schema(schema).with_max_in_list_size(max_in_list_size);
    let predicate = builder.try_build(filter).ok()?;
    predicate.prune(&RowGroups { schema: &bound.schema, footer: &bound.file.footer }).ok()
}
