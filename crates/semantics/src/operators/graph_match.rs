use crate::binder::{Binder, Record};
use crate::bound::*;
use crate::error::*;
use crate::expressions::{Asked, AskedValue, GraphScope, Variable};
use crate::naming;
use crate::scope::{Env, Row};
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, EdgeDirection, ExprKind as Ast, GraphElement, GraphParts, Name, Parameter};
use lurcher_types::{Type, Value};
use std::collections::HashSet;

/// The most edges and sequences that one match may have: a search goes as deep as this.
pub const MAX_HOPS: u32 = 250;

impl Binder<'_> {
    /// `graph-match (a)-[e]->(b) where … project …`, and `graph-shortest-paths`.
    ///
    /// What the predicate says of single elements steers the search; the rest filters its matches.
    pub fn graph_match(
        &mut self,
        graph: Rel,
        parameters: &[Parameter],
        parts: &GraphParts,
        shortest: bool,
        env: &Env,
        span: Span,
    ) -> Result<Rel> {
        let (cycles, ways) = search_parameters(parameters, shortest)?;
        let mut pattern = Pattern::new(cycles);
        for elements in &parts.patterns {
            let sequence = self.sequence(elements, &mut pattern, env, span)?;
            pattern.sequences.push(sequence);
        }
        if shortest {
            one_way(&pattern, span)?;
        }
        if parts.outputs.is_empty() {
            return refuse(WRONG_KIND, span, "a `project` is wanted behind the pattern");
        }

        let mut scope = Self::graph_scope(&graph);
        scope.variables = std::mem::take(&mut pattern.variables);
        let outer: (Option<GraphScope>, Vec<Record>) = (self.graph.replace(scope), std::mem::take(&mut self.records));
        let bound = self.match_clauses(parts, env);
        let partitions = self.partitions_of(&pattern, span);
        let scope = std::mem::replace(&mut self.graph, outer.0);
        self.records = outer.1;
        let (predicate, items) = bound?;
        let Some(mut scope) = scope else { return refuse(WRONG_KIND, span, "a graph is wanted here") };
        let asked = std::mem::take(&mut scope.asked);

        let items = self.over_paths(items, &asked)?;
        let mut search = Search::new(&graph, scope, span);
        let mut residual: Option<Expr> = None;
        let mut predicates = predicate.map(conjuncts).unwrap_or_default();
        for pair in partitions.windows(2) {
            let [one, other] = pair else { continue };
            predicates.push(self.compare(CompareOp::Equal, one.clone(), other.clone(), span, span)?);
        }
        for conjunct in predicates {
            if search.steer(&conjunct, &asked) {
                continue;
            }
            if shortest && !only_of_nodes(&conjunct, &asked) {
                return unsupported(
                    UNSUPPORTED_OPERATOR,
                    conjunct.span,
                    "`graph-shortest-paths` searches by conditions on single ends and by `all`; this one is not supported yet",
                );
            }
            residual = Some(match residual {
                None => conjunct,
                Some(before) => {
                    let span = before.span.to(conjunct.span);
                    Expr { kind: ExprKind::And(Box::new(before), Box::new(conjunct)), kql_type: Type::Bool, span }
                }
            });
        }
        let mut read = HashSet::new();
        let partition = partitions.first();
        residual.iter().chain(partition).chain(items.iter().map(|(_, e)| e)).for_each(|e| columns_of(e, &mut read));
        let mut columns = vec![self.col("", Type::Long)];
        for a in asked.iter().filter(|a| read.contains(&a.output.id)) {
            let reference = search.reference(a);
            search.references.push(reference);
            columns.push(a.output.clone());
        }
        let operator = GraphMatch {
            sequences: pattern.sequences,
            nodes: pattern.nodes,
            edges: pattern.edges,
            paths: pattern.paths,
            cycles,
            shortest: ways,
            filters: search.filters,
            references: search.references,
        };
        let args = search.args;
        let operator = Box::new(RowsOperator::GraphMatch(operator));
        let mut rel = self.rel(RelKind::Rows { input: Box::new(graph), args, operator }, columns, false, span)?;
        if let Some(predicate) = residual {
            rel = self.filter(rel, predicate, span)?;
        }
        let wishes: Vec<naming::Wish> = items.iter().map(|(w, _)| w.clone()).collect();
        let names = naming::assign(&wishes, &[])?;
        let mut outputs: Vec<(Col, Expr)> =
            names.into_iter().zip(items).map(|(name, (_, value))| (self.col(name, value.kql_type), value)).collect();
        outputs.extend(partition.map(|p| (self.col("", p.kql_type), p.clone())));
        self.project_onto(rel, outputs, span)
    }

    /// In a graph of partitions, that of each sequence: they must be one, and the match is of it.
    fn partitions_of(&mut self, pattern: &Pattern, span: Span) -> Vec<Expr> {
        let column = self.graph.as_ref().and_then(|g| g.nodes.iter().find(|c| c.name.is_empty())).cloned();
        let Some(column) = column else { return vec![] };
        let starts = pattern.sequences.iter().map(|s| Target::Node(s.start));
        let value = AskedValue::Expr(Expr::column(&column, span));
        starts.filter_map(|of| self.ask(of, Gather::Value, value.clone(), column.kql_type, span)).collect()
    }

    #[allow(clippy::type_complexity)]
    fn match_clauses(&mut self, parts: &GraphParts, env: &Env) -> Result<(Option<Expr>, Vec<(naming::Wish, Expr)>)> {
        let predicate = parts.predicate.as_ref().map(|e| self.condition(e, env, Row::NONE)).transpose()?;
        Ok((predicate, self.items(&parts.outputs, env, Row::NONE)?))
    }

    /// What a function makes of the values of a path is dynamic, whatever it gives elsewhere: so Microsoft's binder has it.
    fn over_paths(&mut self, items: Vec<(naming::Wish, Expr)>, asked: &[Asked]) -> Result<Vec<(naming::Wish, Expr)>> {
        let of_path = |e: &Expr| {
            let mut read = HashSet::new();
            columns_of(e, &mut read);
            asked.iter().any(|a| a.gather == Gather::Map && read.contains(&a.output.id))
        };
        items
            .into_iter()
            .map(|(wish, value)| {
                let dynamic = if of_path(&value) { self.cast(value, Type::Dynamic)? } else { value };
                Ok((wish, dynamic))
            })
            .collect()
    }

    fn sequence(
        &mut self,
        elements: &[GraphElement],
        pattern: &mut Pattern,
        env: &Env,
        span: Span,
    ) -> Result<Sequence> {
        let mut elements = elements.iter();
        let Some(GraphElement::Node { name, .. }) = elements.next() else {
            return refuse(WRONG_KIND, span, "a pattern begins with a node");
        };
        let start = pattern.node(name.as_ref(), false)?;
        pattern.hops = pattern.hops.saturating_add(1);
        let mut links = Vec::new();
        while let Some(edge) = elements.next() {
            let (GraphElement::Edge { name, direction, length, span: at }, Some(GraphElement::Node { name: to, .. })) =
                (edge, elements.next())
            else {
                return refuse(WRONG_KIND, span, "nodes and edges take turns in a pattern");
            };
            let kind = match length {
                None => LinkKind::Edge(pattern.edge(name.as_ref(), *at)?),
                Some((least, most)) => {
                    let (least, most) = (self.hops(least, env)?, self.hops(most, env)?);
                    if most < least {
                        return refuse(BAD_OPTION, *at, "the greatest length of a path is below its least");
                    }
                    LinkKind::Path { path: pattern.path(name.as_ref(), *at)?, least, most }
                }
            };
            pattern.hops = pattern.hops.saturating_add(match kind {
                LinkKind::Edge(_) => 1,
                LinkKind::Path { most, .. } => most,
            });
            if pattern.hops > MAX_HOPS {
                return refuse(TOO_COMPLEX, *at, format!("a match could have more than {MAX_HOPS} edges"));
            }
            let direction = match direction {
                EdgeDirection::Forward => Direction::Forward,
                EdgeDirection::Backward => Direction::Backward,
                EdgeDirection::Any => Direction::Any,
            };
            links.push(Link { kind, direction, to: pattern.node(to.as_ref(), true)? });
        }
        if pattern.hops > MAX_HOPS {
            return refuse(TOO_COMPLEX, span, format!("a pattern has more than {MAX_HOPS} edges and sequences"));
        }
        Ok(Sequence { start, links })
    }

    /// A bound of a path's length.
    fn hops(&mut self, e: &ast::Expr, env: &Env) -> Result<u32> {
        let value = self.scalar(e, env, Row::NONE)?;
        let whole = match value.as_literal() {
            Some(Value::Long(v)) => u32::try_from(*v).ok(),
            Some(Value::Int(v)) => u32::try_from(*v).ok(),
            _ => None,
        };
        match whole {
            Some(v) if v <= MAX_HOPS => Ok(v),
            Some(_) => refuse(TOO_COMPLEX, e.span, format!("a path has at most {MAX_HOPS} edges")),
            None => refuse(NOT_CONSTANT, e.span, "the length of a path is a constant whole number"),
        }
    }
}

