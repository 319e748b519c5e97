use crate::Planner;
use crate::error::{REFUSED, located};
use datafusion::common::Result;
use datafusion::logical_expr::LogicalPlanBuilder;
use lurcher_semantics::bound::{ExpandKind, ExpandedList, Rel};

impl Planner<'_> {
    pub fn mv_expand(
        &self,
        rel: &Rel,
        _: &Rel,
        _: &[ExpandedList],
        _: ExpandKind,
        _: Option<u64>,
        _: bool,
    ) -> Result<LogicalPlanBuilder> {
        Err(located(REFUSED, rel.span, "`mv-expand` does not run yet"))
    }
}
