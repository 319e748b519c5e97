use super::edges::{Edges, Masks};
use super::search::{Found, matches};
use super::table::{longs, place};
use crate::nodes::{Input, Produced, Stateless};
use datafusion::arrow::array::{Array, ArrayRef, AsArray, BooleanArray};
use datafusion::arrow::datatypes::Field;
use datafusion::common::{Result, internal_err};
use lurcher_columnar::{array_of, value_at};
use lurcher_semantics::bound::{Content, Gather, GraphMatch, Reference, Target};
use lurcher_syntax::Span;
use lurcher_types::dynamic::{self, Dynamic};
use lurcher_types::{Type, Value};
use std::sync::Arc;

/// `graph-match` and `graph-shortest-paths`: a row for each match, with the values that are asked of it.
#[derive(Debug, Clone)]
pub struct Matches {
    pub fields: Vec<Field>,
    /// The types of the arguments.
    pub types: Vec<Type>,
    pub pattern: GraphMatch,
    pub span: Span,
}

impl Stateless for Matches {
    const INPUT: Input = Input::Whole;

    fn added(&self) -> Vec<Field> {
        self.fields.clone()
    }

    fn apply(&self, arguments: &[ArrayRef], rows: usize) -> Result<Produced> {
        let graph = Edges::of(arguments, rows);
        let mut masks = Masks::new(&self.pattern);
        for (target, argument) in &self.pattern.filters {
            let Some(condition) = arguments.get(*argument).and_then(|a| a.as_boolean_opt()) else {
                return internal_err!("a condition of a graph is no bool");
            };
            let own = if of_nodes(*target) { 0..graph.nodes } else { graph.nodes..rows };
            masks.add(*target, own.map(|row| condition.is_valid(row) && condition.value(row)).collect());
        }
        let found = matches(&graph, &self.pattern, &masks, self.span)?;
        let mut columns = vec![longs((0..found.len() as i64).map(Some))];
        for reference in &self.pattern.references {
            columns.push(self.column(reference, arguments, graph.nodes, rows, &found)?);
        }
        Ok(Produced { take: None, columns, rows: found.len() })
    }
}

impl Matches {
    fn column(
        &self,
        reference: &Reference,
        arguments: &[ArrayRef],
        nodes: usize,
        rows: usize,
        found: &[Found],
    ) -> Result<ArrayRef> {
        let (t, values) = match &reference.content {
            Content::Argument(i) => match (self.types.get(*i), arguments.get(*i)) {
                (Some(t), Some(array)) => (*t, array.clone()),
                _ => return internal_err!("a value of a graph is missing"),
            },
            Content::Bag(properties) => (Type::Dynamic, self.bags(properties, arguments, rows)),
        };
        // Nodes are the first rows, edges those behind them.
        let row_of = |element: u32| element as usize + if of_nodes(reference.target) { 0 } else { nodes };
        let path = |f: &Found| -> Vec<usize> {
            let elements = match reference.target {
                Target::PathEdges(p) => f.paths.get(p).map(|(edges, _)| edges),
                Target::InnerNodes(p) => f.paths.get(p).map(|(_, nodes)| nodes),
                _ => None,
            };
            elements.into_iter().flatten().map(|e| row_of(*e)).collect()
        };
        Ok(match reference.gather {
            Gather::Value => {
                let one = |f: &Found| match reference.target {
                    Target::Node(n) => f.nodes.get(n).copied(),
                    Target::Edge(n) => f.edges.get(n).copied(),
                    _ => None,
                };
                place(t, &values, &found.iter().map(|f| one(f).map(row_of)).collect())?
            }
            Gather::Map => {
                let texts: Vec<String> =
                    (0..rows).map(|row| dynamic::from_value(&value_at(t, &values, row)).encode()).collect();
                let arrays = found.iter().map(|f| {
                    let items: Vec<&str> =
                        path(f).into_iter().filter_map(|row| texts.get(row)).map(String::as_str).collect();
                    Value::Dynamic(format!("[{}]", items.join(",")))
                });
                array_of(Type::Dynamic, &arrays.collect::<Vec<_>>())
            }
            Gather::All | Gather::Any => {
                let Some(flags) = values.as_boolean_opt() else { return internal_err!("a condition is no bool") };
                let holds = |row: usize| flags.is_valid(row) && flags.value(row);
                let answers = found.iter().map(|f| {
                    let mut rows = path(f).into_iter();
                    Some(if reference.gather == Gather::All { rows.all(holds) } else { rows.any(holds) })
                });
                Arc::new(answers.collect::<BooleanArray>())
            }
        })
    }

    /// Each row's properties as a bag, without those that are null or empty.
    fn bags(&self, properties: &[(String, usize)], arguments: &[ArrayRef], rows: usize) -> ArrayRef {
        let bag = |row: usize| {
            let members = properties.iter().filter_map(|(name, i)| {
                let value = value_at(*self.types.get(*i)?, arguments.get(*i)?, row);
                let empty = value.is_null() || matches!(&value, Value::String(s) if s.is_empty());
                (!empty).then(|| (name.clone(), dynamic::from_value(&value)))
            });
            Value::Dynamic(Dynamic::Bag(members.collect()).encode())
        };
        array_of(Type::Dynamic, &(0..rows).map(bag).collect::<Vec<_>>())
    }
}

fn of_nodes(target: Target) -> bool {
    matches!(target, Target::Node(_) | Target::InnerNodes(_))
}
