//! Bound expressions as DataFusion expressions.
//!
//! DataFusion's own operators are used only where they mean what Kusto means for null and overflow; everything else
//! goes to a kernel of `lurcher-functions`.

use crate::error::{KERNEL, REFUSED, located};
use crate::udf::{scalar_function, set_function};
use crate::{Planner, StepValue, column_name, scalar_of};
use datafusion::common::{Column, Result, ScalarValue};
use datafusion::logical_expr::{BinaryExpr, Expr as Plan, Operator, expr::InList, lit, when};
use lurcher_semantics::bound::{CompareOp, Expr, ExprKind};
use lurcher_types::describe::takes_pattern;
use lurcher_types::{Type, Value};

/// Whether an expression's null may be taken for false.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nulls {
    /// In a filter only true counts.
    AsFalse,
    Exact,
}

impl Planner<'_> {
    /// An expression with its exact value.
    pub fn expression(&self, e: &Expr) -> Result<Plan> {
        self.lower(e, Nulls::Exact)
    }

    /// A predicate of which only `true` matters: simpler, and readable for pruning.
    pub fn predicate(&self, e: &Expr) -> Result<Plan> {
        self.lower(e, Nulls::AsFalse)
    }

    fn lower(&self, e: &Expr, nulls: Nulls) -> Result<Plan> {
        Ok(match &e.kind {
            ExprKind::Column(id) => Plan::Column(Column::new_unqualified(column_name(*id))),
            ExprKind::Unknown => return Err(located(REFUSED, e.span, "a value of unknown type cannot be computed")),
            ExprKind::Literal(value) => lit(scalar_of(value)?),
            ExprKind::Scalar(step) => match self.steps.get(step) {
                Some(StepValue::Scalar(value)) => lit(scalar_of(value)?),
                _ => return Err(located(KERNEL, e.span, "a value is used before it is computed")),
            },
            ExprKind::And(l, r) => self.logic(Operator::And, l, r, nulls)?,
            ExprKind::Or(l, r) => self.logic(Operator::Or, l, r, nulls)?,
            ExprKind::Not(inner) => Plan::Not(Box::new(self.lower(inner, Nulls::Exact)?)),
            ExprKind::Compare { op, left, right } => self.comparison(*op, left, right, nulls)?,
            ExprKind::Call { function, args } => self.call(function, args, e)?,
            ExprKind::InSet { function, value, set } => match self.steps.get(set) {
                Some(StepValue::Set(values)) => self.in_set(function, value, values, e)?,
                _ => return Err(located(KERNEL, e.span, "a set is used before it is computed")),
            },
        })
    }

    /// A chain of `and`s or `or`s, without recursing along its length.
    fn logic(&self, op: Operator, left: &Expr, right: &Expr, nulls: Nulls) -> Result<Plan> {
        let mut terms = vec![right];
        let mut first = left;
        loop {
            first = match (&first.kind, op) {
                (ExprKind::And(l, r), Operator::And) | (ExprKind::Or(l, r), Operator::Or) => {
                    terms.push(r);
                    l
                }
                _ => break,
            };
        }
        terms.push(first);
        terms.reverse();
        let mut plans = Vec::with_capacity(terms.len());
        for run in terms.chunk_by(|a, b| op == Operator::Or && same_column_equals(a, b)) {
            plans.push(match run {
                [one] => self.lower(one, nulls)?,
                many => self.any_of(many)?,
            });
        }
        Ok(balanced(plans, op))
    }

    /// `x == a or x == b or …`: one look into a list.
    fn any_of(&self, terms: &[&Expr]) -> Result<Plan> {
        let mut list = Vec::with_capacity(terms.len());
        let mut column = None;
        for term in terms {
            if let ExprKind::Compare { left, right, .. } = &term.kind {
                column = Some(left);
                list.push(self.lower(right, Nulls::Exact)?);
            }
        }
        match column {
            Some(column) => Ok(membership(self.lower(column, Nulls::Exact)?, list, may_be_null(column))),
            None => Ok(lit(false)),
        }
    }

    /// Kusto's null rules: `null == x` is false, `null != x` is true, null with null is null; order with null is null.
    fn comparison(&self, op: CompareOp, left: &Expr, right: &Expr, nulls: Nulls) -> Result<Plan> {
        let (l, r) = (self.lower(left, Nulls::Exact)?, self.lower(right, Nulls::Exact)?);
        let (maybe_l, maybe_r) = (may_be_null(left), may_be_null(right));
        if left.kql_type == Type::Real && [left, right].into_iter().any(may_be_nan) {
            return self.real_comparison(op, (left, l), (right, r));
        }
        let plain = |op| binary(l.clone(), op, r.clone());
        Ok(match op {
            CompareOp::Less => plain(Operator::Lt),
            CompareOp::LessOrEqual => plain(Operator::LtEq),
            CompareOp::Greater => plain(Operator::Gt),
            CompareOp::GreaterOrEqual => plain(Operator::GtEq),
            CompareOp::Equal if nulls == Nulls::AsFalse || !maybe_l && !maybe_r => plain(Operator::Eq),
            CompareOp::Equal => {
                let equal = Plan::IsTrue(Box::new(plain(Operator::Eq)));
                if maybe_l && maybe_r { null_if_both_null(l, r, equal)? } else { equal }
            }
            CompareOp::NotEqual if !maybe_l && !maybe_r => plain(Operator::NotEq),
            CompareOp::NotEqual => {
                let distinct = plain(Operator::IsDistinctFrom);
                let exact = nulls == Nulls::Exact && maybe_l && maybe_r;
                if exact { null_if_both_null(l, r, distinct)? } else { distinct }
            }
        })
    }

    /// NaN equals nothing and has no order; Arrow would put it above every number.
    fn real_comparison(&self, op: CompareOp, left: (&Expr, Plan), right: (&Expr, Plan)) -> Result<Plan> {
        let equality = matches!(op, CompareOp::Equal | CompareOp::NotEqual);
        let doubtful = |(e, plan): &(&Expr, Plan)| may_be_nan(e).then(|| plan.clone());
        // A number on one side is all that equality needs: NaN is never equal to it.
        let one_is_number = !may_be_nan(left.0) || !may_be_nan(right.0);
        let guards: Vec<Plan> = if equality && one_is_number {
            vec![]
        } else {
            [doubtful(&left), doubtful(&right)].into_iter().flatten().map(is_number).collect()
        };
        let (maybe_l, maybe_r) = (may_be_null(left.0), may_be_null(right.0));
        let (l, r) = (left.1, right.1);
        let operator = match op {
            CompareOp::Less => Operator::Lt,
            CompareOp::LessOrEqual => Operator::LtEq,
            CompareOp::Greater => Operator::Gt,
            CompareOp::GreaterOrEqual => Operator::GtEq,
            CompareOp::Equal | CompareOp::NotEqual => Operator::Eq,
        };
        let plain = binary(l.clone(), operator, r.clone());
        let guarded = guards.into_iter().fold(plain, |all, guard| binary(all, Operator::And, guard));
        if !equality {
            return Ok(guarded);
        }
        let equal = Plan::IsTrue(Box::new(guarded));
        let answer = if op == CompareOp::Equal { equal } else { Plan::Not(Box::new(equal)) };
        // Two nulls are null: in a filter that is no row, also where `!=` would say true.
        if maybe_l && maybe_r { null_if_both_null(l, r, answer) } else { Ok(answer) }
    }

    fn call(&self, function: &str, args: &[Expr], e: &Expr) -> Result<Plan> {
        // Arrow's own arithmetic wraps, as Kusto's does; division and remainder have rules of their own.
        if let [l, r] = args
            && l.kql_type == r.kql_type
            && matches!(l.kql_type, Type::Long | Type::Real)
            && let Some(op) = arithmetic(function, l.kql_type)
        {
            return Ok(binary(self.lower(l, Nulls::Exact)?, op, self.lower(r, Nulls::Exact)?));
        }
        match (function, args) {
            ("isnull", [x]) if x.kql_type != Type::String && x.kql_type != Type::Dynamic => {
                return Ok(Plan::IsNull(Box::new(self.expression(x)?)));
            }
            ("isnotnull", [x]) if x.kql_type != Type::String && x.kql_type != Type::Dynamic => {
                return Ok(Plan::IsNotNull(Box::new(self.expression(x)?)));
            }
            ("isempty", [x]) if x.kql_type == Type::String => return Ok(self.expression(x)?.eq(empty())),
            ("isnotempty", [x]) if x.kql_type == Type::String => return Ok(self.expression(x)?.not_eq(empty())),
            ("in", [x, items @ ..]) if is_plain_list(x, items) => {
                let list = items.iter().map(|i| self.expression(i)).collect::<Result<Vec<_>>>()?;
                return Ok(membership(self.expression(x)?, list, may_be_null(x)));
            }
            _ => {}
        }
        if takes_pattern(function) {
            // A pattern that cannot be read is refused before any row is.
            let sample: Vec<Value> =
                args.iter().map(|a| a.as_literal().cloned().unwrap_or(Value::missing(a.kql_type))).collect();
            lurcher_functions::fold(function, &sample, e.kql_type, &self.context)
                .map_err(|why| located(KERNEL, e.span, format!("{function}: {why}")))?;
        }
        if let Some(parts) = split_part(function, args) {
            let types = parts.iter().map(|a| a.kql_type).collect();
            let udf = scalar_function("__split_part", types, Type::String, self.context.clone(), e.span)?;
            return Ok(udf.call(parts.iter().map(|a| self.expression(a)).collect::<Result<Vec<_>>>()?));
        }
        let types: Vec<Type> = args.iter().map(|a| a.kql_type).collect();
        let udf = scalar_function(function, types, e.kql_type, self.context.clone(), e.span)?;
        Ok(udf.call(args.iter().map(|a| self.expression(a)).collect::<Result<Vec<_>>>()?))
    }

    fn in_set(&self, function: &'static str, value: &Expr, set: &std::sync::Arc<Vec<Value>>, e: &Expr) -> Result<Plan> {
        let same = set.iter().all(|v| v.kql_type() == value.kql_type);
        if function == "in" && same && value.kql_type != Type::Dynamic {
            let list =
                set.iter().filter(|v| !v.is_null()).map(|v| Ok(lit(scalar_of(v)?))).collect::<Result<Vec<_>>>()?;
            return Ok(membership(self.expression(value)?, list, may_be_null(value)));
        }
        let udf = set_function(function, value.kql_type, set.clone(), self.context.clone(), e.span)?;
        Ok(udf.call(vec![self.expression(value)?]))
    }
}