/// The variables of a pattern as they appear.
struct Pattern {
    variables: Vec<(String, Variable)>,
    sequences: Vec<Sequence>,
    nodes: usize,
    edges: usize,
    paths: usize,
    hops: u32,
    cycles: Cycles,
}

impl Pattern {
    fn new(cycles: Cycles) -> Pattern {
        Pattern { variables: vec![], sequences: vec![], nodes: 0, edges: 0, paths: 0, hops: 0, cycles }
    }

    fn known(&self, name: Option<&Name>) -> Option<Variable> {
        let name = name?;
        self.variables.iter().find(|(n, _)| *n == name.text).map(|(_, v)| *v)
    }

    fn node(&mut self, name: Option<&Name>, behind_edge: bool) -> Result<usize> {
        match (self.known(name), name) {
            (Some(Variable::Node(_)), Some(name)) if behind_edge && self.cycles == Cycles::None => {
                let message = format!("the pattern comes back to `{}`, which `cycles = none` rules out", name.text);
                return unsupported(UNSUPPORTED_OPERATOR, name.span, message);
            }
            (Some(Variable::Node(n)), _) => return Ok(n),
            (Some(_), Some(name)) => {
                return refuse(DUPLICATE_NAME, name.span, format!("`{}` is an edge of this pattern", name.text));
            }
            _ => {}
        }
        self.variables.extend(name.map(|n| (n.text.clone(), Variable::Node(self.nodes))));
        self.nodes += 1;
        Ok(self.nodes - 1)
    }

