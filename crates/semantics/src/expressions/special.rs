//! Calls that the binder answers itself: they take tables, names or schemas, which no kernel sees.

use super::overload::Given;
use crate::binder::{Any, Binder};
use crate::bound::*;
use crate::error::*;
use crate::scope::{Env, Meaning, Row};
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, ExprKind as Ast};
use lurcher_types::describe::Kind;
use lurcher_types::{Type, Value};

impl Binder<'_> {
    /// A call that reaches for what is not at hand: the table of functions says why it cannot be had.
    fn elsewhere<T>(&self, call: &ast::Call) -> Result<T> {
        let name = &call.name.text;
        if let Some(entry) = self.language.entry(name, Kind::Scalar) {
            self.supported(entry, call.span)?;
        }
        let message = format!("`{name}` names other data, and there is only the data at hand: name the table alone");
        unsupported(UNSUPPORTED_FUNCTION, call.span, message)
    }

    pub fn special(&mut self, call: &ast::Call, env: &Env, row: Row) -> Result<Option<Any>> {
        if let Some(value) = self.graph_call(call, env)? {
            return Ok(Some(Any::Scalar(value)));
        }
        let arguments = &call.arguments;
        Ok(Some(match call.name.text.as_str() {
            "toscalar" => Any::Scalar(self.toscalar(call, env)?),
            "materialize" => Any::Table(self.materialize(call, env)?, None),
            "table" => return self.table_call(call, env).map(Some),
            "external_table" | "materialized_view" => return self.table_call(call, env).map(Some),
            "view" | "entity_group" | "stored_query_result" | "graph" => {
                let why = match call.name.text.as_str() {
                    "view" => "a view is made with `let v = view () { … }`",
                    "entity_group" => "stored groups are not at hand: give the group with `let g = entity_group […]`",
                    "graph" => "stored graph models are not at hand: make the graph of tables with `make-graph`",
                    _ => "stored answers are not at hand: write the query whose answer it holds in its place",
                };
                let message = format!("`{}(…)` is not supported: {why}", call.name.text);
                return unsupported(UNSUPPORTED_FUNCTION, call.span, message);
            }
            "database" => {
                self.is_database(&ast::Expr { kind: Ast::Call(Box::new(call.clone())), span: call.span }, env)?;
                return refuse(WRONG_KIND, call.span, "behind `database(…)` stands a table: `database(…).T`");
            }
            "cluster" | "workspace" | "app" | "resource" => {
                return self.elsewhere(call);
            }
            "current_database" if arguments.is_empty() && self.catalog.database().is_some() => {
                self.current_database(call.span)?
            }
            "column_ifexists" | "columnifexists" => Any::Scalar(self.column_if_exists(call, env, row)?),
            "iscolumnexists" => Any::Scalar(self.is_column_exists(call, env, row)?),
            "column_names_of" => Any::Scalar(self.column_names_of(call, env)?),
            "assert" => Any::Scalar(self.assertion(call, env, row)?),
            "percentiles_array_tdigest" if matches!(arguments.as_slice(), [_, _, t] if matches!(t.value.kind, Ast::TypeOf(_))) => {
                Any::Scalar(self.typed_percentiles(call, env, row)?)
            }
            "bin_auto" => Any::Scalar(self.bin_auto(call, env, row)?),
            "estimate_data_size" if matches!(arguments.as_slice(), [one] if matches!(one.value.kind, Ast::Star)) => {
                Any::Scalar(self.over_all_columns("estimate_data_size", Type::Long, row, call.span)?)
            }
            "pack_array" if matches!(arguments.as_slice(), [one] if matches!(one.value.kind, Ast::Star)) => {
                Any::Scalar(self.over_all_columns("pack_array", Type::Dynamic, row, call.span)?)
            }
            "pack_all" => Any::Scalar(self.pack_all(call, env, row)?),
            "bag_pack_columns" => Any::Scalar(self.pack_columns(arguments, row, call.span)?),
            "ingestion_time" if arguments.is_empty() => Any::Scalar(self.ingestion_time(row, call.span)?),
            "not" if arguments.len() == 1 => {
                let value = self.scalar(&arguments[0].value, env, row)?;
                let condition = match value.kql_type {
                    Type::Bool => value,
                    t if t.is_number() || t == Type::Dynamic => self.cast(value, Type::Bool)?,
                    t => return refuse(ARGUMENT_TYPE, call.span, format!("`not` takes a bool, this is {t}")),
                };
                Any::Scalar(Expr { span: call.span, ..self.not(condition) })
            }
            _ => return Ok(None),
        }))
    }

    pub fn one_table(&mut self, call: &ast::Call, env: &Env) -> Result<Rel> {
        match call.arguments.as_slice() {
            [one] => self.table(&one.value, env),
            _ => refuse(ARGUMENT_COUNT, call.span, format!("`{}` takes one table", call.name.text)),
        }
    }

    fn toscalar(&mut self, call: &ast::Call, env: &Env) -> Result<Expr> {
        let [one] = call.arguments.as_slice() else {
            return refuse(ARGUMENT_COUNT, call.span, "`toscalar` takes one expression");
        };
        let saved = (self.aggregates.take(), self.partition.take(), std::mem::take(&mut self.windows));
        let around = (std::mem::take(&mut self.records), self.graph.take());
        let inner = self.any(&one.value, env, Row::NONE);
        (self.aggregates, self.partition, self.windows) = saved;
        (self.records, self.graph) = around;
        match inner? {
            Any::Scalar(e) if e.as_literal().is_some() || e.depends_on_unknown() => Ok(e),
            // Computed once: `rand()` and `new_guid()` must not be drawn anew for every row.
            Any::Scalar(e) => {
                let (kql_type, column) = (e.kql_type, self.col_of("print_0", &e));
                let rel = self.project_onto_one_row(vec![(column, e)], call.span)?;
                let id = self.add_scalar_step(rel);
                Ok(Expr { kind: ExprKind::Scalar(id), kql_type, span: call.span })
            }
            Any::Table(rel, _) => {
                let Some(first) = rel.visible().next() else {
                    return refuse(WRONG_KIND, call.span, "the table has no column to take a value from");
                };
                if first.open == Open::Type {
                    return Ok(Expr::unknown(Type::Dynamic, call.span));
                }
                let kql_type = first.kql_type;
                let id = self.add_scalar_step(rel);
                Ok(Expr { kind: ExprKind::Scalar(id), kql_type, span: call.span })
            }
        }
    }

    fn materialize(&mut self, call: &ast::Call, env: &Env) -> Result<Rel> {
        let inner = self.one_table(call, env)?;
        let columns: Vec<Col> = inner.columns.iter().map(|c| self.col_like(c)).collect();
        let serialized = inner.serialized;
        let id = self.add_step(StepKind::Table, inner);
        self.rel(RelKind::Step(id), columns, serialized, call.span)
    }

    fn table_call(&mut self, call: &ast::Call, env: &Env) -> Result<Any> {
        let Some(first) = call.arguments.first() else {
            return refuse(ARGUMENT_COUNT, call.span, format!("`{}` takes a name", call.name.text));
        };
        let name = self.scalar(&first.value, env, Row::NONE)?;
        let Some(Value::String(name)) = name.as_literal().cloned() else {
            let message = format!("the name in `{}(…)` must be a constant string", call.name.text);
            return refuse(NOT_CONSTANT, call.span, message);
        };
        if let Some(rel) = self.catalog_table(&name, call.span)? {
            return Ok(Any::Table(rel, Some(name)));
        }
        match env.get(&name) {
            Some(Meaning::Table { rel, label }) => {
                let (rel, label) = (rel.clone(), label.clone());
                Ok(Any::Table(self.reuse(&rel)?, label))
            }
            Some(Meaning::Function(function)) => {
                let (function, named) =
                    (function.clone(), ast::Name { text: name, span: first.value.span, quoted: true });
                self.call_user_function(&named, &function, &[], env, Row::NONE, None)
            }
            _ => {
                let near = self.catalog.nearest(&name);
                refuse_with(UNKNOWN_TABLE, call.span, format!("there is no table named `{name}`"), did_you_mean(&near))
            }
        }
    }

    /// `bin` or `bin_at` with what the options say.
    fn bin_auto(&mut self, call: &ast::Call, env: &Env, row: Row) -> Result<Expr> {
        let [value] = call.arguments.as_slice() else {
            return refuse(ARGUMENT_COUNT, call.span, "`bin_auto` takes one value");
        };
        let Some(size) = self.bin_auto_size.clone() else {
            return refuse_with(
                BAD_OPTION,
                call.span,
                "`bin_auto` needs the option `query_bin_auto_size`",
                Some("put `set query_bin_auto_size = 1h;` before the query".into()),
            );
        };
        let mut given = vec![Given::Value(self.scalar(&value.value, env, row)?), Given::Value(size)];
        given.extend(self.bin_auto_at.clone().map(Given::Value));
        let function = if given.len() == 2 { "bin" } else { "bin_at" };
        let Some(entry) = self.language.entry(function, Kind::Scalar) else {
            return unsupported(UNSUPPORTED_FUNCTION, call.span, format!("this needs `{function}`"));
        };
        self.overload(entry, given, call.span)
    }

    /// `percentiles_array_tdigest(digest, percentiles, typeof(t))`: the kernel is told the type by its name.
    fn typed_percentiles(&mut self, call: &ast::Call, env: &Env, row: Row) -> Result<Expr> {
        let mut given = self.given(&call.arguments, env, row)?.into_iter();
        let (Some(Given::Value(digest)), Some(Given::Value(list)), Some(Given::Type(t))) =
            (given.next(), given.next(), given.next())
        else {
            return refuse(ARGUMENT_TYPE, call.span, "a digest, an array of percentiles and a type are wanted");
        };
        if digest.kql_type != Type::Dynamic || list.kql_type != Type::Dynamic {
            return refuse(ARGUMENT_TYPE, call.span, "with `typeof` the percentiles stand in one dynamic array");
        }
        let name = Expr::literal(Value::String(t.name().to_owned()), call.span);
        self.function("percentiles_array_tdigest", vec![digest, list, name], Type::Dynamic, call.span)
    }

    fn ingestion_time(&mut self, row: Row, span: Span) -> Result<Expr> {
        // Files carry no ingestion time of their own: the row's own time stands in, and the author is told.
        let note = "ingestion_time() is the row's own time: this data keeps no time of ingestion";
        if !self.program.warnings.iter().any(|w| w == note) {
            self.program.warnings.push(note.to_owned());
        }
        match row.col("_IngestionTime").or_else(|| row.col("TimeGenerated")).or_else(|| row.col("Timestamp")) {
            Some(col) if col.kql_type == Type::Datetime => Ok(Expr::column(col, span)),
            _ => Ok(Expr::literal(Value::Null(Type::Datetime), span)),
        }
    }
}
