//! A query's tree laid flat, so that a check is a loop and not a walk.
//!
//! The walk keeps its own list of what is left: rows of terms may be as long as the parser lets them.

use lurcher_syntax::ast::*;

/// Everything of one kind in a query, in no order that matters.
#[derive(Debug, Default)]
pub struct Tree<'a> {
    pub exprs: Vec<&'a Expr>,
    pub operators: Vec<&'a Operator>,
    pub pipelines: Vec<Pipeline<'a>>,
    pub lets: Vec<(&'a Name, &'a Expr)>,
    /// The query is a definition alone: it has no answer of its own.
    pub answers: bool,
}

/// What stands before the bars, and the operators behind them.
#[derive(Debug, Clone, Copy)]
pub struct Pipeline<'a> {
    /// None inside `mv-apply` and `partition`.
    pub source: Option<&'a Expr>,
    pub operators: &'a [Operator],
}

enum Part<'a> {
    Expr(&'a Expr),
    Operator(&'a Operator),
    Statement(&'a Statement),
}

impl<'a> Tree<'a> {
    pub fn of(query: &'a Query) -> Tree<'a> {
        let mut tree = Tree {
            answers: query.statements.iter().any(|s| matches!(s.kind, StatementKind::Expression(_))),
            ..Tree::default()
        };
        let mut left: Vec<Part> = query.statements.iter().map(Part::Statement).collect();
        while let Some(part) = left.pop() {
            match part {
                Part::Expr(expr) => {
                    tree.exprs.push(expr);
                    tree.below_expr(expr, &mut left);
                }
                Part::Operator(operator) => {
                    tree.operators.push(operator);
                    tree.below_operator(operator, &mut left);
                }
                Part::Statement(statement) => tree.below_statement(statement, &mut left),
            }
        }
        tree
    }

    /// The calls of functions, with what they are called on where it is a path: `a.f(x)`.
    pub fn calls(&self) -> impl Iterator<Item = &'a Call> + '_ {
        self.exprs.iter().filter_map(|expr| match &expr.kind {
            ExprKind::Call(call) | ExprKind::MemberCall { call, .. } => Some(call.as_ref()),
            _ => None,
        })
    }

    /// Names that stand for columns, tables, functions and values: in expressions, not where something gets a name.
    pub fn names(&self) -> impl Iterator<Item = &'a Name> + '_ {
        self.exprs.iter().filter_map(|expr| match &expr.kind {
            ExprKind::Name(name) => Some(name),
            ExprKind::Call(call) => Some(&call.name),
            _ => None,
        })
    }

    fn below_statement(&mut self, statement: &'a Statement, left: &mut Vec<Part<'a>>) {
        match &statement.kind {
            StatementKind::Let { name, value } => {
                self.lets.push((name, value));
                left.push(Part::Expr(value));
            }
            StatementKind::Expression(value) | StatementKind::Alias { value, .. } => left.push(Part::Expr(value)),
            StatementKind::Set { value, .. } => left.extend(value.iter().map(Part::Expr)),
            StatementKind::QueryParameters(parameters) => left.extend(defaults(parameters)),
            StatementKind::Restrict(exprs) => exprs_of(exprs, left),
            StatementKind::Pattern(pattern) => {
                for matched in &pattern.matches {
                    exprs_of(&matched.arguments, left);
                    left.extend(matched.path.iter().map(Part::Expr));
                    body(&matched.body, left);
                }
            }
            StatementKind::Error => {}
        }
    }

    fn below_expr(&mut self, expr: &'a Expr, left: &mut Vec<Part<'a>>) {
        match &expr.kind {
            ExprKind::Name(_)
            | ExprKind::Wildcard(_)
            | ExprKind::Literal(_)
            | ExprKind::Star
            | ExprKind::TypeOf(_)
            | ExprKind::Error => {}
            ExprKind::Call(call) => arguments(call, left),
            ExprKind::Member { base, .. } => left.push(Part::Expr(base)),
            ExprKind::MemberCall { base, call } => {
                left.push(Part::Expr(base));
                arguments(call, left);
            }
            ExprKind::Index { base, index } => left.extend([Part::Expr(base), Part::Expr(index)]),
            ExprKind::Unary { operand, .. } => left.push(Part::Expr(operand)),
            ExprKind::Binary { left: first, right, .. } => left.extend([Part::Expr(first), Part::Expr(right)]),
            ExprKind::Between { value, low, high, .. } => {
                left.extend([Part::Expr(value), Part::Expr(low), Part::Expr(high)]);
            }
            ExprKind::InList { value, list, .. } => {
                left.push(Part::Expr(value));
                exprs_of(list, left);
            }
            ExprKind::Paren(inner) => left.push(Part::Expr(inner)),
            ExprKind::Pipe(pipe) => {
                self.pipelines.push(Pipeline { source: Some(&pipe.source), operators: &pipe.operators });
                left.push(Part::Expr(&pipe.source));
                left.extend(pipe.operators.iter().map(Part::Operator));
            }
            ExprKind::Source(operator) => left.push(Part::Operator(operator)),
            ExprKind::DataTable(table) => exprs_of(&table.values, left),
            ExprKind::ExternalData(external) => {
                exprs_of(&external.uris, left);
                named(&external.properties, left);
            }
            ExprKind::Function(function) => {
                left.extend(defaults(&function.parameters));
                body(&function.body, left);
            }
            ExprKind::List(items) => exprs_of(items, left),
        }
    }

    fn below_operator(&mut self, operator: &'a Operator, left: &mut Vec<Part<'a>>) {
        use OperatorKind as Op;
        match &operator.kind {
            Op::Where { predicate, .. } => left.push(Part::Expr(predicate)),
            Op::Extend(items) | Op::Project(items) | Op::ProjectRename(items) | Op::Print(items) => named(items, left),
            Op::Distinct { columns: items, .. } | Op::Serialize { columns: items, .. } => named(items, left),
            Op::Summarize { aggregates, by, .. } => {
                named(aggregates, left);
                named(by, left);
            }
            Op::Join { right, on, .. } | Op::Lookup { right, on, .. } => {
                left.push(Part::Expr(right));
                exprs_of(on, left);
            }
            Op::Union { tables, .. } => exprs_of(tables, left),
            Op::Search { tables, predicate, .. } => {
                exprs_of(tables, left);
                left.push(Part::Expr(predicate));
            }
            Op::Find(find) => {
                exprs_of(&find.tables, left);
                left.push(Part::Expr(&find.predicate));
            }
            Op::Sort { by, .. } => left.extend(by.iter().map(|o| Part::Expr(&o.value.value))),
            Op::Top { count, by, .. } => left.extend([Part::Expr(count), Part::Expr(&by.value.value)]),
            Op::TopHitters { count, of, by } => {
                left.extend([Part::Expr(count), Part::Expr(of)]);
                left.extend(by.iter().map(Part::Expr));
            }
            Op::TopNested(levels) => {
                for level in levels {
                    left.extend(level.count.iter().chain(&level.with_others).map(Part::Expr));
                    left.extend([Part::Expr(&level.of.value), Part::Expr(&level.by.value)]);
                }
            }
            Op::Take { count, .. } | Op::Sample(count) => left.push(Part::Expr(count)),
            Op::SampleDistinct { count, of } => left.extend([Part::Expr(count), Part::Expr(of)]),
            Op::MvExpand(expand) => {
                left.extend(expand.columns.iter().map(|c| Part::Expr(&c.value.value)));
                left.extend(expand.limit.iter().map(Part::Expr));
            }
            Op::MvApply(apply) => {
                left.extend(apply.columns.iter().map(|c| Part::Expr(&c.value.value)));
                left.extend(apply.limit.iter().chain(&apply.id).map(Part::Expr));
                self.inner(&apply.body, left);
            }
            Op::Parse(parse) => left.push(Part::Expr(&parse.source)),
            Op::ParseKv { source, properties, .. } => {
                left.push(Part::Expr(source));
                named(properties, left);
            }
            Op::MakeSeries(series) => {
                for (aggregate, default) in &series.aggregates {
                    left.push(Part::Expr(&aggregate.value));
                    left.extend(default.iter().map(Part::Expr));
                }
                left.push(Part::Expr(&series.on.value));
                named(&series.by, left);
                match &series.range {
                    SeriesRange::FromToStep { from, to, step } => {
                        left.extend(from.iter().chain(to).map(Part::Expr));
                        left.push(Part::Expr(step));
                    }
                    SeriesRange::InRange { from, to, step } => {
                        left.extend([Part::Expr(from), Part::Expr(to), Part::Expr(step)]);
                    }
                }
            }
            Op::Render { properties, .. } => properties.iter().for_each(|(_, values)| exprs_of(values, left)),
            Op::Range { from, to, step, .. } => left.extend([Part::Expr(from), Part::Expr(to), Part::Expr(step)]),
            Op::Evaluate { call, .. } => left.push(Part::Expr(call)),
            Op::Invoke(expr) => left.push(Part::Expr(expr)),
            Op::Reduce { by, properties, .. } => {
                left.push(Part::Expr(by));
                named(properties, left);
            }
            Op::ProjectByNames(exprs) => exprs_of(exprs, left),
            Op::Fork(branches) => left.extend(branches.iter().map(|(_, branch)| Part::Expr(branch))),
            Op::Facet { by, with } => {
                exprs_of(by, left);
                left.extend(with.iter().map(Part::Expr));
            }
            Op::Partition { by, body, .. } => {
                left.push(Part::Expr(by));
                match body {
                    PartitionBody::Operators(operators) => self.inner(operators, left),
                    PartitionBody::Query(query) => left.push(Part::Expr(query)),
                }
            }
            Op::Scan(scan) => {
                left.extend(scan.order_by.iter().map(|o| Part::Expr(&o.value.value)));
                exprs_of(&scan.partition_by, left);
                left.extend(scan.declare.iter().filter_map(|(_, value)| value.as_ref()).map(Part::Expr));
                for step in &scan.steps {
                    left.push(Part::Expr(&step.condition));
                    named(&step.assignments, left);
                }
            }
            Op::MacroExpand { group, body: inner, .. } => {
                left.push(Part::Expr(group));
                body(inner, left);
            }
            Op::Graph { parts, .. } => {
                exprs_of(&parts.exprs, left);
                left.extend(parts.predicate.iter().map(Part::Expr));
                named(&parts.outputs, left);
            }
            Op::ProjectAway(_)
            | Op::ProjectKeep(_)
            | Op::ProjectReorder(_)
            | Op::Count { .. }
            | Op::As { .. }
            | Op::GetSchema
            | Op::Consume { .. }
            | Op::ExecuteAndCache
            | Op::AssertSchema(_)
            | Op::Error => {}
        }
    }

    fn inner(&mut self, operators: &'a [Operator], left: &mut Vec<Part<'a>>) {
        self.pipelines.push(Pipeline { source: None, operators });
        left.extend(operators.iter().map(Part::Operator));
    }
}

fn exprs_of<'a>(exprs: &'a [Expr], left: &mut Vec<Part<'a>>) {
    left.extend(exprs.iter().map(Part::Expr));
}

fn named<'a>(items: &'a [NamedExpr], left: &mut Vec<Part<'a>>) {
    left.extend(items.iter().map(|item| Part::Expr(&item.value)));
}

fn arguments<'a>(call: &'a Call, left: &mut Vec<Part<'a>>) {
    left.extend(call.arguments.iter().map(|argument| Part::Expr(&argument.value)));
}

