//! What names mean at a place in the query.

use crate::bound::{Col, Expr, Rel};
use crate::restriction::Restriction;
use lurcher_syntax::ast;
use std::rc::Rc;

/// The `let`s, parameters and `as` names visible at a place. Cheap to copy; adding a name makes a new one.
#[derive(Clone, Default)]
pub struct Env(Option<Rc<Node>>);

struct Node {
    name: String,
    meaning: Meaning,
    /// How deep in function bodies the name was given: a name may be given once per level.
    level: u32,
    next: Env,
}

#[derive(Clone)]
pub enum Meaning {
    /// A scalar, substituted at each use.
    Scalar(Rc<Expr>),
    /// A tabular expression, planned at each use under new column ids. The label is what `withsource` shows.
    Table {
        rel: Rc<Rel>,
        label: Option<String>,
    },
    Function(Rc<UserFunction>),
    /// What `macro-expand` calls the database at hand.
    Database,
    /// `entity_group […]`: its members, with the names that were visible there.
    EntityGroup(Rc<(Vec<ast::Expr>, Env)>),
    Pattern(Rc<UserPattern>),
}

/// A function of the query's own, with the names that were visible where it was defined.
pub struct UserFunction {
    pub function: ast::Function,
    pub env: Env,
    /// What could be seen there.
    pub restriction: Option<Rc<Restriction>>,
}

/// `declare pattern`, with the names that were visible there, and what could be seen.
pub struct UserPattern {
    pub pattern: ast::Pattern,
    pub env: Env,
    pub restriction: Option<Rc<Restriction>>,
}

impl Env {
    pub fn get(&self, name: &str) -> Option<&Meaning> {
        self.nodes().find(|n| n.name == name).map(|n| &n.meaning)
    }

    /// Whether this name was already given at this level.
    pub fn has_at(&self, name: &str, level: u32) -> bool {
        self.nodes().take_while(|n| n.level >= level).any(|n| n.name == name)
    }

    pub fn with(&self, name: impl Into<String>, meaning: Meaning, level: u32) -> Env {
        Env(Some(Rc::new(Node { name: name.into(), meaning, level, next: self.clone() })))
    }

    /// The names that are kept, in the order they were given.
    pub fn only(&self, keep: impl Fn(&str, &Meaning) -> bool) -> Env {
        let kept: Vec<&Node> = self.nodes().filter(|n| keep(&n.name, &n.meaning)).collect();
        kept.into_iter().rev().fold(Env::default(), |env, n| env.with(n.name.as_str(), n.meaning.clone(), n.level))
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.nodes().map(|n| n.name.as_str())
    }

    /// The query's own views that need no argument, in the order they were given.
    pub fn views(&self) -> Vec<(String, Rc<UserFunction>)> {
        let mut seen: Vec<&str> = Vec::new();
        let mut views = Vec::new();
        for node in self.nodes() {
            if seen.contains(&node.name.as_str()) {
                continue;
            }
            seen.push(&node.name);
            if let Meaning::Function(f) = &node.meaning
                && f.function.view
                && f.function.parameters.iter().all(|p| p.default.is_some())
            {
                views.push((node.name.clone(), f.clone()));
            }
        }
        views.reverse();
        views
    }

    fn nodes(&self) -> impl Iterator<Item = &Node> {
        std::iter::successors(self.0.as_deref(), |n| n.next.0.as_deref())
    }
}

impl Drop for Node {
    /// A thousand `let`s must not become a thousand nested drops.
    fn drop(&mut self) {
        let mut next = self.next.0.take();
        while let Some(node) = next {
            match Rc::try_unwrap(node) {
                Ok(mut node) => next = node.next.0.take(),
                Err(_) => break,
            }
        }
    }
}

/// The columns that a scalar expression may read.
#[derive(Clone, Copy, Default)]
pub struct Row<'a> {
    pub columns: &'a [Col],
    /// Inside `join … on`: what `$left` and `$right` mean.
    pub sides: Option<(&'a [Col], &'a [Col])>,
}

impl<'a> Row<'a> {
    pub fn of(columns: &'a [Col]) -> Row<'a> {
        Row { columns, sides: None }
    }

    pub const NONE: Row<'static> = Row { columns: &[], sides: None };

    pub fn col(&self, name: &str) -> Option<&'a Col> {
        self.columns.iter().find(|c| c.name == name && !name.is_empty())
    }
}
