use super::partition::operators_hold_keys;
use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::scope::Env;
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, ExprKind as Ast, GraphElement, GraphParts, Operator, Parameter};
use lurcher_types::{Type, Value};

/// A table of nodes and the column that holds their ids.
struct NodeTable {
    rel: Rel,
    key: Col,
}

/// What a graph is made of.
struct GraphTables {
    edges: Rel,
    /// The ends of an edge, among its columns.
    source: Col,
    target: Col,
    tables: Vec<NodeTable>,
    /// The properties of nodes, and which of them is the id.
    nodes: Vec<Col>,
    key: Option<usize>,
}

impl Binder<'_> {
    /// `make-graph a --> b with Nodes on id`: edges, the nodes of the tables, and those that only edges name.
    pub fn make_graph(
        &mut self,
        edges: Rel,
        parameters: &[Parameter],
        parts: &GraphParts,
        env: &Env,
        span: Span,
    ) -> Result<Rel> {
        if self.partition.is_some() {
            return unsupported(UNSUPPORTED_OPERATOR, span, "a graph inside `mv-apply` is not supported yet");
        }
        let (source, target) = edge_ends(&edges, parts, span)?;
        if source.kql_type != target.kql_type {
            let message =
                format!("source and target must be of one type, not {} and {}", source.kql_type, target.kql_type);
            return refuse(OPERAND_TYPE, span, message);
        }
        if source.kql_type == Type::Dynamic {
            return refuse(OPERAND_TYPE, span, "the ids of nodes cannot be dynamic");
        }
        let (tables, partitioned) = table_parts(&parts.exprs);
        let tables = self.node_tables(tables, source.kql_type, env)?;
        let id_name = id_name(parameters, !tables.is_empty())?;
        let nodes = self.node_properties(&tables, id_name.as_deref(), source.kql_type, span)?;
        let by = match partitioned {
            None => None,
            Some((column, _)) => Some(partition_column(column, &edges, &nodes)?),
        };
        let key = match (&tables.first(), &id_name) {
            (Some(table), _) => nodes.iter().position(|c| c.name == table.key.name),
            (None, Some(_)) => Some(0),
            (None, None) => None,
        };
        let graph = self.graph_rel(GraphTables { edges, source, target, tables, nodes, key }, by.as_deref(), span)?;
        match partitioned {
            None => Ok(graph),
            Some((_, body)) => self.partitioned_graph(graph, body, env),
        }
    }

    fn node_tables(&mut self, exprs: &[ast::Expr], id: Type, env: &Env) -> Result<Vec<NodeTable>> {
        let mut tables = Vec::new();
        for pair in exprs.chunks_exact(2) {
            let [table, key] = pair else { continue };
            let rel = self.table(table, env)?;
            let Ast::Name(name) = &key.kind else {
                return refuse(UNKNOWN_NAME, key.span, "the key of a node table is a column");
            };
            let Some(col) = rel.col(&name.text).cloned() else {
                let near = lurcher_types::nearest(&name.text, rel.columns.iter().map(|c| c.name.as_str()));
                let message = format!("the node table has no column `{}`", name.text);
                return refuse_with(UNKNOWN_NAME, key.span, message, did_you_mean(&near));
            };
            if col.kql_type != id {
                let message = format!("the ids of nodes are {}, those of the edges {id}", col.kql_type);
                return refuse(OPERAND_TYPE, key.span, message);
            }
            tables.push(NodeTable { rel, key: col });
        }
        Ok(tables)
    }

    /// The properties of nodes: the columns of all tables by name, or the one that holds the id.
    fn node_properties(
        &mut self,
        tables: &[NodeTable],
        id_name: Option<&str>,
        id: Type,
        span: Span,
    ) -> Result<Vec<Col>> {
        let mut nodes: Vec<Col> = Vec::new();
        if let Some(name) = id_name {
            nodes.push(self.col(name, id));
        }
        for table in tables {
            for col in table.rel.visible() {
                match nodes.iter().find(|c| c.name == col.name) {
                    Some(known) if known.kql_type == col.kql_type => {}
                    Some(known) => {
                        let message = format!(
                            "`{}` is {} in one node table and {} in another",
                            col.name, known.kql_type, col.kql_type
                        );
                        return refuse(OPERAND_TYPE, span, message);
                    }
                    None => nodes.push(self.col(&col.name, col.kql_type)),
                }
            }
        }
        Ok(nodes)
    }

    /// All rows in one relation: the edges under 0, the node tables under 1, 2, …; then the graph of them.
    fn graph_rel(&mut self, parts: GraphTables, by: Option<&str>, span: Span) -> Result<Rel> {
        let GraphTables { edges, source, target, tables, nodes, key } = parts;
        let id = source.kql_type;
        let edge_columns: Vec<Col> = edges.visible().cloned().collect();
        let by_type = by.and_then(|by| edges.col(by)).map(|c| c.kql_type);
        // Behind their properties, nodes have the number of their partition, which the kernel fills in.
        let nodes: Vec<Col> = nodes.into_iter().chain(by_type.map(|_| self.col("", Type::Long))).collect();
        let tag = |n: i64| Some(Expr::literal(Value::Long(n), span));
        let value = |c: &Col| Some(Expr::column(c, span));

        let mut legs = Vec::new();
        let mut columns: Vec<Vec<Option<Expr>>> = Vec::new();
        let mut row = vec![tag(0), value(&source), value(&target)];
        row.extend(by.map(|by| edges.col(by).and_then(value)));
        row.extend(nodes.iter().map(|_| None));
        row.extend(edge_columns.iter().map(value));
        columns.push(row);
        legs.push(edges);
        for (i, table) in tables.into_iter().enumerate() {
            let mut row = vec![tag(1 + i as i64), value(&table.key), None];
            row.extend(by.map(|by| table.rel.col(by).and_then(value)));
            row.extend(nodes.iter().map(|c| table.rel.visible().find(|own| own.name == c.name).and_then(value)));
            row.extend(edge_columns.iter().map(|_| None));
            columns.push(row);
            legs.push(table.rel);
        }
        let mut all = vec![self.col("", Type::Long), self.col("", id), self.col("", id)];
        all.extend(by_type.map(|t| self.col("", t)));
        all.extend(nodes.iter().map(|c| self.col("", c.kql_type)));
        all.extend(edge_columns.iter().map(|c| self.col("", c.kql_type)));
        let args = all.iter().map(|c| Expr::column(c, span)).collect();
        let input = self.rel(RelKind::Union { legs, columns }, all, false, span)?;

        let mut made: Vec<Col> = STRUCTURE.iter().map(|t| self.col("", *t)).collect();
        let node_properties = nodes.len();
        made.extend(nodes);
        made.extend(edge_columns.iter().map(|c| Col { id: self.fresh(), ..c.clone() }));
        let operator = RowsOperator::MakeGraph { node_properties, key, partitioned: by.is_some() };
        let kind = RelKind::Rows { input: Box::new(input), args, operator: Box::new(operator) };
        self.rel(kind, made, false, span)
    }

    /// `partitioned-by column ( operators )`: no edge leads out of a partition, so one search in the whole finds what
    /// searches in each of them would; operators over its matches hold the partitions apart by a hidden column.
    fn partitioned_graph(&mut self, graph: Rel, body: &ast::Expr, env: &Env) -> Result<Rel> {
        let (source, rest) = match &body.kind {
            Ast::Pipe(pipe) => (&pipe.source, pipe.operators.as_slice()),
            _ => (body, [].as_slice()),
        };
        let Ast::Source(first) = &source.kind else {
            return refuse(WRONG_KIND, body.span, "`partitioned-by` takes operators over graphs");
        };
        let operators: Vec<&Operator> = std::iter::once(&**first).chain(rest).collect();
        let over_tables = operators.iter().position(|o| !matches!(o.kind, ast::OperatorKind::Graph { .. }));
        let (over_graphs, over_tables) = operators.split_at(over_tables.unwrap_or(operators.len()));
        let mut rel = graph;
        for operator in over_graphs {
            let name = operator.kind.name();
            if name == "graph-mark-components" || name == "make-graph" {
                let message = format!("`{name}` inside `partitioned-by` is not supported yet");
                return unsupported(UNSUPPORTED_OPERATOR, operator.keyword, message);
            }
            rel = self.operator(rel, operator, env, false)?;
        }
        if graph_columns(&rel).is_some() {
            return refuse(WRONG_KIND, body.span, "`partitioned-by` must end with a table: `graph-match` makes one");
        }
        if let Some(operator) = over_tables.first() {
            let Some(hidden) = rel.columns.iter().find(|c| c.name.is_empty()).cloned() else {
                let message = format!("`{}` inside `partitioned-by` is not supported yet", operator.kind.name());
                return unsupported(UNSUPPORTED_OPERATOR, operator.keyword, message);
            };
            if !operators_hold_keys(over_tables.iter().copied(), true, env) {
                let message = "these operators inside `partitioned-by` are not supported yet";
                return unsupported(UNSUPPORTED_OPERATOR, operator.keyword, message);
            }
            self.partition = Some(hidden);
            let done = self.operators(rel, over_tables, &mut env.clone());
            self.partition = None;
            rel = done?;
        }
        let shown = rel.visible().map(|c| super::columns::same(c, body.span)).collect();
        let mut rel = self.project_onto(rel, shown, body.span)?;
        rel.serialized = false;
        Ok(rel)
    }
}