fn defaults(parameters: &[FunctionParameter]) -> impl Iterator<Item = Part<'_>> {
    parameters.iter().filter_map(|parameter| parameter.default.as_ref()).map(Part::Expr)
}

fn body<'a>(inner: &'a FunctionBody, left: &mut Vec<Part<'a>>) {
    left.extend(inner.statements.iter().map(Part::Statement));
    left.extend(inner.result.iter().map(Part::Expr));
}

/// The expression inside its parentheses.
pub fn bare(mut expr: &Expr) -> &Expr {
    while let ExprKind::Paren(inner) = &expr.kind {
        expr = inner;
    }
    expr
}

/// The name, where the expression is one.
pub fn name_of(expr: &Expr) -> Option<&Name> {
    match &bare(expr).kind {
        ExprKind::Name(name) => Some(name),
        _ => None,
    }
}

/// The text, where the expression is a string.
pub fn text_of(expr: &Expr) -> Option<&str> {
    match &bare(expr).kind {
        ExprKind::Literal(Literal::String { text, .. }) => Some(text),
        _ => None,
    }
}

/// The call of this function, by any of its names.
pub fn call_of<'a>(expr: &'a Expr, names: &[&str]) -> Option<&'a Call> {
    match &bare(expr).kind {
        ExprKind::Call(call) if names.contains(&call.name.text.as_str()) => Some(call),
        _ => None,
    }
}

/// The first argument of a call.
pub fn first_argument(call: &Call) -> Option<&Expr> {
    call.arguments.first().map(|argument| &argument.value)
}
