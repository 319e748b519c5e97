//! The pattern of `graph-match`: nodes, edges and paths, and the names they have.

use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::expressions::Variable;
use crate::scope::{Env, Row};
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, EdgeDirection, GraphElement, Name};
use lurcher_types::Value;

/// The most edges and sequences that one match may have: a search goes as deep as this.
pub const MAX_HOPS: u32 = 250;

impl Binder<'_> {
    pub fn sequence(
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
pub struct Pattern {
    pub variables: Vec<(String, Variable)>,
    pub sequences: Vec<Sequence>,
    pub nodes: usize,
    pub edges: usize,
    pub paths: usize,
    hops: u32,
    cycles: Cycles,
}

impl Pattern {
    pub fn new(cycles: Cycles) -> Pattern {
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

/// `graph-shortest-paths` knows `(a)-[p*1..5]->(b)` alone.
pub fn one_way(pattern: &Pattern, span: Span) -> Result<()> {
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