    fn edge(&mut self, name: Option<&Name>, span: Span) -> Result<usize> {
        self.new_edge(name, span)?;
        self.variables.extend(name.map(|n| (n.text.clone(), Variable::Edge(self.edges))));
        self.edges += 1;
        Ok(self.edges - 1)
    }

    fn path(&mut self, name: Option<&Name>, span: Span) -> Result<usize> {
        self.new_edge(name, span)?;
        self.variables.extend(name.map(|n| (n.text.clone(), Variable::Path(self.paths))));
        self.paths += 1;
        Ok(self.paths - 1)
    }

    fn new_edge(&self, name: Option<&Name>, span: Span) -> Result<()> {
        match (self.known(name), name) {
            (Some(_), Some(name)) => {
                refuse(DUPLICATE_NAME, span, format!("`{}` stands in the pattern already", name.text))
            }
            _ => Ok(()),
        }
    }
}

/// What the kernel is told: arguments over the graph's rows, and what they are for.
struct Search {
    scope: GraphScope,
    args: Vec<Expr>,
    filters: Vec<(Target, usize)>,
    references: Vec<Reference>,
    span: Span,
}

impl Search {
    fn new(graph: &Rel, scope: GraphScope, span: Span) -> Search {
        // The kernel builds the graph from these three.
        let args = graph.columns.iter().take(TARGET + 1).map(|c| Expr::column(c, span)).collect();
        Search { scope, args, filters: vec![], references: vec![], span }
    }

    fn argument(&mut self, e: Expr) -> usize {
        if let Some(index) = self.args.iter().position(|a| a.kind == e.kind && a.kql_type == e.kql_type) {
            return index;
        }
        self.args.push(e);
        self.args.len() - 1
    }

