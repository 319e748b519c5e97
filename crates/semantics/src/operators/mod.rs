//! Tabular operators: the dispatcher, and one file per operator.

mod columns;
mod count;
mod distinct;
mod evaluate;
mod extend;
mod find;
mod fork;
mod getschema;
mod graph;
mod graph_match;
mod graph_pattern;
mod graph_search;
mod invoke;
mod join;
mod lookup;
mod macro_expand;
mod make_graph;
mod make_series;
mod mv_apply;
mod mv_expand;
mod parse;
mod parse_kv;
mod partition;
mod print;
mod project;
mod project_by_names;
mod range;
mod reduce;
mod render;
mod sample;
mod sample_distinct;
mod scan;
mod search;
mod serialize;
mod sort;
mod source;
mod summarize;
mod take;
mod top;
mod top_hitters;
mod top_nested;
mod union;
mod where_;

pub use columns::{same, wildcard};
pub use union::Leg;

use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::plugins::is_preview;
use crate::scope::{Env, Meaning};
use lurcher_syntax::ast::{self, Operator, OperatorKind as Op};
use std::rc::Rc;

impl Binder<'_> {
    /// `source | op | op`; names that `as` gives are added to the environment.
    pub fn pipe(&mut self, pipe: &ast::Pipe, env: &mut Env) -> Result<Rel> {
        let may_fork = std::mem::take(&mut self.may_fork);
        let rel = match &pipe.source.kind {
            // A union or search at the head may name tables with wildcards.
            ast::ExprKind::Wildcard(_) => {
                return refuse(WRONG_KIND, pipe.source.span, "a pattern of tables needs `union`");
            }
            _ => {
                let (rel, label) = self.table_or_graph(&pipe.source, env)?;
                self.label = label;
                rel
            }
        };
        let operators: Vec<&Operator> = pipe.operators.iter().collect();
        let Some((last, before)) = operators.split_last().filter(|(last, _)| gives_several(last)) else {
            return self.operators(rel, &operators, env);
        };
        let rel = self.operators(rel, before, env)?;
        if !may_fork {
            let name = last.kind.name();
            return refuse(WRONG_KIND, last.keyword, format!("`{name}` gives several tables: it ends a query"));
        }
        let mut tables = match &last.kind {
            Op::Fork(branches) => self.fork(rel, branches, env, last.span)?,
            Op::Facet { by, with } => self.facet(rel, by, with.as_ref(), env, last.span)?,
            Op::Graph { parameters, parts, .. } => self.graph_to_tables(rel, parameters, parts, env, last.span)?,
            Op::Evaluate { call, .. } => self.preview(rel, call, env, last.span)?,
            _ => return unsupported_operator(last),
        }
        .into_iter();
        let Some(first) = tables.next() else {
            return refuse(ARGUMENT_COUNT, last.span, "this operator gives no table");
        };
        self.more_results = tables.collect();
        (self.result_name, self.render) = (first.name, first.render);
        Ok(first.rel)
    }

    /// Operators one after the other; names that `as` gives are added to the environment.
    pub fn operators(&mut self, input: Rel, operators: &[&Operator], env: &mut Env) -> Result<Rel> {
        let mut rel = input;
        for (i, operator) in operators.iter().enumerate() {
            if let Op::As { name, .. } = &operator.kind {
                *env = env.with(
                    &name.text,
                    Meaning::Table { rel: Rc::new(rel.clone()), label: Some(name.text.clone()) },
                    self.level,
                );
                rel = self.reuse(&rel)?;
                self.result_name = Some(name.text.clone());
                self.label = Some(name.text.clone());
                continue;
            }
            let last = i + 1 == operators.len();
            rel = self.operator(rel, operator, env, last)?;
            self.label = None;
        }
        Ok(rel)
    }

    /// One operator over its input.
    pub fn operator(&mut self, input: Rel, operator: &Operator, env: &Env, last: bool) -> Result<Rel> {
        let span = operator.span;
        known_parameters(operator)?;
        graph::refuse_graph(&input, operator)?;
        match &operator.kind {
            Op::Where { predicate, .. } => self.where_(input, predicate, env, span),
            Op::Extend(items) => self.extend(input, items, env, span),
            Op::Project(items) => self.project(input, items, env, span),
            Op::ProjectAway(patterns) => self.project_away(input, patterns, span),
            Op::ProjectKeep(patterns) => self.project_keep(input, patterns, span),
            Op::ProjectRename(items) => self.project_rename(input, items, span),
            Op::ProjectReorder(items) => self.project_reorder(input, items, span),
            Op::Summarize { aggregates, by, .. } => self.summarize(input, aggregates, by, env, span),
            Op::Join { parameters, right, on } => self.join(input, parameters, right, on, env, span),
            Op::Lookup { parameters, right, on } => self.lookup(input, parameters, right, on, env, span),
            Op::Union { parameters, tables } => self.union(Some(input), parameters, tables, env, span),
            Op::Sort { by, .. } => self.sort(input, by, env, span),
            Op::Top { count, by, .. } => self.top(input, count, by, env, span),
            Op::Take { count, .. } => self.take(input, count, env, span),
            Op::Distinct { columns, .. } => self.distinct(input, columns, env, span),
            Op::Count { name, .. } => self.count(input, name.as_ref(), span),
            Op::MvExpand(expand) => self.mv_expand(input, expand, env, span),
            Op::MvApply(apply) if apply.id.is_some() => {
                unsupported(UNSUPPORTED_OPERATOR, operator.keyword, "`mv-apply … id` is not supported yet")
            }
            Op::MvApply(apply) => self.mv_apply(input, apply, env, span),
            Op::Parse(parse) => self.parse(input, parse, env, span),
            Op::MakeSeries(series) => self.make_series(input, series, env, span),
            Op::Render { kind, properties } => self.render(input, kind, properties, last),
            Op::Serialize { columns, .. } => self.serialize(input, columns, env, span),
            Op::GetSchema => self.getschema(&input, span),
            Op::Sample(count) => self.sample(input, count, env, span),
            Op::Scan(scan) => self.scan(input, scan, env, span),
            Op::Graph { name, parameters, parts } if name.contains("graph") => {
                self.graph_operator(input, name, parameters, parts, operator, env)
            }
            Op::Invoke(call) => self.invoke(input, call, env, span),
            Op::Consume { .. } => self.consume(input, span),
            Op::Evaluate { parameters, call, schema } => {
                self.evaluate(input, parameters, call, schema.as_ref(), env, span)
            }
            Op::As { .. } | Op::ExecuteAndCache => Ok(input),
            Op::Search { parameters, tables, predicate } => {
                self.search(Some(input), parameters, tables, predicate, env, span)
            }
            Op::TopHitters { count, of, by } => self.top_hitters(input, count, of, by.as_ref(), env, span),
            Op::TopNested(levels) => self.top_nested(input, levels, env, span),
            Op::SampleDistinct { count, of } => self.sample_distinct(input, count, of, env, span),
            Op::ParseKv { source, columns, properties } => self.parse_kv(input, source, columns, properties, env, span),
            Op::Partition { parameters, by, body } => self.partition(input, parameters, by, body, env, span),
            Op::ProjectByNames(items) => self.project_by_names(input, items, env, span),
            Op::AssertSchema(columns) => self.assert_schema(input, columns, span),
            Op::Fork(_) | Op::Facet { .. } => refuse(
                WRONG_KIND,
                operator.keyword,
                format!("`{}` gives several tables: it ends a query", operator.kind.name()),
            ),
            Op::Print(_) | Op::Range { .. } | Op::Find(_) => {
                refuse(WRONG_KIND, operator.keyword, "this operator begins a pipeline and takes no input")
            }
            Op::Reduce { parameters, by, properties } => self.reduce(input, parameters, by, properties, env, span),
            Op::Error => refuse(WRONG_KIND, span, "this operator could not be read"),
            _ => unsupported_operator(operator),
        }
    }

    /// An operator that begins a pipeline.
    pub fn source_operator(&mut self, operator: &Operator, env: &Env) -> Result<Rel> {
        let span = operator.span;
        known_parameters(operator)?;
        match &operator.kind {
            Op::Print(items) => self.print(items, env, span),
            Op::Range { name, from, to, step } => self.range(name, from, to, step, env, span),
            Op::Union { parameters, tables } => self.union(None, parameters, tables, env, span),
            Op::Error => refuse(WRONG_KIND, span, "this operator could not be read"),
            Op::Evaluate { call, .. } => self.evaluate_alone(call, env, operator.keyword),
            Op::Search { parameters, tables, predicate } => self.search(None, parameters, tables, predicate, env, span),
            Op::Find(find) => self.find(find, env, span),
            Op::MacroExpand { parameters, group, name, body } => {
                self.macro_expand(parameters, group, name, body, env, span)
            }
            Op::Graph { .. } => unsupported_operator(operator),
            // As in SQL's `count(distinct x)`.
            Op::Distinct { .. } => refuse_with(
                WRONG_KIND,
                operator.keyword,
                "`distinct` needs an input before it",
                Some("dcount(x) and count_distinct(x) count different values".to_owned()),
            ),
            other => refuse(WRONG_KIND, operator.keyword, format!("`{}` needs an input before it", other.name())),
        }
    }
}

