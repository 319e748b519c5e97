//! What names mean inside `graph-match`, `graph-shortest-paths` and the filters of graphs.

use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::scope::{Env, Row};
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, ExprKind as Ast};
use lurcher_types::{Type, Value};

/// The names of a pattern, and what has been asked of them so far.
pub(crate) struct GraphScope {
    pub structure: Vec<Col>,
    pub nodes: Vec<Col>,
    pub edges: Vec<Col>,
    pub variables: Vec<(String, Variable)>,
    pub asked: Vec<Asked>,
    /// Inside `map`, `all`, `any` and the filters: the sort of element that the columns belong to.
    pub element: Option<Element>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Variable {
    Node(usize),
    Edge(usize),
    Path(usize),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Element {
    Node,
    Edge,
}

/// A value asked of a match: the column that stands for it, and how it is found.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub output: Col,
    pub target: Target,
    pub gather: Gather,
    pub value: AskedValue,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum AskedValue {
    /// Over the columns of the graph.
    Expr(Expr),
    /// All properties of the element.
    Whole,
}

impl GraphScope {
    fn variable(&self, name: &str) -> Option<Variable> {
        self.variables.iter().find(|(n, _)| n == name).map(|(_, v)| *v)
    }
}

impl Binder<'_> {
    /// A bare name inside a pattern's clauses: the whole element as a bag, or a path as an array of bags.
    pub fn graph_name(&mut self, name: &ast::Name) -> Option<Expr> {
        let variable = self.graph.as_ref()?.variable(&name.text)?;
        let (target, gather) = match variable {
            Variable::Node(n) => (Target::Node(n), Gather::Value),
            Variable::Edge(n) => (Target::Edge(n), Gather::Value),
            Variable::Path(n) => (Target::PathEdges(n), Gather::Map),
        };
        self.ask(target, gather, AskedValue::Whole, Type::Dynamic, name.span)
    }

    /// `node.property`, `edge.property`; of a path the values of all its edges.
    pub fn graph_property(&mut self, e: &ast::Expr) -> Result<Option<Expr>> {
        let (Ast::Member { base, name }, Some(scope)) = (&e.kind, &self.graph) else { return Ok(None) };
        let Ast::Name(of) = &base.kind else { return Ok(None) };
        let Some(variable) = scope.variable(&of.text) else { return Ok(None) };
        let columns = if matches!(variable, Variable::Node(_)) { &scope.nodes } else { &scope.edges };
        let Some(col) = columns.iter().find(|c| c.name == name.text && !c.name.is_empty()).cloned() else {
            let near = lurcher_types::nearest(&name.text, columns.iter().map(|c| c.name.as_str()));
            let message = format!("`{}` has no property `{}`", of.text, name.text);
            return refuse_with(UNKNOWN_NAME, name.span, message, did_you_mean(&near));
        };
        let value = AskedValue::Expr(Expr::column(&col, e.span));
        Ok(match variable {
            Variable::Node(n) => self.ask(Target::Node(n), Gather::Value, value, col.kql_type, e.span),
            Variable::Edge(n) => self.ask(Target::Edge(n), Gather::Value, value, col.kql_type, e.span),
            Variable::Path(n) => self.ask(Target::PathEdges(n), Gather::Map, value, Type::Dynamic, e.span),
        })
    }

    /// `all`, `any`, `map`, `inner_nodes`, `node_id`, `node_degree_in`, `node_degree_out`, `labels`.
    pub fn graph_call(&mut self, call: &ast::Call, env: &Env) -> Result<Option<Expr>> {
        let Some(scope) = &self.graph else { return Ok(None) };
        match call.name.text.as_str() {
            "all" => self.gathered(call, Gather::All, env).map(Some),
            "any" => self.gathered(call, Gather::Any, env).map(Some),
            "map" => self.gathered(call, Gather::Map, env).map(Some),
            "inner_nodes" => refuse(
                WRONG_KIND,
                call.span,
                "`inner_nodes` stands inside `map`, `all` or `any`, which say what is wanted of the nodes",
            ),
            "node_id" => self.node_value(call, scope.structure.get(ID).cloned()).map(Some),
            "node_degree_in" => self.node_value(call, scope.structure.get(DEGREE_IN).cloned()).map(Some),
            "node_degree_out" => self.node_value(call, scope.structure.get(DEGREE_OUT).cloned()).map(Some),
            "labels" => self.labels(call).map(Some),
            _ => Ok(None),
        }
    }

    /// Only stored graph models give labels: the elements of a graph made by `make-graph` have none.
    fn labels(&self, call: &ast::Call) -> Result<Expr> {
        let Some(scope) = &self.graph else { return refuse(WRONG_KIND, call.span, "there is no graph here") };
        let of_one = match (call.arguments.as_slice(), scope.element) {
            ([], Some(_)) => true,
            ([one], None) => match &one.value.kind {
                Ast::Name(name) => {
                    matches!(scope.variable(&name.text), Some(Variable::Node(_) | Variable::Edge(_)))
                }
                _ => false,
            },
            _ => false,
        };
        if !of_one {
            let message = "`labels` takes a node or an edge of the pattern, or stands where one is at hand";
            return refuse(ARGUMENT_TYPE, call.span, message);
        }
        Ok(Expr::literal(Value::Dynamic("[]".to_owned()), call.span))
    }

    /// A value that the graph itself knows of a node: the one named, or the one at hand.
    fn node_value(&mut self, call: &ast::Call, col: Option<Col>) -> Result<Expr> {
        let Some(col) = col else { return refuse(WRONG_KIND, call.span, "there is no graph here") };
        let element = self.graph.as_ref().and_then(|g| g.element);
        match (call.arguments.as_slice(), element) {
            ([], Some(Element::Node)) => return Ok(Expr::column(&col, call.span)),
            ([one], None) => {
                if let Ast::Name(name) = &one.value.kind
                    && let Some(Variable::Node(n)) = self.graph.as_ref().and_then(|g| g.variable(&name.text))
                {
                    let value = AskedValue::Expr(Expr::column(&col, call.span));
                    if let Some(e) = self.ask(Target::Node(n), Gather::Value, value, col.kql_type, call.span) {
                        return Ok(e);
                    }
                }
            }
            _ => {}
        }
        let name = &call.name.text;
        refuse(
            ARGUMENT_TYPE,
            call.span,
            format!("`{name}` takes a node of the pattern, or stands where a node is at hand"),
        )
    }

    /// `map(path, value)`, `all(inner_nodes(path), condition)`.
    fn gathered(&mut self, call: &ast::Call, gather: Gather, env: &Env) -> Result<Expr> {
        let name = &call.name.text;
        let [of, value] = call.arguments.as_slice() else {
            return refuse(ARGUMENT_COUNT, call.span, format!("`{name}` takes a path and an expression"));
        };
        let (path, inner) = match &of.value.kind {
            Ast::Call(c) if c.name.text == "inner_nodes" => match c.arguments.as_slice() {
                [one] => (&one.value, true),
                _ => return refuse(ARGUMENT_COUNT, c.span, "`inner_nodes` takes a path"),
            },
            _ => (&of.value, false),
        };
        let Some(scope) = &self.graph else { return refuse(WRONG_KIND, call.span, "there is no graph here") };
        let variable = match &path.kind {
            Ast::Name(n) => scope.variable(&n.text),
            _ => None,
        };
        let Some(Variable::Path(path)) = variable else {
            return refuse(
                ARGUMENT_TYPE,
                path.span,
                format!("`{name}` takes an edge of variable length of the pattern"),
            );
        };
        let (target, element) =
            if inner { (Target::InnerNodes(path), Element::Node) } else { (Target::PathEdges(path), Element::Edge) };
        let bound = self.over_element(element, |b, row| match gather {
            Gather::All | Gather::Any => b.condition(&value.value, env, row),
            Gather::Map | Gather::Value => b.scalar(&value.value, env, row),
        })?;
        let returns = if gather == Gather::Map { Type::Dynamic } else { Type::Bool };
        match self.ask(target, gather, AskedValue::Expr(bound), returns, call.span) {
            Some(e) => Ok(e),
            None => refuse(WRONG_KIND, call.span, "there is no graph here"),
        }
    }

    /// Binds something over the properties of one node or edge.
    pub fn over_element<T>(&mut self, element: Element, bind: impl FnOnce(&mut Self, Row) -> Result<T>) -> Result<T> {
        let Some(outer) = self.graph.take() else { return bind(self, Row::NONE) };
        let columns = if element == Element::Node { outer.nodes.clone() } else { outer.edges.clone() };
        self.graph = Some(GraphScope {
            structure: outer.structure.clone(),
            nodes: vec![],
            edges: vec![],
            variables: vec![],
            asked: vec![],
            element: Some(element),
        });
        let bound = bind(self, Row::of(&columns));
        self.graph = Some(outer);
        bound
    }

    pub fn ask(
        &mut self,
        target: Target,
        gather: Gather,
        value: AskedValue,
        returns: Type,
        span: Span,
    ) -> Option<Expr> {
        let same = |a: &&Asked| a.target == target && a.gather == gather && same_value(&a.value, &value);
        if let Some(known) = self.graph.as_ref()?.asked.iter().find(same) {
            return Some(Expr::column(&known.output, span));
        }
        let output = self.col("", returns);
        let e = Expr::column(&output, span);
        self.graph.as_mut()?.asked.push(Asked { output, target, gather, value });
        Some(e)
    }
}

/// Equal but for their places in the text.
fn same_value(a: &AskedValue, b: &AskedValue) -> bool {
    match (a, b) {
        (AskedValue::Expr(a), AskedValue::Expr(b)) => a.kind == b.kind && a.kql_type == b.kql_type,
        (a, b) => a == b,
    }
}
