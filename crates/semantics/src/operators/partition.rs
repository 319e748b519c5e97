use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::scope::{Env, Meaning};
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, ExprKind as Ast, Literal, Operator, OperatorKind as Op, Parameter, PartitionBody};
use lurcher_types::Type;
use std::collections::HashSet;
use std::rc::Rc;

/// The most keys of a partition whose strategy is `legacy`, as it is where none is said.
const MAX_LEGACY_KEYS: usize = 64;

/// The most keys of a partition that runs once for each of them.
pub const MAX_KEYS: usize = 20_000;

impl Binder<'_> {
    /// `partition by key ( operators )`: the operators over the rows of each key, and all answers together.
    ///
    /// Where every operator can hold the keys apart, all rows run at once with the key as a hidden column. Everything
    /// else runs once for each key.
    pub fn partition(
        &mut self,
        input: Rel,
        parameters: &[Parameter],
        by: &ast::Expr,
        body: &PartitionBody,
        env: &Env,
        span: Span,
    ) -> Result<Rel> {
        if self.partition.is_some() {
            return unsupported(
                UNSUPPORTED_OPERATOR,
                span,
                "`partition` inside `mv-apply` or `partition` is not supported yet",
            );
        }
        let legacy = is_legacy(parameters)?;
        let key = match &by.kind {
            Ast::Name(name) => input.col(&name.text).cloned(),
            _ => None,
        };
        let Some(key) = key else {
            return refuse(UNKNOWN_NAME, by.span, "`partition by` takes a column of its input");
        };
        if key.kql_type == Type::Dynamic && key.open == Open::No {
            return refuse_with(
                OPERAND_TYPE,
                by.span,
                "a dynamic cannot be the key of a partition",
                Some("tostring() makes one of it".into()),
            );
        }
        if let PartitionBody::Operators(operators) = body {
            if let Some(Op::Fork(_) | Op::Facet { .. }) = operators.iter().map(|o| &o.kind).find(|k| several(k)) {
                return refuse(WRONG_KIND, span, "the operators of a `partition` give one table");
            }
            if !legacy && operators_hold_keys(operators.iter(), false, env) {
                return self.partition_at_once(input, &key, operators, env, span);
            }
        }
        let most = if legacy { MAX_LEGACY_KEYS } else { MAX_KEYS };
        self.partition_each(input, &key, body, env, most, span)
    }

    fn partition_at_once(
        &mut self,
        input: Rel,
        key: &Col,
        operators: &[Operator],
        env: &Env,
        span: Span,
    ) -> Result<Rel> {
        let hidden = self.col("", key.kql_type);
        let mut outputs: Vec<(Col, Expr)> = input.columns.iter().map(|c| super::columns::same(c, span)).collect();
        outputs.push((hidden.clone(), Expr::column(key, span)));
        let keyed = self.project_onto(input, outputs, span)?;
        self.partition = Some(hidden);
        let all: Vec<&Operator> = operators.iter().collect();
        let done = self.operators(keyed, &all, &mut env.clone());
        self.partition = None;
        let done = done?;
        let outputs = done.visible().map(|c| super::columns::same(c, span)).collect();
        let mut shown = self.project_onto(done, outputs, span)?;
        shown.serialized = false;
        Ok(shown)
    }

    fn partition_each(
        &mut self,
        input: Rel,
        key: &Col,
        body: &PartitionBody,
        env: &Env,
        most: usize,
        span: Span,
    ) -> Result<Rel> {
        let (part, value) = (self.step_id(), self.step_id());
        let rows: Vec<Col> = input.columns.iter().map(|c| self.col(&c.name, c.kql_type)).collect();
        // What `as` names inside is not the name of the result.
        let name = self.result_name.take();
        let outer = std::mem::take(&mut self.program.steps);
        let key_value = Expr { kind: ExprKind::Scalar(value), kql_type: key.kql_type, span };
        let mut env = env.with(&key.name, Meaning::Scalar(Rc::new(key_value)), self.level);
        let bound = match body {
            PartitionBody::Operators(operators) => {
                let all: Vec<&Operator> = operators.iter().collect();
                self.rel(RelKind::Step(part), rows, input.serialized, span)
                    .and_then(|rows| self.operators(rows, &all, &mut env))
            }
            PartitionBody::Query(query) => self.table(query, &env),
        };
        let inner = std::mem::replace(&mut self.program.steps, outer);
        self.result_name = name;
        let rel = bound?;
        let steps = self.hoist(inner, &[part, value]);
        let columns: Vec<Col> = rel.columns.iter().map(|c| self.col(&c.name, c.kql_type)).collect();
        // The answers of the parts stand one behind the other, each in its own order.
        let serialized = rel.serialized;
        let id = self.step_id();
        let per = PerKey { input, key: key.id, part, value, steps, most };
        self.program.steps.push(Step { id, kind: StepKind::Table, rel, per: Some(Box::new(per)) });
        self.rel(RelKind::Step(id), columns, serialized, span)
    }

    /// Steps that do not depend on the part run once, before all parts; the others are given back.
    fn hoist(&mut self, steps: Vec<Step>, part: &[StepId]) -> Vec<Step> {
        let mut bound: HashSet<StepId> = part.iter().copied().collect();
        let mut inner = Vec::new();
        for step in steps {
            if depends(&step, &bound) {
                bound.insert(step.id);
                inner.push(step);
            } else {
                self.program.steps.push(step);
            }
        }
        inner
    }
}

