use super::graph_pattern::{Pattern, one_way};
use super::graph_search::{Search, columns_of, conjuncts};
use crate::binder::{Binder, Record};
use crate::bound::*;
use crate::error::*;
use crate::expressions::{Asked, AskedValue, GraphScope};
use crate::naming;
use crate::scope::{Env, Row};
use lurcher_syntax::Span;
use lurcher_syntax::ast::{ExprKind as Ast, GraphParts, Parameter};
use lurcher_types::Type;
use std::collections::HashSet;

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
        let mut conditions = predicate.map(conjuncts).unwrap_or_default();
        for pair in partitions.windows(2) {
            let [one, other] = pair else { continue };
            conditions.push(self.compare(CompareOp::Equal, one.clone(), other.clone(), span, span)?);
        }
        let residual = search.steered(conditions, &asked, shortest)?;
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
