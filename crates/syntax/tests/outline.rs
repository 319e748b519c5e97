//! Trees as short texts: every grouping shows as parentheses, every literal with its type.

use lurcher_syntax::ast::*;

pub fn outline(query: &Query) -> String {
    join(&query.statements, "; ", statement)
}

fn join<T>(items: &[T], between: &str, one: impl Fn(&T) -> String) -> String {
    items.iter().map(one).collect::<Vec<_>>().join(between)
}

fn statement(s: &Statement) -> String {
    match &s.kind {
        StatementKind::Let { name, value } => format!("let {} = {}", name.text, expr(value)),
        StatementKind::Set { option, value } => format!("set {}{}", option.text, after(" = ", value)),
        StatementKind::QueryParameters(parameters) => format!("parameters({})", join(parameters, ", ", parameter)),
        StatementKind::Pattern(p) => format!(
            "pattern {}({}){} {{{}}}",
            p.name.text,
            join(&p.arguments, ", ", parameter),
            p.path.as_ref().map_or(String::new(), |path| format!("[{}]", parameter(path))),
            join(&p.matches, "; ", |m| format!("({}){} {}", exprs(&m.arguments), after(".", &m.path), body(&m.body)))
        ),
        StatementKind::Alias { name, value } => format!("alias {} = {}", name.text, expr(value)),
        StatementKind::Restrict(list) => format!("restrict({})", exprs(list)),
        StatementKind::Expression(e) => expr(e),
        StatementKind::Error => "<error>".to_owned(),
    }
}

fn after(prefix: &str, value: &Option<Expr>) -> String {
    value.as_ref().map_or(String::new(), |v| format!("{prefix}{}", expr(v)))
}

fn exprs(list: &[Expr]) -> String {
    join(list, ", ", expr)
}

fn parameter(p: &FunctionParameter) -> String {
    let kind = match &p.kind {
        ParameterKind::Scalar(name) => name.text.clone(),
        ParameterKind::Table { open: true, .. } => "(*)".to_owned(),
        ParameterKind::Table { columns, .. } => format!("({})", schema(columns)),
    };
    format!("{}:{kind}{}", p.name.text, after(" = ", &p.default))
}

fn schema(columns: &[ColumnDeclaration]) -> String {
    join(columns, ", ", |c| format!("{}:{}", c.name.text, c.type_name.text))
}

fn body(b: &FunctionBody) -> String {
    let mut parts: Vec<String> = b.statements.iter().map(statement).collect();
    parts.extend(b.result.as_ref().map(expr));
    format!("{{{}}}", parts.join("; "))
}

pub fn expr(e: &Expr) -> String {
    match &e.kind {
        ExprKind::Name(name) if name.quoted => format!("['{}']", name.text),
        ExprKind::Name(name) => name.text.clone(),
        ExprKind::Wildcard(text) => format!("wild:{text}"),
        ExprKind::Literal(literal) => self::literal(literal),
        ExprKind::Call(c) => call(c),
        ExprKind::Member { base, name } => format!("{}.{}", expr(base), name.text),
        ExprKind::MemberCall { base, call: c } => format!("{}.{}", expr(base), call(c)),
        ExprKind::Index { base, index } => format!("{}[{}]", expr(base), expr(index)),
        ExprKind::Unary { op, operand } => format!("({op:?} {})", expr(operand)),
        ExprKind::Binary { op, left, right, .. } => format!("({} {} {})", expr(left), sign(*op), expr(right)),
        ExprKind::Between { negated, value, low, high, .. } => {
            let not = if *negated { "!" } else { "" };
            format!("({} {not}between {} .. {})", expr(value), expr(low), expr(high))
        }
        ExprKind::InList { op, value, list, .. } => format!("({} {op:?} [{}])", expr(value), exprs(list)),
        ExprKind::Star => "*".to_owned(),
        ExprKind::TypeOf(t) if t.is_schema => format!("typeof({})", schema(&t.columns)),
        ExprKind::TypeOf(t) => format!("typeof({})", join(&t.columns, ", ", |c| c.type_name.text.clone())),
        ExprKind::Paren(inner) => match inner.kind {
            ExprKind::Binary { .. } => expr(inner),
            _ => format!("({})", expr(inner)),
        },
        ExprKind::Pipe(pipe) => format!("{} | {}", expr(&pipe.source), operators(&pipe.operators)),
        ExprKind::Source(op) => format!("<{}>", operator(op)),
        ExprKind::DataTable(t) => format!("datatable({})[{}]", schema(&t.schema), exprs(&t.values)),
        ExprKind::ExternalData(d) => {
            format!("externaldata({})[{}]with({})", schema(&d.schema), exprs(&d.uris), named_list(&d.properties))
        }
        ExprKind::Function(f) => {
            let view = if f.view { "view " } else { "" };
            format!("{view}({}) {}", join(&f.parameters, ", ", parameter), body(&f.body))
        }
        ExprKind::List(list) => format!("list[{}]", exprs(list)),
        ExprKind::Error => "<error>".to_owned(),
    }
}

