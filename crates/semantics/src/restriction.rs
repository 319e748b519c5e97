//! `restrict access to (…)`: which tables, functions and views the statements behind it may name.
//!
//! What was defined before it keeps what it reads: a view shows rows of a table that the rest of the query cannot name.

use crate::binder::Binder;
use crate::error::*;
use crate::operators::wildcard;
use crate::scope::{Env, Meaning};
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, ExprKind as Ast};
use std::rc::Rc;

/// All that may be seen, and the restriction that stood before, which holds too.
pub struct Restriction {
    entities: Vec<Entity>,
    before: Option<Rc<Restriction>>,
}

/// A name, perhaps with `*`, and where it is looked up.
struct Entity {
    name: String,
    own: bool,
    stored: bool,
}

impl Restriction {
    /// Whether a table or function of the data may be named.
    fn shows_stored(&self, name: &str) -> bool {
        self.entities.iter().any(|e| e.stored && wildcard(&e.name, name))
            && self.before.as_ref().is_none_or(|before| before.shows_stored(name))
    }

    /// Whether what a `let` or a pattern of the query defines may be named.
    fn shows_own(&self, name: &str) -> bool {
        self.entities.iter().any(|e| e.own && wildcard(&e.name, name))
    }
}

impl Binder<'_> {
    pub fn restrict(&mut self, entities: &[ast::Expr], env: &Env) -> Result<Env> {
        let mut seen = Vec::with_capacity(entities.len());
        for entity in entities {
            seen.push(self.entity(entity, env)?);
        }
        let restriction = Rc::new(Restriction { entities: seen, before: self.restriction.take() });
        let env = env.only(|name, meaning| match meaning {
            Meaning::Scalar(_) | Meaning::Database | Meaning::EntityGroup(_) => true,
            Meaning::Table { .. } | Meaning::Function(_) | Meaning::Pattern(_) => restriction.shows_own(name),
        });
        self.restriction = Some(restriction);
        Ok(env)
    }

    fn entity(&mut self, entity: &ast::Expr, env: &Env) -> Result<Entity> {
        let of_data = |name: &str| Entity { name: name.to_owned(), own: false, stored: true };
        match &entity.kind {
            Ast::Paren(inner) => self.entity(inner, env),
            // The bare star means the query's own definitions; `database().*` means all of the data.
            Ast::Wildcard(pattern) => Ok(Entity { name: pattern.clone(), own: true, stored: pattern != "*" }),
            Ast::Star => Ok(Entity { name: "*".to_owned(), own: true, stored: false }),
            Ast::Name(name) => {
                let own = matches!(
                    env.get(&name.text),
                    Some(Meaning::Table { .. } | Meaning::Function(_) | Meaning::Pattern(_))
                );
                if !own && !self.is_stored(&name.text) {
                    let message = format!("there is no table, view or function named `{}`", name.text);
                    let near = self.catalog.nearest(&name.text);
                    let near = near.iter().map(String::as_str).chain(lurcher_types::nearest(&name.text, env.names()));
                    return refuse_with(UNKNOWN_TABLE, name.span, message, did_you_mean(&near.collect::<Vec<_>>()));
                }
                Ok(Entity { name: name.text.clone(), own, stored: !own })
            }
            Ast::Member { base, name } if self.is_database(base, env)? => Ok(of_data(&name.text)),
            _ => {
                let message = "`restrict access` takes names of tables, views and patterns, and `database().Name`";
                refuse(WRONG_KIND, entity.span, message)
            }
        }
    }

    fn is_stored(&self, name: &str) -> bool {
        self.catalog.table(name).is_some()
            || self.catalog.function(name).is_some()
            || self.catalog.function_text(name).is_some()
    }

    /// Whether a table or function of the data may be named here.
    pub fn may_see(&self, name: &str) -> bool {
        self.restriction.as_ref().is_none_or(|restriction| restriction.shows_stored(name))
    }

    /// Refuses a name of the data that a restriction hides.
    pub fn seen(&self, name: &str, span: Span) -> Result<()> {
        if self.may_see(name) || !self.is_stored(name) {
            return Ok(());
        }
        refuse(UNKNOWN_TABLE, span, format!("`{name}` is not among what `restrict access` lets this query see"))
    }
}
