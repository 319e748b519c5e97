//! Functions that the product offers beside the language, such as `_Im_Dns` or `FileProfile`: their names, parameters and
//! columns are known, their text is not. A query that calls one binds, and says so when it would run.

use super::file_profile::FILE_PROFILE;
use crate::binder::{Any, Binder};
use crate::bound::*;
use crate::error::*;
use crate::naming::free;
use crate::operators::same;
use crate::probe::{OF_A_PLUGIN, Probes};
use crate::scope::{Env, Row};
use lurcher_syntax::Span;
use lurcher_syntax::ast;
use lurcher_types::{Column, Table, Type};

/// What is known of such a function.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredFunction {
    pub parameters: Vec<String>,
    pub gives: Gives,
    /// More columns, or tables, than the listed ones are possible.
    pub open: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Gives {
    Scalar(Type),
    Table(Vec<Column>),
    /// Behind `invoke`: the input's columns, then these.
    Extend(Vec<Column>),
    /// `f("…").SomeTable`
    Database(Vec<Table>),
}

impl Binder<'_> {
    /// A call, or the bare name, of a stored function; nothing where there is none of this name.
    pub fn stored_function(
        &mut self,
        name: &ast::Name,
        arguments: &[ast::Argument],
        env: &Env,
        row: Row,
    ) -> Result<Option<Any>> {
        self.seen(&name.text, name.span)?;
        if let Some(result) = self.text_function(name, arguments, env, row, None)? {
            return Ok(Some(result));
        }
        if let Some(rel) = self.watchlist(name, arguments, env)? {
            return Ok(Some(Any::Table(rel, Some(name.text.clone()))));
        }
        let Some(function) = self.catalog.function(&name.text) else { return Ok(None) };
        Ok(Some(match &function.gives {
            Gives::Scalar(t) => {
                self.stored_call(name, &function, arguments, env, row)?;
                Any::Scalar(Expr::unknown(*t, name.span))
            }
            Gives::Table(columns) => {
                self.stored_call(name, &function, arguments, env, row)?;
                let rel = self.open_table(&name.text, columns, function.open, name.span)?;
                Any::Table(rel, Some(name.text.clone()))
            }
            Gives::Extend(_) => {
                return refuse(WRONG_KIND, name.span, format!("`{}` stands behind `invoke`", name.text));
            }
            Gives::Database(_) => {
                return refuse(WRONG_KIND, name.span, format!("`{}(…)` wants a table behind it: .Name", name.text));
            }
        }))
    }

    /// `T | invoke f(…)` for a function that adds columns.
    pub fn invoke_stored(&mut self, input: Rel, call: &ast::Call, env: &Env, span: Span) -> Result<Option<Rel>> {
        self.seen(&call.name.text, call.name.span)?;
        if self.catalog.function_text(&call.name.text).is_some() {
            return match self.text_function(&call.name, &call.arguments, env, Row::NONE, Some(input))? {
                Some(Any::Table(rel, _)) => Ok(Some(rel)),
                _ => refuse(WRONG_KIND, span, format!("`{}` gives a scalar, `invoke` needs a table", call.name.text)),
            };
        }
        let Some(function) = self.catalog.function(&call.name.text) else { return Ok(None) };
        let Gives::Extend(more) = &function.gives else { return Ok(None) };
        if call.name.text == FILE_PROFILE && !self.catalog.matching(FILE_PROFILE).is_empty() {
            return self.file_profile(input, call, more, env).map(Some);
        }
        let (input, ()) = self.over(input, |b, row| b.stored_call(&call.name, &function, &call.arguments, env, row))?;
        let mut outputs: Vec<(Col, Expr)> = input.columns.iter().map(|c| same(c, span)).collect();
        for column in more {
            let name = free(&column.name, |n| outputs.iter().any(|(c, _)| c.name == n));
            let value = Expr::unknown(column.kql_type, span);
            outputs.push((self.col(name, column.kql_type), value));
        }
        if function.open {
            let marker = self.marker(&call.name.text);
            outputs.push((marker, Expr::unknown(Type::Dynamic, span)));
        }
        self.project_onto(input, outputs, span).map(Some)
    }

    /// `arg("").Resources`: a table of the place that a function names.
    pub fn table_of_function(&mut self, call: &ast::Call, table: &ast::Name, env: &Env) -> Result<Option<Any>> {
        self.seen(&call.name.text, call.name.span)?;
        let Some(function) = self.catalog.function(&call.name.text) else { return Ok(None) };
        let Gives::Database(tables) = &function.gives else { return Ok(None) };
        let found = tables.iter().find(|t| t.name == table.text);
        if found.is_none() && !function.open {
            return refuse(UNKNOWN_TABLE, table.span, format!("`{}` has no table `{}`", call.name.text, table.text));
        }
        self.stored_call(&call.name, &function, &call.arguments, env, Row::NONE)?;
        let columns = found.map_or(&[][..], |t| &t.columns);
        let rel = self.open_table(&table.text, columns, found.is_none(), table.span)?;
        Ok(Some(Any::Table(rel, Some(table.text.clone()))))
    }

    /// Notes that the function is missing, and looks at its arguments.
    fn stored_call(
        &mut self,
        name: &ast::Name,
        function: &StoredFunction,
        arguments: &[ast::Argument],
        env: &Env,
        row: Row,
    ) -> Result<()> {
        for (i, argument) in arguments.iter().enumerate() {
            let fits = match &argument.name {
                Some(n) => function.parameters.contains(&n.text),
                None => i < function.parameters.len(),
            };
            if !fits {
                let help = format!("its parameters are {}", function.parameters.join(", "));
                let message = format!("`{}` has no parameter for this argument", name.text);
                return refuse_with(ARGUMENT_COUNT, argument.value.span, message, Some(help));
            }
            self.any(&argument.value, env, row)?;
        }
        self.lacks(format!("the text of the function `{}`", name.text), name.span);
        Ok(())
    }

    /// Something that nobody has is needed to run the query, though it binds.
    pub fn lacks(&mut self, what: String, span: Span) {
        let message = format!("{what} is wanted: this query binds, and cannot run");
        self.cannot_run(UNSUPPORTED_FUNCTION, message, span);
    }

    /// Something is wrong that Microsoft's binder takes, and the engine refuses.
    pub fn cannot_run(&mut self, code: &'static str, message: String, span: Span) {
        if !self.program.missing.iter().any(|other| other.message == message) {
            self.program.warnings.push(format!("this query will not run: {message}"));
            self.program.missing.push(Missing { code, message, span });
        }
    }

    /// A parameter of Sentinel's parsers, where a parser's body stands alone, as in the files they are published in.
    pub fn parameter_of_parsers(&mut self, name: &ast::Name) -> Option<Expr> {
        let kql_type = self.catalog.parameter(&name.text)?;
        self.lacks(format!("a value for `{}`, a parameter of the parser whose body this is,", name.text), name.span);
        Some(Expr::unknown(kql_type, name.span))
    }

    /// A table that has columns of its own in every workspace, such as `AzureDiagnostics`: what the query names and the
    /// schema lacks is taken for one. Without data to look at nobody knows its type; with data, no row has it.
    pub fn open_catalog_table(&mut self, table: &Table, span: Span) -> Result<Rel> {
        if matches!(self.settings.probes, Probes::Answered(_)) {
            return self.table_with_absent_columns(table, span);
        }
        let rel = self.open_table(&table.name, &table.columns, true, span)?;
        for column in rel.columns.iter().filter(|c| c.open == Open::Type) {
            self.lacks(format!("the column `{}` of {}", column.name, table.name), span);
        }
        Ok(rel)
    }

    /// The table with the columns that the query asks for and no row at hand has, which are empty.
    fn table_with_absent_columns(&mut self, table: &Table, span: Span) -> Result<Rel> {
        let mut rel = self.open_table(&table.name, &table.columns, false, span)?;
        let RelKind::Table { source_columns, .. } = &mut rel.kind else { return Ok(rel) };
        for name in self.asked_for.get(&table.name).cloned().unwrap_or_default() {
            let what = format!("the column `{name}` of {}", table.name);
            if self.catalog.was_left_out(&table.name, &name) {
                self.lacks(format!("{what}, which was left out when the data was read,"), span);
            }
            let warning = format!("no row at hand has {what}, so it is empty");
            if !self.program.warnings.contains(&warning) {
                self.program.warnings.push(warning);
            }
            rel.columns.push(self.col(&name, type_by_letter(&name)));
            source_columns.push(String::new());
        }
        rel.columns.push(self.marker(&table.name));
        source_columns.push(String::new());
        Ok(rel)
    }

    /// The columns that are known, those that the query seems to know, and a mark that there may be more.
    fn open_table(&mut self, name: &str, columns: &[Column], open: bool, span: Span) -> Result<Rel> {
        let mut cols: Vec<Col> = columns.iter().map(|c| self.col(&c.name, c.kql_type)).collect();
        if open {
            for inferred in self.asked_for.get(name).cloned().unwrap_or_default() {
                cols.push(Col { open: Open::Type, ..self.col(inferred, Type::Dynamic) });
            }
            cols.push(self.marker(name));
        }
        let source_columns = cols.iter().map(|c| c.name.clone()).collect();
        self.rel(RelKind::Table { name: name.to_owned(), source_columns }, cols, false, span)
    }

    /// A hidden column that stands for all that this source may have beside the listed ones.
    pub fn marker(&mut self, name: &str) -> Col {
        Col { open: Open::Columns(name.into()), ..self.col("", Type::Dynamic) }
    }

    /// A name that only a function without text could have as a column.
    pub fn inferred(&mut self, name: &ast::Name, row: Row) -> Option<Expr> {
        let columns = self.readable(row).to_vec();
        if let Some(kql_type) = self.column_of_tables(&columns, &name.text) {
            return Some(Expr::unknown(kql_type, name.span));
        }
        if !columns.iter().any(|c| matches!(c.open, Open::Columns(_))) {
            return None;
        }
        let unknown = Expr::unknown(Type::Dynamic, name.span);
        if self.asked_of_data(&columns, &name.text) {
            // Bound again, its source has it.
            return Some(unknown);
        }
        if !self.asked_here.contains(&name.text) {
            self.asked_here.push(name.text.clone());
        }
        Some(unknown)
    }

    /// The input with the columns that its operator's expressions took it to have.
    pub fn with_unknown_columns(&mut self, input: Rel, names: Vec<String>) -> Result<Rel> {
        if names.is_empty() {
            return Ok(input);
        }
        let span = input.span;
        let mut outputs: Vec<(Col, Expr)> = input.columns.iter().map(|c| same(c, span)).collect();
        for name in names {
            if !self.asked_of_data(&input.columns, &name) {
                self.lacks(format!("the column `{name}`"), span);
            }
            let value = Expr::unknown(Type::Dynamic, span);
            outputs.push((self.col_of(name, &value), value));
        }
        self.project_onto(input, outputs, span)
    }

    /// Asks for this column of the data, if these columns come from what any data may have: the query is bound again with it.
    fn asked_of_data(&mut self, columns: &[Col], name: &str) -> bool {
        let may_be_empty = |source: &str| self.catalog.is_open(source) || source.contains(OF_A_PLUGIN);
        let of_data = |c: &&Col| matches!(&c.open, Open::Columns(source) if may_be_empty(source));
        let columns: Vec<Col> = columns.iter().filter(of_data).cloned().collect();
        matches!(self.settings.probes, Probes::Answered(_)) && self.infer(&columns, name)
    }

    /// The input with the columns of these names that only a source of unknown columns could have.
    pub fn with_named<'n>(&mut self, input: Rel, names: impl IntoIterator<Item = &'n str>) -> Result<Rel> {
        let mut missing: Vec<String> = Vec::new();
        for name in names {
            if input.col(name).is_none()
                && self.column_of_tables(&input.columns, name).is_none()
                && input.columns.iter().any(|c| matches!(c.open, Open::Columns(_)))
                && !missing.iter().any(|n| n == name)
            {
                missing.push(name.to_owned());
            }
        }
        self.with_unknown_columns(input, missing)
    }

    /// Asks for this column of the function that these columns come from, if there is one: the query is bound again with it.
    pub fn infer(&mut self, columns: &[Col], name: &str) -> bool {
        if self.column_of_tables(columns, name).is_some() {
            return true;
        }
        let source = columns.iter().find_map(|c| match &c.open {
            Open::Columns(source) => Some(source.clone()),
            _ => None,
        });
        let Some(source) = source else { return false };
        let asked = self.asked_for.entry(source.to_string()).or_default();
        if asked.iter().any(|n| n == name) {
            return true;
        }
        asked.push(name.to_owned());
        self.asked_anew = true;
        true
    }
}

/// The type of a column that Azure named: the letter at its end says it. Without one it is most often a text.
fn type_by_letter(name: &str) -> Type {
    match name.rsplit_once('_').map(|(_, letter)| letter) {
        Some("d") => Type::Real,
        Some("b") => Type::Bool,
        Some("t") => Type::Datetime,
        _ => Type::String,
    }
}