fn sign(op: BinaryOp) -> String {
    use BinaryOp::*;
    match op {
        Add => "+",
        Subtract => "-",
        Multiply => "*",
        Divide => "/",
        Modulo => "%",
        Equal => "==",
        NotEqual => "!=",
        Less => "<",
        LessOrEqual => "<=",
        Greater => ">",
        GreaterOrEqual => ">=",
        And => "and",
        Or => "or",
        other => return format!("{other:?}"),
    }
    .to_owned()
}

fn literal(l: &Literal) -> String {
    match l {
        Literal::Bool(v) => v.to_string(),
        Literal::Int(v) => format!("int:{v}"),
        Literal::Long(v) => v.to_string(),
        Literal::Real(v) => format!("{v:?}"),
        Literal::String { text, hidden: true } => format!("h{text:?}"),
        Literal::String { text, .. } => format!("{text:?}"),
        Literal::Decimal(t) => format!("decimal:{t}"),
        Literal::Datetime(t) => format!("datetime:{t}"),
        Literal::Timespan(t) => format!("timespan:{t}"),
        Literal::Guid(t) => format!("guid:{t}"),
        Literal::Dynamic(t) => format!("dynamic:{t}"),
        Literal::Null(t) => format!("null:{t}"),
    }
}

fn call(c: &Call) -> String {
    let argument = |a: &Argument| match &a.name {
        Some(name) => format!("{}={}", name.text, expr(&a.value)),
        None => expr(&a.value),
    };
    format!("{}({})", c.name.text, join(&c.arguments, ", ", argument))
}

fn operators(list: &[Operator]) -> String {
    join(list, " | ", operator)
}

fn named(n: &NamedExpr) -> String {
    let names = join(&n.names, ", ", |name| name.text.clone());
    match (n.tuple, names.is_empty()) {
        (true, _) => format!("({names}) = {}", expr(&n.value)),
        (_, true) => expr(&n.value),
        _ => format!("{names} = {}", expr(&n.value)),
    }
}

fn named_list(list: &[NamedExpr]) -> String {
    join(list, ", ", named)
}

fn parameters(list: &[Parameter]) -> String {
    list.iter().map(|p| format!("{{{}={}}} ", p.name.text, expr(&p.value))).collect()
}

fn patterns(list: &[ColumnPattern]) -> String {
    join(list, ", ", |c| if c.wildcard { format!("wild:{}", c.text) } else { c.text.clone() })
}

fn ordering(o: &Ordering) -> String {
    format!("{} {:?} {:?}", named(&o.value), o.direction, o.nulls)
}

fn mv(columns: &[MvColumn]) -> String {
    join(columns, ", ", |c| match &c.to_type {
        Some(to) => format!("{} to {}", named(&c.value), to.text),
        None => named(&c.value),
    })
}