/// Whether an expression ends with `graph-to-table nodes as N, edges as E`.
pub fn names_two_tables(e: &ast::Expr) -> bool {
    match &e.kind {
        ast::ExprKind::Paren(inner) => names_two_tables(inner),
        ast::ExprKind::Pipe(pipe) => pipe.operators.last().is_some_and(graph::gives_two_tables),
        _ => false,
    }
}

fn gives_several(operator: &Operator) -> bool {
    match &operator.kind {
        Op::Fork(_) | Op::Facet { .. } => true,
        Op::Evaluate { call, .. } => is_preview(call),
        _ => graph::gives_two_tables(operator),
    }
}

fn unsupported_operator<T>(operator: &Operator) -> Result<T> {
    let name = operator.kind.name();
    let why = match name {
        "__partitionby" => "it is internal to Kusto: `partition by` is its documented form",
        "inline_external_table" => {
            "it reads the storage of a service: `externaldata`, or --table NAME=PATH, reads a file"
        }
        _ => "it is not built: `lurcher operators` lists those that are",
    };
    unsupported(UNSUPPORTED_OPERATOR, operator.keyword, format!("the operator `{name}` is not supported: {why}"))
}

/// An option that is read is obeyed or refused; only hints, which change no row, may be passed over.
fn known_parameters(operator: &Operator) -> Result<()> {
    let (parameters, known): (&[ast::Parameter], &[&str]) = match &operator.kind {
        Op::Where { parameters, .. }
        | Op::Summarize { parameters, .. }
        | Op::Sort { parameters, .. }
        | Op::Top { parameters, .. }
        | Op::Take { parameters, .. }
        | Op::Distinct { parameters, .. }
        | Op::Count { parameters, .. }
        | Op::As { parameters, .. }
        | Op::Serialize { parameters, .. }
        | Op::Consume { parameters } => (parameters, &["decodeblocks"]),
        Op::Join { parameters, .. } | Op::Lookup { parameters, .. } => (parameters, &["kind"]),
        Op::Union { parameters, .. } => (parameters, &["kind", "withsource", "with_source", "isfuzzy"]),
        Op::MakeSeries(series) => (&series.parameters, &["kind"]),
        // The others look at each of theirs.
        _ => (&[], &[]),
    };
    for p in parameters {
        let name = p.name.text.as_str();
        if !name.starts_with("hint.") && !known.contains(&name) {
            let operator = operator.kind.name();
            return refuse(BAD_OPTION, p.name.span, format!("`{operator}` has no option `{name}` that is supported"));
        }
    }
    Ok(())
}
