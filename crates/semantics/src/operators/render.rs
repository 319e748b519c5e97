use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use lurcher_syntax::ast;
use lurcher_syntax::ast::{ExprKind as Ast, Literal};
use lurcher_syntax::describe::words;
use lurcher_types::nearest;

impl Binder<'_> {
    /// `render`: a note on the result; no row changes.
    pub fn render(
        &mut self,
        input: Rel,
        kind: &ast::Name,
        properties: &[(ast::Name, Vec<ast::Expr>)],
        last: bool,
    ) -> Result<Rel> {
        if !last {
            return refuse(WRONG_KIND, kind.span, "`render` must be the last operator");
        }
        let kinds = words().filter(|(heading, _)| *heading == "Kinds of render").map(|(_, word)| word.name);
        let kinds: Vec<&str> = kinds.collect();
        if !kinds.contains(&kind.text.as_str()) {
            let near = did_you_mean(&nearest(&kind.text, kinds)).map_or_else(String::new, |near| format!("; {near}"));
            self.program
                .warnings
                .push(format!("`{}` is no kind of `render`: the rows are shown as a table{near}", kind.text));
        }
        let properties = properties
            .iter()
            .map(|(name, values)| (name.text.clone(), values.iter().map(text_of).collect::<Vec<_>>().join(",")))
            .collect();
        self.render = Some(Render { kind: kind.text.clone(), properties });
        Ok(input)
    }
}

/// A property's value as text, whatever literal it is.
fn text_of(e: &ast::Expr) -> String {
    match &e.kind {
        Ast::Name(name) => name.text.clone(),
        Ast::Literal(Literal::String { text, .. }) => text.clone(),
        Ast::Literal(Literal::Bool(v)) => v.to_string(),
        Ast::Literal(Literal::Long(v)) => v.to_string(),
        Ast::Literal(Literal::Real(v)) => v.to_string(),
        Ast::Literal(Literal::Datetime(t) | Literal::Timespan(t)) => t.clone(),
        Ast::Paren(inner) => text_of(inner),
        Ast::Unary { operand, .. } => format!("-{}", text_of(operand)),
        _ => String::new(),
    }
}