fn operator(op: &Operator) -> String {
    use OperatorKind::*;
    match &op.kind {
        Where { predicate, .. } => format!("where {}", expr(predicate)),
        Extend(list) => format!("extend {}", named_list(list)),
        Project(list) => format!("project {}", named_list(list)),
        ProjectAway(list) => format!("project-away {}", patterns(list)),
        ProjectKeep(list) => format!("project-keep {}", patterns(list)),
        ProjectRename(list) => format!("project-rename {}", named_list(list)),
        ProjectReorder(list) => {
            let one = |(c, d): &(ColumnPattern, Direction)| format!("{} {d:?}", patterns(std::slice::from_ref(c)));
            format!("project-reorder {}", join(list, ", ", one))
        }
        ProjectByNames(list) => format!("project-by-names {}", exprs(list)),
        Summarize { parameters: p, aggregates, by, has_by } => {
            let by = if *has_by { format!(" by {}", named_list(by)) } else { String::new() };
            format!("summarize {}{}{by}", parameters(p), named_list(aggregates))
        }
        Join { parameters: p, right, on } => format!("join {}{} on {}", parameters(p), expr(right), exprs(on)),
        Lookup { parameters: p, right, on } => format!("lookup {}{} on {}", parameters(p), expr(right), exprs(on)),
        Union { parameters: p, tables } => format!("union {}{}", parameters(p), exprs(tables)),
        Sort { by, .. } => format!("sort {}", join(by, ", ", ordering)),
        Top { count, by, .. } => format!("top {} by {}", expr(count), ordering(by)),
        TopHitters { count, of, by } => format!("top-hitters {} of {}{}", expr(count), expr(of), after(" by ", by)),
        TopNested(levels) => join(levels, ", ", |l| {
            let others = after(" others ", &l.with_others);
            format!("top-nested{} of {}{others} by {}", after(" ", &l.count), named(&l.of), named(&l.by))
        }),
        Take { count, .. } => format!("take {}", expr(count)),
        Distinct { columns, .. } => format!("distinct {}", named_list(columns)),
        Count { name, .. } => format!("count{}", name.as_ref().map_or(String::new(), |n| format!(" as {}", n.text))),
        MvExpand(expand) => {
            let lurcher_syntax::ast::MvExpand { parameters: p, columns, limit, .. } = expand.as_ref();
            format!("mv-expand {}{}{}", parameters(p), mv(columns), after(" limit ", limit))
        }
        MvApply(apply) => {
            let lurcher_syntax::ast::MvApply { columns, limit, body, .. } = apply.as_ref();
            format!("mv-apply {}{} on ({})", mv(columns), after(" limit ", limit), operators(body))
        }
        Parse(parse) => {
            let lurcher_syntax::ast::Parse { keep_all, parameters: p, source, pattern } = parse.as_ref();
            let part = |part: &ParsePart| match part {
                ParsePart::Star(_) => "*".to_owned(),
                ParsePart::Text { text, .. } => format!("{text:?}"),
                ParsePart::Column { name, type_name: Some(t) } => format!("{}:{}", name.text, t.text),
                ParsePart::Column { name, .. } => name.text.clone(),
            };
            let keyword = if *keep_all { "parse" } else { "parse-where" };
            format!("{keyword} {}{} with {}", parameters(p), expr(source), join(pattern, " ", part))
        }
        ParseKv { source, columns, properties } => {
            format!("parse-kv {} as ({}) with ({})", expr(source), schema(columns), named_list(properties))
        }
        MakeSeries(m) => {
            let one = |(a, default): &(NamedExpr, Option<Expr>)| format!("{}{}", named(a), after(" default ", default));
            let range = match &m.range {
                SeriesRange::FromToStep { from, to, step } => {
                    format!("{}{} step {}", after(" from ", from), after(" to ", to), expr(step))
                }
                SeriesRange::InRange { from, to, step } => {
                    format!(" in ({}, {}, {})", expr(from), expr(to), expr(step))
                }
            };
            let by = named_list(&m.by);
            format!("make-series {} on {}{range} by [{by}]", join(&m.aggregates, ", ", one), named(&m.on))
        }
        Render { kind, properties } => {
            let one = |(n, values): &(Name, Vec<Expr>)| format!("{}=[{}]", n.text, exprs(values));
            format!("render {} {}", kind.text, join(properties, " ", one)).trim_end().to_owned()
        }
        As { name, .. } => format!("as {}", name.text),
        Serialize { columns, .. } => format!("serialize {}", named_list(columns)),
        GetSchema => "getschema".to_owned(),
        Sample(count) => format!("sample {}", expr(count)),
        SampleDistinct { count, of } => format!("sample-distinct {} of {}", expr(count), expr(of)),
        Print(list) => format!("print {}", named_list(list)),
        Range { name, from, to, step } => {
            format!("range {} {} {} {}", name.text, expr(from), expr(to), expr(step))
        }
        Evaluate { parameters: p, call, schema: s } => {
            let one = |(columns, open): &(Vec<ColumnDeclaration>, bool)| format!(" : ({open}; {})", schema(columns));
            format!("evaluate {}{}{}", parameters(p), expr(call), s.as_ref().map_or(String::new(), one))
        }
        Invoke(call) => format!("invoke {}", expr(call)),
        Reduce { by, properties, .. } => format!("reduce {} with {}", expr(by), named_list(properties)),
        Consume { .. } => "consume".to_owned(),
        Fork(branches) => format!(
            "fork {}",
            join(branches, " ", |(n, e)| format!("{}({})", n.as_ref().map_or("", |n| &n.text), expr(e)))
        ),
        Facet { by, with } => format!("facet {}{}", exprs(by), after(" with ", with)),
        Partition { parameters: p, by, body } => {
            let body = match body {
                PartitionBody::Operators(list) => format!("({})", operators(list)),
                PartitionBody::Query(query) => format!("{{{}}}", expr(query)),
            };
            format!("partition {}{} {body}", parameters(p), expr(by))
        }
        Search { parameters: p, tables, predicate } => {
            format!("search {}[{}] {}", parameters(p), exprs(tables), expr(predicate))
        }
        Find(f) => {
            let one = |c: &FindColumn| match &c.type_name {
                Some(t) => format!("{}:{}", c.name.text, t.text),
                None if c.pack => format!("pack:{}", c.name.text),
                None => c.name.text.clone(),
            };
            let columns = join(&f.project, ", ", one);
            format!(
                "find {}[{}] {} project [{columns}]",
                parameters(&f.parameters),
                exprs(&f.tables),
                expr(&f.predicate)
            )
        }
        Scan(s) => {
            let one = |step: &ScanStep| {
                let output = step.output.as_ref().map_or("", |o| &o.text);
                format!("{}[{output}]: {} => {}", step.name.text, expr(&step.condition), named_list(&step.assignments))
            };
            let declare =
                join(&s.declare, ", ", |(c, d)| format!("{}{}", schema(std::slice::from_ref(c)), after(" = ", d)));
            format!("scan {}({declare}) {{{}}}", parameters(&s.parameters), join(&s.steps, "; ", one))
        }
        MacroExpand { group, name, body: b, .. } => {
            format!("macro-expand {} as {} {}", expr(group), name.text, body(b))
        }
        ExecuteAndCache => "execute-and-cache".to_owned(),
        AssertSchema(columns) => format!("assert-schema ({})", schema(columns)),
        Graph { name, parameters: p, parts } => graph(name, p, parts),
        Error => "<error>".to_owned(),
    }
}

fn graph(name: &str, p: &[Parameter], parts: &GraphParts) -> String {
    let element = |e: &GraphElement| match e {
        GraphElement::Node { name, .. } => format!("({})", name.as_ref().map_or("", |n| &n.text)),
        GraphElement::Edge { name, direction, length, .. } => {
            let name = name.as_ref().map_or("", |n| &n.text);
            let length = length.as_ref().map_or(String::new(), |(a, b)| format!("*{}..{}", expr(a), expr(b)));
            format!("-{direction:?}:{name}{length}-")
        }
    };
    let patterns = join(&parts.patterns, ", ", |pattern| join(pattern, "", element));
    let predicate = after(" where ", &parts.predicate);
    format!("{name} {}{patterns} [{}]{predicate} [{}]", parameters(p), exprs(&parts.exprs), named_list(&parts.outputs))
}