    /// Takes a condition into the search, if it speaks of single elements.
    fn steer(&mut self, conjunct: &Expr, asked: &[Asked]) -> bool {
        let of = |id: ColumnId| asked.iter().find(|a| a.output.id == id);
        if let ExprKind::Column(id) = conjunct.kind
            && let Some(Asked { target, gather: Gather::All, value: AskedValue::Expr(value), .. }) = of(id)
        {
            let filter = (*target, self.argument(value.clone()));
            self.filters.push(filter);
            return true;
        }
        let mut read = HashSet::new();
        columns_of(conjunct, &mut read);
        let mut targets = read
            .iter()
            .map(|id| of(*id).filter(|a| a.gather == Gather::Value && a.value != AskedValue::Whole).map(|a| a.target));
        let Some(Some(target)) = targets.next() else { return false };
        if targets.any(|t| t != Some(target)) {
            return false;
        }
        let filter = (target, self.argument(over_elements(conjunct.clone(), asked)));
        self.filters.push(filter);
        true
    }

    fn reference(&mut self, asked: &Asked) -> Reference {
        let content = match &asked.value {
            AskedValue::Expr(e) => Content::Argument(self.argument(e.clone())),
            AskedValue::Whole => {
                let nodes = matches!(asked.target, Target::Node(_) | Target::InnerNodes(_));
                let columns = if nodes { self.scope.nodes.clone() } else { self.scope.edges.clone() };
                let (columns, span) = (columns.iter().filter(|c| !c.name.is_empty()), self.span);
                Content::Bag(columns.map(|c| (c.name.clone(), self.argument(Expr::column(c, span)))).collect())
            }
        };
        Reference { target: asked.target, gather: asked.gather, content }
    }
}

/// A condition on one element of a match as one over the rows of the graph.
fn over_elements(mut e: Expr, asked: &[Asked]) -> Expr {
    if let ExprKind::Column(id) = e.kind {
        return match asked.iter().find(|a| a.output.id == id).map(|a| &a.value) {
            Some(AskedValue::Expr(value)) => value.clone(),
            _ => e,
        };
    }
    e.children_mut(&mut |child| *child = over_elements(child.clone(), asked));
    e
}

fn only_of_nodes(e: &Expr, asked: &[Asked]) -> bool {
    let mut read = HashSet::new();
    columns_of(e, &mut read);
    read.iter().all(|id| asked.iter().any(|a| a.output.id == *id && matches!(a.target, Target::Node(_))))
}

fn columns_of(e: &Expr, read: &mut HashSet<ColumnId>) {
    if let ExprKind::Column(id) = e.kind {
        read.insert(id);
    }
    e.children().into_iter().for_each(|c| columns_of(c, read));
}

/// The terms of a chain of `and`s.
fn conjuncts(e: Expr) -> Vec<Expr> {
    let (mut waiting, mut found) = (vec![e], Vec::new());
    while let Some(e) = waiting.pop() {
        match e.kind {
            ExprKind::And(l, r) => waiting.extend([*r, *l]),
            _ => found.push(e),
        }
    }
    found
}

fn search_parameters(parameters: &[Parameter], shortest: bool) -> Result<(Cycles, Option<Ways>)> {
    let (mut cycles, mut ways) = (Cycles::UniqueEdges, shortest.then_some(Ways::Any));
    for p in parameters {
        let word = match &p.value.kind {
            Ast::Name(n) => n.text.as_str(),
            _ => "",
        };
        match (p.name.text.as_str(), word) {
            ("cycles", "none") if !shortest => cycles = Cycles::None,
            ("cycles", "unique_edges") if !shortest => cycles = Cycles::UniqueEdges,
            ("cycles", "all") if !shortest => cycles = Cycles::All,
            // A shortest path comes by no edge twice, whatever is asked for.
            ("cycles", "none" | "unique_edges" | "all") => {}
            ("output", "any") if shortest => ways = Some(Ways::Any),
            ("output", "all") if shortest => ways = Some(Ways::All),
            (name, _) if name.starts_with("hint.") => {}
            (name, _) => {
                let message = format!("there is no option `{name}` of this kind here");
                return refuse(BAD_OPTION, p.name.span, message);
            }
        }
    }
    Ok((cycles, ways))
}

/// `graph-shortest-paths` knows `(a)-[p*1..5]->(b)` alone.
fn one_way(pattern: &Pattern, span: Span) -> Result<()> {
    if let [Sequence { start, links }] = pattern.sequences.as_slice()
        && let [Link { kind: LinkKind::Path { .. }, to, .. }] = links.as_slice()
        && to != start
    {
        return Ok(());
    }
    unsupported(
        UNSUPPORTED_OPERATOR,
        span,
        "`graph-shortest-paths` is supported for one edge of variable length between two nodes: (a)-[p*1..5]->(b)",
    )
}
