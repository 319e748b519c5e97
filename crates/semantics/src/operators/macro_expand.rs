use super::union::is_true;
use crate::binder::{Any, Binder};
use crate::bound::*;
use crate::error::*;
use crate::scope::{Env, Meaning};
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, ExprKind as Ast, FunctionBody, Name, Parameter};
use std::rc::Rc;

impl Binder<'_> {
    /// `macro-expand entity_group [database()] as X (X.T | …)`: the body once for each database of the group. There is one
    /// here, so its rows are the answer.
    pub fn macro_expand(
        &mut self,
        parameters: &[Parameter],
        group: &ast::Expr,
        name: &Name,
        body: &FunctionBody,
        env: &Env,
        span: Span,
    ) -> Result<Rel> {
        let fuzzy = self.macro_options(parameters)?;
        let group = match &group.kind {
            Ast::List(members) => Rc::new((members.clone(), env.clone())),
            Ast::Name(n) => match env.get(&n.text) {
                Some(Meaning::EntityGroup(group)) => group.clone(),
                _ => {
                    let message = format!("there is no entity group named `{}` in this query", n.text);
                    let help = "groups stored in a database are not at hand: give it with `let … = entity_group […]`";
                    return refuse_with(UNKNOWN_NAME, n.span, message, Some(help.into()));
                }
            },
            _ => return refuse(WRONG_KIND, group.span, "an entity group is wanted here"),
        };
        self.only_database(&group.0, &group.1, fuzzy, span)?;
        if matches!(env.get(&name.text), Some(Meaning::Database)) {
            let message =
                format!("`{}` stands for a database already: an inner `macro-expand` needs another name", name.text);
            return refuse(DUPLICATE_NAME, name.span, message);
        }
        let inner = env.with(&name.text, Meaning::Database, self.level + 1);
        match self.function_body(body, inner, name)? {
            Any::Table(rel, _) => Ok(rel),
            Any::Scalar(_) => refuse(WRONG_KIND, body.span, "the query of `macro-expand` must give a table"),
        }
    }

    /// Whether members that cannot be found may be left out.
    fn macro_options(&mut self, parameters: &[Parameter]) -> Result<bool> {
        let mut fuzzy = false;
        for p in parameters {
            match (p.name.text.as_str(), &p.value.kind) {
                // Of one table, the columns in common are all columns.
                ("kind", Ast::Name(n)) if matches!(n.text.as_str(), "inner" | "outer") => {}
                ("isfuzzy" | "best_effort", _) => fuzzy = is_true(&p.value),
                ("force_remote", _) => {}
                (name, _) if name.starts_with("hint.") => {}
                (name, _) => {
                    let message = format!("`macro-expand` has no option `{name}` of this kind that is supported");
                    return refuse(BAD_OPTION, p.name.span, message);
                }
            }
        }
        Ok(fuzzy)
    }

    fn only_database(&mut self, members: &[ast::Expr], env: &Env, fuzzy: bool, span: Span) -> Result<()> {
        let mut found = 0;
        for member in members {
            match self.is_database(member, env) {
                Ok(true) => found += 1,
                Ok(false) => {
                    return refuse(WRONG_KIND, member.span, "a member of an entity group is a database: `database()`");
                }
                Err(e) if fuzzy && e.code == UNSUPPORTED => {
                    self.program.warnings.push(format!("isfuzzy: {}", e.message));
                }
                Err(e) => return Err(e),
            }
        }
        match found {
            1 => Ok(()),
            0 => refuse(UNKNOWN_TABLE, span, "none of the databases of this group is at hand"),
            _ => refuse(DUPLICATE_NAME, span, "the entity group names one database twice"),
        }
    }
}