/// Both compare one column with a value that is not null.
fn same_column_equals(a: &Expr, b: &Expr) -> bool {
    let compared = |e: &Expr| match &e.kind {
        ExprKind::Compare { op: CompareOp::Equal, left, right } if right.as_literal().is_some_and(|v| !v.is_null()) => {
            if let ExprKind::Column(id) = left.kind {
                Some(id)
            } else {
                None
            }
        }
        _ => None,
    };
    compared(a).is_some() && compared(a) == compared(b)
}

/// A tree as shallow as can be: DataFusion walks it by recursion, again and again.
pub fn balanced(mut terms: Vec<Plan>, op: Operator) -> Plan {
    while terms.len() > 1 {
        let mut next = Vec::with_capacity(terms.len().div_ceil(2));
        let mut rest = terms.into_iter();
        while let Some(left) = rest.next() {
            next.push(match rest.next() {
                Some(right) => binary(left, op, right),
                None => left,
            });
        }
        terms = next;
    }
    terms.pop().unwrap_or_else(|| lit(op == Operator::And))
}

/// The arguments of `tostring(split(text, delimiter)[index])`, which is computed in one go.
fn split_part<'a>(function: &str, args: &'a [Expr]) -> Option<[&'a Expr; 3]> {
    let called = |e: &'a Expr, name: &str| match &e.kind {
        ExprKind::Call { function, args } if *function == name => Some(args.as_slice()),
        _ => None,
    };
    let [path] = args else { return None };
    let [array, index] = called(path, "__path").filter(|_| function == "tostring")? else { return None };
    let [text, delimiter] = called(array, "split")? else { return None };
    let counted = matches!(index.as_literal(), Some(Value::Long(i)) if *i >= 0);
    let plain = text.kql_type == Type::String && matches!(delimiter.as_literal(), Some(Value::String(_)));
    (counted && plain).then_some([text, delimiter, index])
}

