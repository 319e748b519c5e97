use super::{column, named};
use crate::udf::{aggregate_function, field_of};
use crate::{Planner, scalar_of};
use datafusion::common::Result;
use datafusion::functions_aggregate::expr_fn;
use datafusion::logical_expr::expr::AggregateFunction;
use datafusion::logical_expr::{Expr as Plan, LogicalPlanBuilder, lit, when};
use lurcher_semantics::bound::{AggregateCall, Expr, Rel, RelKind};
use lurcher_types::{Type, Value};

impl Planner<'_> {
    /// Grouping: keys and arguments are computed first, then the aggregates over plain columns, then what Kusto says
    /// of groups without a value.
    pub fn aggregate(
        &self,
        rel: &Rel,
        input: &Rel,
        keys: &[Expr],
        aggregates: &[AggregateCall],
    ) -> Result<LogicalPlanBuilder> {
        // Where no answer depends on the order of rows, a sort below does nothing but work.
        let input = match &input.kind {
            RelKind::Sort { input: unsorted, .. } if !self.one_thread => unsorted,
            _ => input,
        };
        let mut prepared: Vec<Plan> = Vec::new();
        for (key, col) in keys.iter().zip(&rel.columns) {
            prepared.push(named(self.expression(key)?, col));
        }
        let one_set =
            keys.is_empty() || aggregates.iter().all(|a| is_dcount(a) && aggregates.iter().all(|b| a.args == b.args));
        let mut calls: Vec<Plan> = Vec::new();
        let mut outputs: Vec<Plan> = rel.columns[..keys.len()].iter().map(|c| column(c.id)).collect();
        for (i, call) in aggregates.iter().enumerate() {
            let mut args = Vec::new();
            for (j, arg) in call.args.iter().enumerate() {
                let name = format!("a{i}_{j}");
                prepared.push(self.expression(arg)?.alias(&name));
                args.push(plain(&name));
            }
            let name = format!("g{i}");
            calls.push(self.aggregate_call(call, args, one_set)?.alias(&name));
            match call.outputs.as_slice() {
                [one] => outputs.push(named(or_default(call, plain(&name))?, one)),
                many => {
                    for (k, output) in many.iter().enumerate() {
                        let part = field_of(plain(&name), k);
                        let part = if output.kql_type == Type::String {
                            or(part, &Value::String(String::new()))?
                        } else {
                            part
                        };
                        outputs.push(named(part, output));
                    }
                }
            }
        }
        let groups: Vec<Plan> = rel.columns[..keys.len()].iter().map(|c| column(c.id)).collect();
        let input = self.relation(input)?;
        let input = if prepared.is_empty() { input } else { input.project(prepared)? };
        let grouped = input.aggregate(groups, calls)?;
        // Without keys there is one row, also of no rows: a filter above that names no column must not be moved below,
        // and DataFusion moves none through a limit.
        let grouped = if keys.is_empty() { grouped.limit(0, Some(1))? } else { grouped };
        grouped.project(outputs)
    }

    /// DataFusion's own aggregate where it means the same, else ours. Distinct values are its own where it groups by them,
    /// or has but one set: `one_set`. It would keep thousands of empty places for each group.
    pub fn aggregate_call(&self, call: &AggregateCall, args: Vec<Plan>, one_set: bool) -> Result<Plan> {
        let types: Vec<Type> = call.args.iter().map(|a| a.kql_type).collect();
        let first = types.first().copied();
        let plain_min_max =
            first.is_some_and(|t| !matches!(t, Type::Dynamic | Type::Guid | Type::Real | Type::Bool | Type::String));
        Ok(match (call.function, args.as_slice()) {
            ("count" | "cnt", [] | [_]) if first != Some(Type::Bool) => expr_fn::count(lit(1i64)),
            // No `FILTER`: DataFusion takes the statistics of an aggregate below for those of one that filters.
            ("countif", [predicate]) => expr_fn::count(when(predicate.clone(), lit(1i64)).end()?),
            ("sum", [x]) if matches!(first, Some(Type::Long | Type::Real)) => expr_fn::sum(x.clone()),
            ("avg", [x]) if matches!(first, Some(Type::Long | Type::Int | Type::Real)) => expr_fn::avg(x.clone()),
            ("min", [x]) if plain_min_max => expr_fn::min(x.clone()),
            ("max", [x]) if plain_min_max => expr_fn::max(x.clone()),
            ("dcount" | "count_distinct", [x, ..])
                if one_set && !matches!(first, Some(Type::Dynamic | Type::Decimal | Type::Guid | Type::Real)) =>
            {
                expr_fn::count_distinct(x.clone())
            }
            (function, _) => {
                let constants: Vec<Option<Value>> = call.args.iter().map(|a| a.as_literal().cloned()).collect();
                let returns = call.outputs.iter().map(|c| c.kql_type).collect();
                let udaf = aggregate_function(function, types, constants, returns, self.context.clone(), call.span)?;
                Plan::AggregateFunction(AggregateFunction::new_udf(udaf, args, false, None, vec![], None))
            }
        })
    }
}

fn is_dcount(call: &AggregateCall) -> bool {
    matches!(call.function, "dcount" | "count_distinct")
}

/// What Kusto answers for a group in which DataFusion's aggregate finds no value.
fn or_default(call: &AggregateCall, value: Plan) -> Result<Plan> {
    let returns = call.outputs.first().map_or(Type::Long, |c| c.kql_type);
    Ok(match (call.function, returns) {
        ("sum", Type::Long) => or(value, &Value::Long(0))?,
        ("sum", Type::Real) => or(value, &Value::Real(0.0))?,
        ("avg", Type::Real) => or(value, &Value::Real(f64::NAN))?,
        (_, Type::String) => or(value, &Value::String(String::new()))?,
        _ => value,
    })
}

fn or(value: Plan, default: &Value) -> Result<Plan> {
    when(value.clone().is_null(), lit(scalar_of(default)?)).otherwise(value)
}

fn plain(name: &str) -> Plan {
    Plan::Column(datafusion::common::Column::new_unqualified(name))
}
