use super::column;
use super::sort::KeepOrder;
use crate::error::{REFUSED, located};
use crate::nodes::{Input, Kernel, Produced, Rows, Run};
use crate::{Planner, StepValue};
use datafusion::arrow::array::{ArrayRef, AsArray, UInt32Array};
use datafusion::arrow::datatypes::{Field, Int64Type};
use datafusion::common::Result;
use datafusion::logical_expr::{LogicalPlan, LogicalPlanBuilder};
use lurcher_semantics::bound::{ColumnId, Expr, ExprKind, Rel, RelKind};
use lurcher_types::Value;
use std::collections::HashMap;
use std::sync::Arc;

impl Planner<'_> {
    /// The first rows; of a sort, its top.
    pub fn take(&self, rel: &Rel, input: &Rel, count: &Expr, per: Option<ColumnId>) -> Result<LogicalPlanBuilder> {
        let count = self.row_count(count)?;
        if let Some(per) = per {
            let plan: LogicalPlan = self.relation(input)?.build()?;
            let kernel = Arc::new(FirstPer { count });
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

/// The first rows of every group, as `take` inside `mv-apply` wants them.
#[derive(Debug)]
struct FirstPer {
    count: usize,
}

impl Kernel for FirstPer {
    fn fields(&self) -> Vec<Field> {
        vec![]
    }

    fn input(&self) -> Input {
        Input::InOrder
    }

    fn start(&self) -> Box<dyn Run> {
        Box::new(FirstPerRun { count: self.count, seen: HashMap::new() })
    }
}

struct FirstPerRun {
    count: usize,
    seen: HashMap<i64, usize>,
}

impl Run for FirstPerRun {
    fn next(&mut self, arguments: &[ArrayRef], rows: usize) -> Result<Produced> {
        let groups = arguments[0].as_primitive::<Int64Type>();
        let mut kept = Vec::new();
        for row in 0..rows {
            let seen = self.seen.entry(groups.value(row)).or_default();
            *seen += 1;
            if *seen <= self.count {
                kept.push(row as u32);
            }
        }
        Ok(Produced { rows: kept.len(), take: Some(UInt32Array::from(kept)), columns: vec![] })
    }
}
