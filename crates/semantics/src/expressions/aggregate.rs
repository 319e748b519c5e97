//! Aggregates: their calls are gathered for the operator around, which computes them.

use super::overload::{argument_names, is_unknown_answer};
use crate::binder::{AggregateScope, Binder};
use crate::bound::*;
use crate::error::*;
use crate::naming;
use crate::scope::{Env, Row};
use lurcher_syntax::ast::{self, ExprKind as Ast};
use lurcher_types::Type;
use lurcher_types::describe::{Entry, Kind};

impl Binder<'_> {
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

fn column_of(e: &Expr) -> Option<ColumnId> {
    match e.kind {
        ExprKind::Column(id) => Some(id),
        _ => None,
    }
}
