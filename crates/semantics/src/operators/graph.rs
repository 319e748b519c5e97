//! Operators over graphs but for `make-graph` and the searches: filters, components, tables.

use super::columns::same;
use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::expressions::{Element, GraphScope};
use crate::naming::free;
use crate::scope::{Env, Meaning};
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, ExprKind as Ast, GraphParts, Operator, Parameter};
use lurcher_types::Type;
use std::rc::Rc;

impl Binder<'_> {
    /// One operator of the graph family over its input.
    pub fn graph_operator(
        &mut self,
        input: Rel,
        name: &str,
        parameters: &[Parameter],
        parts: &GraphParts,
        operator: &Operator,
        env: &Env,
    ) -> Result<Rel> {
        let span = operator.span;
        if name == "make-graph" {
            return self.make_graph(input, parameters, parts, env, span);
        }
        if graph_columns(&input).is_none() {
            return refuse_with(
                WRONG_KIND,
                operator.keyword,
                format!("`{name}` takes a graph, and its input is a table"),
                Some("`make-graph` makes a graph of edges".into()),
            );
        }
        match name {
            "graph-match" => self.graph_match(input, parameters, parts, false, env, span),
            "graph-shortest-paths" => self.graph_match(input, parameters, parts, true, env, span),
            "graph-to-table" => self.graph_to_table(input, parameters, parts, span),
            "graph-mark-components" => self.mark_components(input, parameters, span),
            "graph-where-nodes" => self.graph_where(input, parts, Element::Node, env, span),
            "graph-where-edges" => self.graph_where(input, parts, Element::Edge, env, span),
            _ => unsupported(
                UNSUPPORTED_OPERATOR,
                operator.keyword,
                format!("the operator `{name}` is not supported yet"),
            ),
        }
    }

    /// The names of a graph's own columns, for expressions over its elements.
    pub fn graph_scope(graph: &Rel) -> GraphScope {
        let own = |columns: &[Col]| columns.to_vec();
        let (structure, nodes, edges) = match graph_columns(graph) {
            Some(g) => (own(g.structure), own(g.nodes), own(g.edges)),
            None => Default::default(),
        };
        GraphScope { structure, nodes, edges, variables: vec![], asked: vec![], element: None }
    }

    /// `graph-where-nodes` drops nodes, and edges at them; `graph-where-edges` drops edges alone.
    fn graph_where(&mut self, graph: Rel, parts: &GraphParts, element: Element, env: &Env, span: Span) -> Result<Rel> {
        let Some(predicate) = &parts.predicate else {
            return refuse(WRONG_KIND, span, "a condition is wanted here");
        };
        let scope = Self::graph_scope(&graph);
        let outer = self.graph.replace(scope);
        let bound = self.over_element(element, |b, row| b.condition(predicate, env, row));
        self.graph = outer;
        let mut args: Vec<Expr> = graph.columns.iter().map(|c| Expr::column(c, span)).collect();
        args.push(bound?);
        let node_properties = graph_columns(&graph).map_or(0, |g| g.nodes.len());
        let columns: Vec<Col> = graph.columns.iter().map(|c| Col { id: self.fresh(), ..c.clone() }).collect();
        let operator = RowsOperator::GraphWhere { node_properties, nodes: element == Element::Node };
        let kind = RelKind::Rows { input: Box::new(graph), args, operator: Box::new(operator) };
        self.rel(kind, columns, false, span)
    }

    /// `graph-mark-components`: a further property of nodes, the number of their component.
    fn mark_components(&mut self, graph: Rel, parameters: &[Parameter], span: Span) -> Result<Rel> {
        let (mut name, mut strong) = ("ComponentId".to_owned(), false);
        for p in parameters {
            match (p.name.text.as_str(), &p.value.kind) {
                ("kind", Ast::Name(n)) if n.text == "weak" => strong = false,
                ("kind", Ast::Name(n)) if n.text == "strong" => strong = true,
                ("with_component_id", Ast::Name(n)) => name = n.text.clone(),
                (name, _) if name.starts_with("hint.") => {}
                (name, _) => {
                    let message = format!("`graph-mark-components` has no option `{name}` of this kind");
                    return refuse(BAD_OPTION, p.name.span, message);
                }
            }
        }
        let Some(g) = graph_columns(&graph) else { return refuse(WRONG_KIND, span, "a graph is wanted here") };
        let node_properties = g.nodes.len();
        let name = free(&name, |n| g.nodes.iter().any(|c| c.name == n));
        let args: Vec<Expr> = graph.columns.iter().map(|c| Expr::column(c, span)).collect();
        let mut columns: Vec<Col> = graph.columns.iter().map(|c| Col { id: self.fresh(), ..c.clone() }).collect();
        let component = self.col(name, Type::Long);
        columns.insert((STRUCTURE.len() + node_properties).min(columns.len()), component);
        let operator = RowsOperator::MarkComponents { node_properties: node_properties + 1, strong };
        let kind = RelKind::Rows { input: Box::new(graph), args, operator: Box::new(operator) };
        self.rel(kind, columns, false, span)
    }

    /// `graph-to-table nodes` or `edges`, with the hashes of ids where they are asked for.
    fn graph_to_table(&mut self, graph: Rel, parameters: &[Parameter], parts: &GraphParts, span: Span) -> Result<Rel> {
        let [output] = parts.outputs.as_slice() else {
            return refuse_with(
                WRONG_KIND,
                span,
                "`graph-to-table` with two outputs gives several tables: it ends a query",
                Some("elsewhere write it once for the nodes and once for the edges".into()),
            );
        };
        let Some(g) = graph_columns(&graph) else { return refuse(WRONG_KIND, span, "a graph is wanted here") };
        let shape = Shape { structure: g.structure.len(), nodes: g.nodes.len() };
        self.elements_of(graph, shape, parameters, is_nodes(output), span)
    }

    /// `graph-to-table nodes as N, edges as E`: two tables of one graph, under names that later statements may use.
    pub fn graph_to_tables(
        &mut self,
        graph: Rel,
        parameters: &[Parameter],
        parts: &GraphParts,
        env: &mut Env,
        span: Span,
    ) -> Result<Vec<ResultTable>> {
        let Some(g) = graph_columns(&graph) else { return refuse(WRONG_KIND, span, "a graph is wanted here") };
        let shape = Shape { structure: g.structure.len(), nodes: g.nodes.len() };
        let mut tables = Vec::new();
        for output in &parts.outputs {
            let nodes = is_nodes(output);
            let of_this = |p: &&Parameter| nodes == (p.name.text == "with_node_id");
            let parameters: Vec<Parameter> = parameters.iter().filter(of_this).cloned().collect();
            let rows = self.reuse(&graph)?;
            let rel = self.elements_of(rows, shape, &parameters, nodes, span)?;
            let name = output.names.first().map(|n| n.text.clone());
            if let Some(name) = &name {
                let meaning = Meaning::Table { rel: Rc::new(rel.clone()), label: Some(name.clone()) };
                *env = env.with(name, meaning, self.level);
            }
            tables.push(ResultTable { rel: self.reuse(&rel)?, render: None, name });
        }
        Ok(tables)
    }

    /// The nodes or the edges of a graph, whose columns have this shape.
    fn elements_of(
        &mut self,
        graph: Rel,
        shape: Shape,
        parameters: &[Parameter],
        nodes: bool,
        span: Span,
    ) -> Result<Rel> {
        let mut columns = graph.columns.iter().cloned();
        let structure: Vec<Col> = columns.by_ref().take(shape.structure).collect();
        let of_nodes: Vec<Col> = columns.by_ref().take(shape.nodes).collect();
        let shown: Vec<Col> = if nodes { of_nodes } else { columns.collect() };
        let mut outputs: Vec<(Col, Expr)> = Vec::new();
        for (option, id) in [("with_node_id", ID), ("with_source_id", ID), ("with_target_id", TARGET_ID)] {
            let Some(p) = parameters.iter().find(|p| p.name.text == option) else { continue };
            let (Ast::Name(name), Some(id), true) =
                (&p.value.kind, structure.get(id), nodes == (option == "with_node_id"))
            else {
                return refuse(BAD_OPTION, p.name.span, format!("`{option}` does not fit here"));
            };
            let hash = self.function("hash", vec![Expr::column(id, span)], Type::Long, span)?;
            let name = free(&name.text, |n| shown.iter().any(|c| c.name == n));
            outputs.push((self.col(name, Type::Long), hash));
        }
        outputs.extend(shown.iter().map(|c| same(c, span)));
        let Some(mark) = structure.get(if nodes { NUMBER } else { SOURCE }) else {
            return refuse(WRONG_KIND, span, "a graph is wanted here");
        };
        let present = self.function("isnotnull", vec![Expr::column(mark, span)], Type::Bool, span)?;
        let columns = graph.columns.clone();
        let kept = self.rel(RelKind::Filter { input: Box::new(graph), predicate: present }, columns, false, span)?;
        self.project_onto(kept, outputs, span)
    }
}

/// How many of a graph's columns are its structure, and how many properties of nodes; the others are properties of edges.
#[derive(Clone, Copy)]
struct Shape {
    structure: usize,
    nodes: usize,
}

fn is_nodes(output: &ast::NamedExpr) -> bool {
    matches!(&output.value.kind, Ast::Name(n) if n.text == "nodes")
}

/// `graph-to-table nodes as N, edges as E`.
pub fn gives_two_tables(operator: &Operator) -> bool {
    matches!(&operator.kind, ast::OperatorKind::Graph { name, parts, .. }
        if name == "graph-to-table" && parts.outputs.len() > 1)
}

/// Graphs are read by operators over graphs alone.
pub fn refuse_graph(rel: &Rel, operator: &Operator) -> Result<()> {
    if graph_columns(rel).is_some() && !matches!(operator.kind, ast::OperatorKind::Graph { .. }) {
        return refuse_with(
            WRONG_KIND,
            operator.keyword,
            format!("`{}` takes a table, and its input is a graph", operator.kind.name()),
            Some("`graph-match` and `graph-to-table` make tables of graphs".into()),
        );
    }
    Ok(())
}
