use crate::binder::{Any, Binder};
use crate::bound::*;
use crate::error::*;
use crate::scope::{Env, Meaning, Row};
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, ExprKind as Ast};
use lurcher_types::describe::Kind;

impl Binder<'_> {
    /// `invoke f(…)`: the pipeline is the function's first argument.
    pub fn invoke(&mut self, input: Rel, call: &ast::Expr, env: &Env, span: Span) -> Result<Rel> {
        let Ast::Call(call) = &call.kind else {
            return refuse(WRONG_KIND, span, "`invoke` takes a function call");
        };
        let Some(Meaning::Function(function)) = env.get(&call.name.text).cloned() else {
            if let Some(rel) = self.invoke_stored(input, call, env, span)? {
                return Ok(rel);
            }
            let name = &call.name.text;
            if let Some(entry) = self.language.entry(name, Kind::Scalar) {
                self.supported(entry, call.name.span)?;
                let message =
                    format!("`{name}` takes scalars: `invoke` calls a function whose first argument is a table");
                return refuse(WRONG_KIND, call.name.span, message);
            }
            return refuse_with(
                UNKNOWN_FUNCTION,
                call.name.span,
                format!("`{name}` is no function of this query, and its text is not at hand"),
                Some("put its `let` before the query, or its text into a folder for --functions".into()),
            );
        };
        match self.call_user_function(&call.name, &function, &call.arguments, env, Row::NONE, Some(input))? {
            Any::Table(rel, _) => Ok(rel),
            Any::Scalar(_) => {
                refuse(WRONG_KIND, span, format!("`{}` gives a scalar, `invoke` needs a table", call.name.text))
            }
        }
    }
}