/// The columns of the edges' two ends.
fn edge_ends(edges: &Rel, parts: &GraphParts, span: Span) -> Result<(Col, Col)> {
    let pattern = parts.patterns.first().map(Vec::as_slice).unwrap_or_default();
    let [
        GraphElement::Node { name: Some(source), .. },
        GraphElement::Edge { name: None, direction: ast::EdgeDirection::Forward, length: None, .. },
        GraphElement::Node { name: Some(target), .. },
    ] = pattern
    else {
        return refuse(WRONG_KIND, span, "`make-graph` takes `source --> target`");
    };
    let column = |name: &ast::Name| match edges.col(&name.text) {
        Some(col) => Ok(col.clone()),
        None => {
            let near = lurcher_types::nearest(&name.text, edges.columns.iter().map(|c| c.name.as_str()));
            let message = format!("the edges have no column `{}`", name.text);
            refuse_with(UNKNOWN_NAME, name.span, message, did_you_mean(&near))
        }
    };
    Ok((column(source)?, column(target)?))
}

/// The node tables with their keys, and the column and the operators of `partitioned-by`.
fn table_parts(exprs: &[ast::Expr]) -> (&[ast::Expr], Option<(&ast::Expr, &ast::Expr)>) {
    if let [tables @ .., column, body] = exprs
        && (matches!(&body.kind, Ast::Source(_))
            || matches!(&body.kind, Ast::Pipe(p) if matches!(p.source.kind, Ast::Source(_))))
    {
        return (tables, Some((column, body)));
    }
    (exprs, None)
}

fn id_name(parameters: &[Parameter], has_tables: bool) -> Result<Option<String>> {
    let mut id = None;
    for p in parameters {
        match (p.name.text.as_str(), &p.value.kind) {
            ("with_node_id", Ast::Name(name)) if !has_tables => id = Some(name.text.clone()),
            (name, _) if name.starts_with("hint.") => {}
            (name, _) => {
                return refuse(
                    BAD_OPTION,
                    p.name.span,
                    format!("`make-graph` has no option `{name}` that is supported here"),
                );
            }
        }
    }
    Ok(id)
}

fn partition_column(column: &ast::Expr, edges: &Rel, nodes: &[Col]) -> Result<String> {
    let Ast::Name(name) = &column.kind else {
        return refuse(UNKNOWN_NAME, column.span, "`partitioned-by` takes a column of the edges and the nodes");
    };
    let both = [edges.col(&name.text), nodes.iter().find(|c| c.name == name.text)];
    match both {
        [Some(e), Some(n)] if e.kql_type == n.kql_type && e.kql_type != Type::Dynamic => Ok(name.text.clone()),
        _ => refuse(
            UNKNOWN_NAME,
            column.span,
            format!("`{}` must be a column of the edges and of the nodes, of one type", name.text),
        ),
    }
}
