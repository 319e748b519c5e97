use super::first_per::FirstPer;
use super::{column, named};
use crate::nodes::Rows;
use crate::{Planner, scalar_of};
use datafusion::common::{Column, JoinType, NullEquality, Result};
use datafusion::logical_expr::{Expr as Plan, LogicalPlan, LogicalPlanBuilder, lit, when};
use lurcher_semantics::bound::{Expr, ExprKind, JoinKind, Rel, RelKind};
use lurcher_types::{Type, Value};
use std::sync::Arc;

impl Planner<'_> {
    /// A join on key columns; null keys meet null keys, and a string that misses its partner is `""`.
    pub fn join(
        &self,
        rel: &Rel,
        kind: JoinKind,
        left: &Rel,
        right: &Rel,
        on: &[(Expr, Expr)],
    ) -> Result<LogicalPlanBuilder> {
        let (left_keys, right_keys): (Vec<&Expr>, Vec<&Expr>) = on.iter().map(|(l, r)| (l, r)).unzip();
        let mut left_plan = self.with_keys(left, &left_keys, "l")?;
        let right_plan = self.with_keys(right, &right_keys, "r")?;
        if kind == JoinKind::InnerUnique && !unique_by_keys(left, on) {
            let keys = (0..on.len()).map(|i| plain(&format!("l{i}"))).collect();
            let types: Vec<Type> = left_keys.iter().map(|k| k.kql_type).collect();
            left_plan = Rows::plan(left_plan, keys, Arc::new(FirstPer::new(1, &types)), true)?;
        }
        let names =
            |side: &str| (0..on.len()).map(|i| Column::new_unqualified(format!("{side}{i}"))).collect::<Vec<_>>();
        let join_type = match kind {
            JoinKind::Inner | JoinKind::InnerUnique => JoinType::Inner,
            JoinKind::LeftOuter => JoinType::Left,
            JoinKind::RightOuter => JoinType::Right,
            JoinKind::FullOuter => JoinType::Full,
            JoinKind::LeftSemi => JoinType::LeftSemi,
            JoinKind::RightSemi => JoinType::RightSemi,
            JoinKind::LeftAnti => JoinType::LeftAnti,
            JoinKind::RightAnti => JoinType::RightAnti,
        };
        let joined = LogicalPlanBuilder::new(left_plan).join_detailed(
            right_plan,
            join_type,
            (names("l"), names("r")),
            None,
            NullEquality::NullEqualsNull,
        )?;
        let outputs = rel
            .columns
            .iter()
            .map(|c| {
                let value = column(c.id);
                let may_miss = match kind {
                    JoinKind::LeftOuter => right.columns.iter().any(|r| r.id == c.id),
                    JoinKind::RightOuter => left.columns.iter().any(|l| l.id == c.id),
                    JoinKind::FullOuter => true,
                    _ => false,
                };
                if c.kql_type == Type::String && may_miss {
                    let empty = lit(scalar_of(&Value::String(String::new()))?);
                    Ok(named(when(value.clone().is_null(), empty).otherwise(value)?, c))
                } else {
                    Ok(value)
                }
            })
            .collect::<Result<Vec<_>>>()?;
        joined.project(outputs)
    }

    /// A side with its key expressions as columns of their own.
    fn with_keys(&self, side: &Rel, keys: &[&Expr], prefix: &str) -> Result<LogicalPlan> {
        let mut outputs: Vec<Plan> = side.columns.iter().map(|c| column(c.id)).collect();
        for (i, key) in keys.iter().enumerate() {
            outputs.push(self.expression(key)?.alias(format!("{prefix}{i}")));
        }
        self.relation(side)?.project(outputs)?.build()
    }
}

fn plain(name: &str) -> Plan {
    Plan::Column(Column::new_unqualified(name))
}

/// Whether a side has at most one row per key already, as after `summarize … by` those keys.
pub fn unique_by_keys(side: &Rel, on: &[(Expr, Expr)]) -> bool {
    let keys: Vec<_> =
        on.iter().filter_map(|(l, _)| if let ExprKind::Column(id) = l.kind { Some(id) } else { None }).collect();
    unique_by(side, &keys)
}

fn unique_by(rel: &Rel, ids: &[lurcher_semantics::bound::ColumnId]) -> bool {
    match &rel.kind {
        RelKind::Aggregate { keys, .. } => rel.columns[..keys.len()].iter().all(|c| ids.contains(&c.id)),
        RelKind::Filter { input, .. } | RelKind::Sort { input, .. } => unique_by(input, ids),
        RelKind::Project { input, outputs } => {
            // Follow plain columns down through their new names.
            let below: Vec<_> = rel
                .columns
                .iter()
                .zip(outputs)
                .filter(|(c, _)| ids.contains(&c.id))
                .filter_map(|(_, e)| if let ExprKind::Column(id) = e.kind { Some(id) } else { None })
                .collect();
            unique_by(input, &below)
        }
        _ => false,
    }
}
