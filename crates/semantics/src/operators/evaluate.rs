use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::plugins::{Arguments, OutputSchema};
use crate::scope::Env;
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, ColumnDeclaration, ExprKind as Ast, Parameter};
use lurcher_types::describe::Kind;

impl Binder<'_> {
    /// `evaluate plugin(…) : (a: long)`.
    pub fn evaluate(
        &mut self,
        input: Rel,
        parameters: &[Parameter],
        call: &ast::Expr,
        schema: Option<&(Vec<ColumnDeclaration>, bool)>,
        env: &Env,
        span: Span,
    ) -> Result<Rel> {
        if let Some(p) = parameters.iter().find(|p| !p.name.text.starts_with("hint.")) {
            return refuse(BAD_OPTION, p.name.span, format!("`evaluate` has no option `{}`", p.name.text));
        }
        let call = plugin_call(call)?;
        let plugin = self.known_plugin(call)?;
        let schema = match schema {
            Some((columns, star)) => Some(self.output_schema(columns, *star)?),
            None => None,
        };
        let arguments = Arguments::new(call)?;
        self.plugin(plugin, input, &arguments, schema, env, span)
    }

    /// `evaluate` without an input.
    pub fn evaluate_alone(&mut self, call: &ast::Expr, env: &Env, keyword: Span) -> Result<Rel> {
        let call = plugin_call(call)?;
        if self.known_plugin(call)? == "infer_storage_schema" {
            return self.infer_storage_schema(&Arguments::new(call)?, env, call.span);
        }
        refuse(WRONG_KIND, keyword, format!("the plugin `{}` needs an input before it", call.name.text))
    }

    /// The call of a plugin that is built.
    pub fn known_call<'a>(&self, call: &'a ast::Expr) -> Result<&'a ast::Call> {
        let call = plugin_call(call)?;
        self.known_plugin(call)?;
        Ok(call)
    }

    fn known_plugin(&self, call: &ast::Call) -> Result<&'static str> {
        let name = call.name.text.as_str();
        match self.language.entry(name, Kind::Plugin).filter(|_| !name.starts_with("__")) {
            Some(entry) => {
                self.supported(entry, call.name.span)?;
                Ok(entry.description.name)
            }
            None => refuse(UNKNOWN_FUNCTION, call.name.span, format!("there is no plugin named `{name}`")),
        }
    }

    fn output_schema(&mut self, columns: &[ColumnDeclaration], star: bool) -> Result<OutputSchema> {
        let mut declared: Vec<(String, lurcher_types::Type)> = Vec::with_capacity(columns.len());
        for column in columns {
            if declared.iter().any(|(name, _)| *name == column.name.text) {
                let message = format!("the column `{}` is declared twice", column.name.text);
                return refuse(DUPLICATE_NAME, column.name.span, message);
            }
            declared.push((column.name.text.clone(), self.type_named(&column.type_name)?));
        }
        Ok(OutputSchema { columns: declared, star })
    }
}

fn plugin_call(call: &ast::Expr) -> Result<&ast::Call> {
    match &call.kind {
        Ast::Call(call) => Ok(call),
        Ast::Paren(inner) => plugin_call(inner),
        _ => refuse(WRONG_KIND, call.span, "`evaluate` wants the call of a plugin"),
    }
}