/// `x in (list)`: never null, and false for a null `x`.
fn membership(value: Plan, list: Vec<Plan>, maybe_null: bool) -> Plan {
    if list.is_empty() {
        return lit(false);
    }
    let found = Plan::InList(InList::new(Box::new(value), list, false));
    if maybe_null { Plan::IsTrue(Box::new(found)) } else { found }
}

fn is_plain_list(value: &Expr, items: &[Expr]) -> bool {
    value.kql_type != Type::Dynamic
        && items.iter().all(|i| i.kql_type == value.kql_type && i.as_literal().is_some_and(|v| !v.is_null()))
}

fn null_if_both_null(l: Plan, r: Plan, otherwise: Plan) -> Result<Plan> {
    when(l.is_null().and(r.is_null()), lit(ScalarValue::Boolean(None))).otherwise(otherwise)
}

fn binary(left: Plan, op: Operator, right: Plan) -> Plan {
    Plan::BinaryExpr(BinaryExpr::new(Box::new(left), op, Box::new(right)))
}

/// Neither NaN of the total order, which stand beyond the infinities.
fn is_number(value: Plan) -> Plan {
    let end = |v: f64| lit(ScalarValue::Float64(Some(v)));
    let from = binary(value.clone(), Operator::GtEq, end(f64::NEG_INFINITY));
    binary(from, Operator::And, binary(value, Operator::LtEq, end(f64::INFINITY)))
}

/// A real that is no literal may be NaN.
fn may_be_nan(e: &Expr) -> bool {
    match e.as_literal() {
        Some(Value::Real(v)) => v.is_nan(),
        Some(_) => false,
        None => true,
    }
}

fn empty() -> Plan {
    lit(ScalarValue::Utf8View(Some(String::new())))
}

fn arithmetic(function: &str, t: Type) -> Option<Operator> {
    Some(match function {
        "+" => Operator::Plus,
        "-" => Operator::Minus,
        "*" => Operator::Multiply,
        "/" if t == Type::Real => Operator::Divide,
        _ => return None,
    })
}

/// Strings and literals are never null; anything else may be.
fn may_be_null(e: &Expr) -> bool {
    e.kql_type != Type::String && e.as_literal().is_none_or(Value::is_null)
}
