//! The tabular operators: one file each, and the choice between them.

mod r#as;
mod assert_schema;
mod consume;
mod count;
mod distinct;
mod evaluate;
mod extend;
mod facet;
mod find;
mod fork;
mod getschema;
mod graph;
mod invoke;
mod join;
mod lookup;
mod macro_expand;
mod make_series;
mod mv_apply;
mod mv_expand;
mod parse;
mod parse_kv;
mod partition;
mod partition_by;
mod print;
mod project;
mod project_by_names;
mod project_reorder;
mod range;
mod reduce;
mod render;
mod sample;
mod scan;
mod search;
mod serialize;
mod sort;
mod start;
mod summarize;
mod take;
mod top;
mod top_hitters;
mod top_nested;
mod union;
mod r#where;

#[cfg(test)]
pub use start::OPERATORS;
pub use start::{is_operator, starts_source};

use crate::ast::{Operator, OperatorKind};
use crate::parser::Parser;
use crate::{TokenKind, codes};

/// The operator that stands here.
pub fn operator(p: &mut Parser) -> Operator {
    let keyword = p.token(0);
    let kind = p.nested(kind).unwrap_or(OperatorKind::Error);
    Operator { kind, span: p.span_from(keyword.span.start), keyword: keyword.span }
}

fn kind(p: &mut Parser) -> OperatorKind {
    match p.word() {
        "as" => r#as::as_operator(p),
        "assert-schema" => assert_schema::assert_schema(p),
        "consume" => consume::consume(p),
        "count" => count::count(p),
        "distinct" => distinct::distinct(p),
        "evaluate" => evaluate::evaluate(p),
        "__executeAndCache" => {
            p.bump();
            OperatorKind::ExecuteAndCache
        }
        "extend" => extend::extend(p),
        "facet" => facet::facet(p),
        "filter" | "where" => r#where::where_operator(p),
        "find" => find::find(p),
        "fork" => fork::fork(p),
        "getschema" => getschema::getschema(p),
        "graph-mark-components" => graph::mark_components(p),
        "graph-match" | "graph-shortest-paths" => graph::graph_match(p),
        "graph-to-table" => graph::to_table(p),
        "graph-where-edges" | "graph-where-nodes" => graph::where_elements(p),
        "invoke" => invoke::invoke(p),
        "join" => join::join(p),
        "limit" | "take" => take::take(p),
        "lookup" => lookup::lookup(p),
        "macro-expand" => macro_expand::macro_expand(p),
        "make-graph" => graph::make_graph(p),
        "make-series" => make_series::make_series(p),
        "mv-apply" | "mvapply" => mv_apply::mv_apply(p),
        "mv-expand" | "mvexpand" => mv_expand::mv_expand(p),
        "order" | "sort" => sort::sort(p),
        "parse" | "parse-where" => parse::parse(p),
        "parse-kv" => parse_kv::parse_kv(p),
        "partition" => partition::partition(p),
        "__partitionby" => partition_by::partition_by(p),
        "print" => print::print(p),
        "project" => project::project(p),
        "project-away" => project::project_away(p),
        "project-by-names" => project_by_names::project_by_names(p),
        "project-keep" => project::project_keep(p),
        "project-rename" => project::project_rename(p),
        "project-reorder" => project_reorder::project_reorder(p),
        "range" => range::range(p),
        "reduce" => reduce::reduce(p),
        "render" => render::render(p),
        "sample" => sample::sample(p),
        "sample-distinct" => sample::sample_distinct(p),
        "scan" => scan::scan(p),
        "search" => search::search(p),
        "serialize" => serialize::serialize(p),
        "summarize" => summarize::summarize(p),
        "top" => top::top(p),
        "top-hitters" => top_hitters::top_hitters(p),
        "top-nested" => top_nested::top_nested(p),
        "union" => union::union(p),
        _ => unknown(p),
    }
}

fn unknown(p: &mut Parser) -> OperatorKind {
    let token = p.token(0);
    if token.kind == TokenKind::Word {
        let message = format!("`{}` is no tabular operator such as `where` or `summarize`", p.word());
        p.complain(codes::UNKNOWN_OPERATOR, token.span, message);
    } else {
        p.expected("a tabular operator such as `where` or `summarize`");
    }
    p.skip_until(|kind| {
        use TokenKind::*;
        matches!(kind, Bar | Semicolon | CloseParen | CloseBracket | CloseBrace)
    });
    OperatorKind::Error
}
