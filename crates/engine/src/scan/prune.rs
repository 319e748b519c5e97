//! Skips row groups at plan time, so that only live ones are dealt out to partitions.

use datafusion::arrow::datatypes::{Fields, SchemaRef};
use datafusion::physical_expr::PhysicalExpr;
use datafusion::physical_expr::simplifier::PhysicalExprSimplifier;
use datafusion::physical_optimizer::pruning::{PruningPredicate, PruningPredicateBuilder};
use std::sync::Arc;

use super::bound_file::{BoundColumn, BoundFile};
use super::rewrite::{Purpose, Rewriter};
use super::row_groups::RowGroups;

/// Applies one filter to the statistics of many files.
pub struct Pruner<'a> {
    table: &'a SchemaRef,
    filter: Option<&'a Arc<dyn PhysicalExpr>>,
    max_in_list_size: usize,
    /// The filter in the terms of the last file. Most tables have files of one make.
    last: Option<(Make, Option<PruningPredicate>)>,
}

/// All of a file that its form of the filter depends on.
#[derive(PartialEq)]
struct Make {
    stored: Fields,
    columns: Vec<Option<BoundColumn>>,
}

impl<'a> Pruner<'a> {
    pub fn new(table: &'a SchemaRef, filter: Option<&'a Arc<dyn PhysicalExpr>>, max_in_list_size: usize) -> Pruner<'a> {
        Pruner { table, filter, max_in_list_size, last: None }
    }

    /// The row groups that may hold a row for which the filter is true, in file order. All of them where that cannot be
    /// told.
    pub fn live_row_groups(&mut self, bound: &Arc<BoundFile>) -> Vec<usize> {
        let count = bound.file.footer.num_row_groups();
        match self.verdicts(bound).filter(|v| v.len() == count) {
            Some(verdicts) => (0..count).zip(verdicts).filter(|(_, live)| *live).map(|(group, _)| group).collect(),
            None => (0..count).collect(),
        }
    }

    fn verdicts(&mut self, bound: &Arc<BoundFile>) -> Option<Vec<bool>> {
        let filter = self.filter?;
        let make = Make { stored: bound.schema.fields().clone(), columns: bound.columns.clone() };
        if self.last.as_ref().is_none_or(|(last, _)| *last != make) {
            self.last = Some((make, self.predicate(bound, filter)));
        }
        let (_, predicate) = self.last.as_ref()?;
        predicate.as_ref()?.prune(&RowGroups { schema: &bound.schema, footer: &bound.file.footer }).ok()
    }

    fn predicate(&self, bound: &Arc<BoundFile>, filter: &Arc<dyn PhysicalExpr>) -> Option<PruningPredicate> {
        let schema = bound.schema.clone();
        let rewriter = Rewriter::new(self.table.clone(), bound.clone(), schema.clone(), Purpose::Prune, Arc::from([]));
        let filter = PhysicalExprSimplifier::new(&schema).simplify(rewriter.rewrite(filter.clone()).ok()?).ok()?;
        let builder = PruningPredicateBuilder::new().with_file_schema(schema);
        builder.with_max_in_list_size(self.max_in_list_size).try_build(filter).ok()
    }
}