fn depends(step: &Step, on: &HashSet<StepId>) -> bool {
    let mut found = false;
    step.each_rel(&mut |root| {
        root.each(&mut |rel| {
            found |= matches!(rel.kind, RelKind::Step(id) if on.contains(&id));
            rel.kind.each_expression(&mut |e| found |= reads_step(e, on));
        });
    });
    found
}

fn reads_step(e: &Expr, on: &HashSet<StepId>) -> bool {
    match &e.kind {
        ExprKind::Scalar(id) | ExprKind::InSet { set: id, .. } if on.contains(id) => true,
        _ => e.children().into_iter().any(|c| reads_step(c, on)),
    }
}

fn several(kind: &Op) -> bool {
    matches!(kind, Op::Fork(_) | Op::Facet { .. })
}

/// Whether these operators keep parts apart by a hidden key. One row for a part without rows is what they cannot give.
pub fn operators_hold_keys<'o>(
    operators: impl Iterator<Item = &'o Operator>,
    mut rows_may_be_gone: bool,
    env: &Env,
) -> bool {
    let by_row = |items: &[ast::NamedExpr]| items.iter().all(|i| stays_in_row(&i.value, env));
    for operator in operators {
        let holds = match &operator.kind {
            Op::Extend(items) | Op::Project(items) => by_row(items),
            Op::Distinct { columns, .. } => by_row(columns),
            Op::ProjectAway(_) | Op::ProjectKeep(_) | Op::ProjectRename(_) | Op::ProjectReorder(_) => true,
            Op::Sort { by, .. } => by.iter().all(|o| stays_in_row(&o.value.value, env)),
            Op::Where { predicate, .. } => {
                rows_may_be_gone = true;
                stays_in_row(predicate, env)
            }
            Op::Top { by, .. } => {
                rows_may_be_gone = true;
                stays_in_row(&by.value.value, env)
            }
            Op::Take { .. } => {
                rows_may_be_gone = true;
                true
            }
            Op::Summarize { by, aggregates, has_by, .. } => {
                (*has_by || !rows_may_be_gone) && by_row(by) && by_row(aggregates)
            }
            Op::Count { .. } => !rows_may_be_gone,
            _ => false,
        };
        if !holds {
            return false;
        }
    }
    true
}

/// No window function, subquery or function of the query's own, whose answer could depend on other rows.
fn stays_in_row(e: &ast::Expr, env: &Env) -> bool {
    const WINDOW: [&str; 7] =
        ["prev", "next", "row_number", "row_cumsum", "row_rank_dense", "row_rank_min", "row_window_session"];
    let own = |name: &str| matches!(env.get(name), Some(Meaning::Function(_) | Meaning::Pattern(_)));
    match &e.kind {
        Ast::Literal(_) | Ast::Star | Ast::TypeOf(_) => true,
        Ast::Name(name) => !own(&name.text),
        Ast::Call(call) => {
            let name = call.name.text.as_str();
            !own(name) && !WINDOW.contains(&name) && call.arguments.iter().all(|a| stays_in_row(&a.value, env))
        }
        Ast::Member { base, .. } => stays_in_row(base, env),
        Ast::Index { base, index } => stays_in_row(base, env) && stays_in_row(index, env),
        Ast::Unary { operand, .. } => stays_in_row(operand, env),
        Ast::Binary { left, right, .. } => stays_in_row(left, env) && stays_in_row(right, env),
        Ast::Between { value, low, high, .. } => [value, low, high].into_iter().all(|e| stays_in_row(e, env)),
        Ast::InList { value, list, .. } => stays_in_row(value, env) && list.iter().all(|e| stays_in_row(e, env)),
        Ast::Paren(inner) => stays_in_row(inner, env),
        _ => false,
    }
}

fn is_legacy(parameters: &[Parameter]) -> Result<bool> {
    let mut legacy = true;
    for p in parameters {
        let value = match &p.value.kind {
            Ast::Name(n) => n.text.as_str(),
            Ast::Literal(Literal::String { text, .. }) => text.as_str(),
            _ => "",
        };
        match p.name.text.as_str() {
            "hint.strategy" => match value.to_ascii_lowercase().as_str() {
                "legacy" => legacy = true,
                "native" | "shuffle" => legacy = false,
                _ => {
                    return refuse(BAD_OPTION, p.value.span, "the strategies are native, shuffle and legacy");
                }
            },
            name if name.starts_with("hint.") => {}
            name => return refuse(BAD_OPTION, p.name.span, format!("`partition` has no option `{name}`")),
        }
    }
    Ok(legacy)
}
