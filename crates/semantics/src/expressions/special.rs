//! Calls that the binder answers itself: they take tables, names or schemas, which no kernel sees.

use super::call::{Given, argument_names, is_unknown_answer};
use crate::binder::{AggregateScope, Any, Binder};
use crate::bound::*;
use crate::error::*;
use crate::naming;
use crate::scope::{Env, Meaning, Row};
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, ExprKind as Ast};
use lurcher_types::describe::{Entry, Kind};
use lurcher_types::dynamic::Dynamic;
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
                Any::Scalar(self.not(condition))
            }
            _ => return Ok(None),
        }))
    }

    fn one_table(&mut self, call: &ast::Call, env: &Env) -> Result<Rel> {
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

    fn column_if_exists(&mut self, call: &ast::Call, env: &Env, row: Row) -> Result<Expr> {
        let [name, default] = call.arguments.as_slice() else {
            return refuse(ARGUMENT_COUNT, call.span, "`column_ifexists` takes a column's name and a default");
        };
        match self.column_by_text(&name.value, env, row)? {
            Some(col) => Ok(Expr::column(&col, call.span)),
            None => self.scalar(&default.value, env, row),
        }
    }

    fn is_column_exists(&mut self, call: &ast::Call, env: &Env, row: Row) -> Result<Expr> {
        let [name] = call.arguments.as_slice() else {
            return refuse(ARGUMENT_COUNT, call.span, "`iscolumnexists` takes a column's name");
        };
        let found = self.column_by_text(&name.value, env, row)?.is_some();
        Ok(Expr::literal(Value::Bool(found), call.span))
    }

    /// The column whose name is given as a text, or bare.
    pub fn column_by_text(&mut self, name: &ast::Expr, env: &Env, row: Row) -> Result<Option<Col>> {
        let text = match &name.kind {
            Ast::Literal(ast::Literal::String { text, .. }) => text.clone(),
            Ast::Name(n) if row.col(&n.text).is_some_and(|c| c.kql_type != Type::String) => {
                return refuse(ARGUMENT_TYPE, name.span, "the column's name must be a string");
            }
            Ast::Name(n) => match self.scalar(name, env, Row::NONE).ok().and_then(|e| e.as_literal().cloned()) {
                Some(Value::String(text)) => text,
                _ => n.text.clone(),
            },
            _ => return refuse(NOT_CONSTANT, name.span, "the column's name must be a constant string"),
        };
        Ok(self.readable(row).iter().find(|c| c.name == text && !text.is_empty()).cloned())
    }

    fn column_names_of(&mut self, call: &ast::Call, env: &Env) -> Result<Expr> {
        let rel = self.one_table(call, env)?;
        let names = rel.visible().map(|c| Dynamic::String(c.name.clone())).collect();
        Ok(Expr::literal(Value::Dynamic(Dynamic::Array(names).encode()), call.span))
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

    /// The columns that an expression may read here: those of the row, or inside an aggregate's arguments those of its input.
    pub fn readable<'b>(&'b self, row: Row<'b>) -> &'b [Col] {
        match &self.aggregates {
            Some(scope) if row.columns.is_empty() => &scope.columns,
            _ => row.columns,
        }
    }

    /// A function of `*`: its arguments are the columns.
    fn over_all_columns(&mut self, function: &'static str, returns: Type, row: Row, span: Span) -> Result<Expr> {
        let columns = self.readable(row).iter().filter(|c| !c.name.is_empty());
        let columns = columns.map(|c| Expr::column(c, span)).collect();
        self.function(function, columns, returns, span)
    }

    fn pack_all(&mut self, call: &ast::Call, env: &Env, row: Row) -> Result<Expr> {
        let skip_empty = match call.arguments.as_slice() {
            [] => false,
            [one] => matches!(self.scalar(&one.value, env, row)?.as_literal(), Some(Value::Bool(true))),
            _ => return refuse(ARGUMENT_COUNT, call.span, "`pack_all` takes at most one bool"),
        };
        let columns: Vec<Col> = self.readable(row).iter().filter(|c| !c.name.is_empty()).cloned().collect();
        if skip_empty {
            let flag = Expr::literal(Value::Bool(true), call.span);
            let args = std::iter::once(flag).chain(pairs(&columns, call.span)).collect();
            return self.function("pack_all", args, Type::Dynamic, call.span);
        }
        self.pack(&columns, call.span)
    }

    fn pack_columns(&mut self, arguments: &[ast::Argument], row: Row, span: Span) -> Result<Expr> {
        let mut columns = Vec::new();
        for argument in arguments {
            match &argument.value.kind {
                Ast::Name(name) if row.col(&name.text).is_some() => columns.extend(row.col(&name.text).cloned()),
                _ => return refuse(NOT_CONSTANT, argument.value.span, "`bag_pack_columns` takes plain columns"),
            }
        }
        self.pack(&columns, span)
    }

    /// A bag of these columns.
    pub fn pack(&mut self, columns: &[Col], span: Span) -> Result<Expr> {
        self.function("bag_pack", pairs(columns, span).collect(), Type::Dynamic, span)
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

    /// `prev`, `row_number` and their kin: computed over the whole serialized input, before the operator that uses them.
    pub fn window_call(&mut self, entry: &'static Entry, call: &ast::Call, env: &Env, row: Row) -> Result<Expr> {
        self.supported(entry, call.name.span)?;
        if !self.serialized {
            return refuse_with(
                NOT_SERIALIZED,
                call.name.span,
                format!("`{}` needs rows in order", call.name.text),
                Some("put `serialize` or `sort by` before it".into()),
            );
        }
        let given: Vec<Given> = self.given(&call.arguments, env, row)?;
        let (signature, slots, returns) = self.choose(entry, &given, call.span)?;
        let mut args = self.convert(signature, &slots, given, returns)?;
        match entry.description.name {
            // The default of a neighbour stands among the column's own values.
            "prev" | "next" if args.len() == 3 => {
                if let Some(default) = args.pop() {
                    let span = default.span;
                    if returns.is_integer() && !default.kql_type.is_integer() {
                        let message = format!(
                            "a default of type {} would not fit among values of type {returns}",
                            default.kql_type
                        );
                        return refuse(ARGUMENT_TYPE, span, message);
                    }
                    args.push(self.convert_argument(default, returns, span)?);
                }
            }
            _ => {}
        }
        let output = self.col("", returns);
        let expr = Expr::column(&output, call.span);
        self.windows.push(WindowCall { function: entry.description.name, args, output, span: call.span });
        Ok(expr)
    }

    /// An aggregate: its calls are gathered, and a reference to its output stands in its place.
    pub fn aggregate_call(&mut self, entry: &'static Entry, call: &ast::Call, env: &Env) -> Result<(Expr, Vec<Col>)> {
        let Some(scope) = self.aggregates.take() else {
            return refuse(
                AGGREGATE_PLACE,
                call.name.span,
                format!("the aggregate `{}` stands outside `summarize`", call.name.text),
            );
        };
        let made = self.make_aggregate(entry, call, env, &scope);
        let mut scope = scope;
        let made = match made {
            Ok(made) => made,
            Err(e) => {
                self.aggregates = Some(scope);
                return Err(e);
            }
        };
        let outputs = made.outputs.clone();
        let Some(first) = outputs.first() else {
            self.aggregates = Some(scope);
            return refuse(ARGUMENT_COUNT, call.span, format!("`{}` gives no column here", call.name.text));
        };
        let expr = Expr::column(first, call.span);
        scope.calls.push(made);
        self.aggregates = Some(scope);
        Ok((expr, outputs))
    }

    fn make_aggregate(
        &mut self,
        entry: &'static Entry,
        call: &ast::Call,
        env: &Env,
        scope: &AggregateScope,
    ) -> Result<AggregateCall> {
        self.supported(entry, call.name.span)?;
        argument_names(entry, &call.arguments)?;
        let function = entry.description.name;
        let row = Row::of(&scope.columns);
        let star = call.arguments.iter().find(|a| matches!(a.value.kind, Ast::Star));
        let picks = matches!(function, "arg_max" | "arg_min" | "take_any" | "any" | "argmax" | "argmin");
        if let Some(star) = star.filter(|_| !picks) {
            let help = (function == "count").then(|| "count() counts rows".to_owned());
            return refuse_with(WRONG_KIND, star.value.span, format!("`{function}` takes no `*`"), help);
        }
        if picks && (call.arguments.len() != 1 || star.is_some()) {
            return self.row_picker(function, call, env, scope);
        }
        let given = self.given(&call.arguments, env, row)?;
        let (signature, slots, returns) = self.choose(entry, &given, call.span)?;
        let unknown = is_unknown_answer(entry, signature, &slots, &given);
        let args = self.convert(signature, &slots, given, returns)?;
        let outputs = match function {
            "percentiles" | "percentilesw" => {
                let mut outputs = Vec::new();
                let Some(of) = call.arguments.first() else {
                    return refuse(ARGUMENT_COUNT, call.span, format!("`{function}` takes a value and ranks"));
                };
                for rank in args.iter().skip(if function == "percentiles" { 1 } else { 2 }) {
                    let name = naming::percentile("percentile", of, rank.as_literal(), self.language);
                    outputs.push(self.col(name, returns));
                }
                outputs
            }
            _ if unknown => vec![Col { open: Open::Type, ..self.col("", Type::Dynamic) }],
            _ => vec![self.col("", returns)],
        };
        Ok(AggregateCall { function, args, outputs, span: call.span })
    }

    /// `arg_max(x, *)`, `arg_min(x, a, b)`, `take_any(*)`: values of one row.
    fn row_picker(
        &mut self,
        function: &'static str,
        call: &ast::Call,
        env: &Env,
        scope: &AggregateScope,
    ) -> Result<AggregateCall> {
        let row = Row::of(&scope.columns);
        let mut args: Vec<Expr> = Vec::new();
        let mut names: Vec<String> = Vec::new();
        let mut markers: Vec<Col> = Vec::new();
        for (i, argument) in call.arguments.iter().enumerate() {
            if matches!(argument.value.kind, Ast::Star) {
                if i == 0 && function.starts_with("arg") {
                    return refuse(WRONG_KIND, argument.value.span, format!("`{function}` needs a column before `*`"));
                }
                let already: Vec<ColumnId> =
                    args.iter().filter_map(column_of).chain(scope.keys.iter().copied()).collect();
                for c in scope.columns.iter().filter(|c| !c.name.is_empty() && !already.contains(&c.id)) {
                    args.push(Expr::column(c, argument.value.span));
                    names.push(c.name.clone());
                }
                markers.extend(scope.columns.iter().filter(|c| c.is_marker()).cloned());
            } else {
                args.push(self.scalar(&argument.value, env, row)?);
                let unnamed = || match (function, names.first()) {
                    ("arg_max" | "argmax", Some(first)) => format!("max_{first}_arg{i}"),
                    ("arg_min" | "argmin", Some(first)) => format!("min_{first}_arg{i}"),
                    _ => String::new(),
                };
                let name = naming::argument(argument, self.language).unwrap_or_else(unnamed);
                names.push(name);
            }
        }
        if let Some(key) = args.first()
            && function.starts_with("arg")
            && matches!(key.kql_type, Type::Dynamic | Type::Guid)
            && !key.is_unknown()
        {
            let message = format!("`{function}` cannot order a {}", key.kql_type);
            return refuse(ARGUMENT_TYPE, key.span, message);
        }
        // The functions' old names put themselves before the columns'.
        let first = names.first().cloned().unwrap_or_default();
        let named = |(i, name): (usize, String)| match call.name.text.as_str() {
            "any" => format!("any_{name}"),
            "argmax" if i == 0 => format!("max_{name}"),
            "argmin" if i == 0 => format!("min_{name}"),
            "argmax" => format!("max_{first}_{name}"),
            "argmin" => format!("min_{first}_{name}"),
            _ => name,
        };
        let names: Vec<String> = names.into_iter().enumerate().map(named).collect();
        let mut outputs: Vec<Col> = args.iter().zip(names).map(|(a, name)| self.col_of(name, a)).collect();
        // `*` takes along what stands for columns that nobody has listed.
        for marker in &markers {
            args.push(Expr::column(marker, call.span));
            outputs.push(self.col_like(marker));
        }
        Ok(AggregateCall { function, args, outputs, span: call.span })
    }

    /// Whether a name is an aggregate's here.
    pub fn is_aggregate(&self, name: &str, env: &Env) -> bool {
        env.get(name).is_none() && self.language.entry(name, Kind::Aggregate).is_some()
    }
}

/// Each column's name and its value.
fn pairs(columns: &[Col], span: Span) -> impl Iterator<Item = Expr> {
    columns.iter().flat_map(move |c| [Expr::literal(Value::String(c.name.clone()), span), Expr::column(c, span)])
}

fn column_of(e: &Expr) -> Option<ColumnId> {
    match e.kind {
        ExprKind::Column(id) => Some(id),
        _ => None,
    }
}
