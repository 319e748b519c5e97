//! Kernels that make graphs and change them: see `lurcher_semantics::bound` for the columns of a graph.

use super::table::{Places, longs, place, texts};
use crate::nodes::{Input, Produced, Stateless};
use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use datafusion::arrow::datatypes::{Field, Int64Type};
use datafusion::arrow::row::{OwnedRow, RowConverter, SortField};
use datafusion::common::{Result, internal_err};
use lurcher_columnar::value_at;
use lurcher_semantics::bound::{DEGREE_IN, DEGREE_OUT, ID, NUMBER, SOURCE, STRUCTURE, TARGET, TARGET_ID};
use lurcher_types::Type;
use std::collections::HashMap;

/// `make-graph`. Its arguments: 0 for an edge or the number of a node table; the id or the source; the target; the partition
/// if there is one; the properties of nodes, behind
/// which stands that of their partition if there is one; those of edges.
#[derive(Debug, Clone)]
pub struct MakeGraph {
    pub fields: Vec<Field>,
    /// The types of the properties, nodes first.
    pub types: Vec<Type>,
    pub id: Type,
    pub node_properties: usize,
    /// The property of nodes that holds the id.
    pub key: Option<usize>,
    pub partitioned: bool,
}

impl Stateless for MakeGraph {
    const INPUT: Input = Input::Whole;

    fn added(&self) -> Vec<Field> {
        self.fields.clone()
    }

    fn apply(&self, arguments: &[ArrayRef], rows: usize) -> Result<Produced> {
        let [tag, source, target, rest @ ..] = arguments else { return internal_err!("a graph has columns") };
        let (partition, properties) = rest.split_at(usize::from(self.partitioned).min(rest.len()));
        let tags = tag.as_primitive::<Int64Type>();
        let mut fields = vec![SortField::new(source.data_type().clone())];
        fields.extend(partition.iter().map(|p| SortField::new(p.data_type().clone())));
        let converter = RowConverter::new(fields)?;
        let key_rows = |of: &ArrayRef| {
            let columns: Vec<ArrayRef> = std::iter::once(of).chain(partition).cloned().collect();
            converter.convert_columns(&columns)
        };
        let (sources, targets) = (key_rows(source)?, key_rows(target)?);

        // Nodes of the tables first, those of an earlier table before those of a later one; then what only edges name.
        let mut numbers: HashMap<OwnedRow, i64> = HashMap::new();
        let mut nodes: Vec<(Option<usize>, &ArrayRef, usize)> = Vec::new();
        let mut listed: Vec<usize> = (0..rows).filter(|row| tags.value(*row) > 0).collect();
        listed.sort_by_key(|row| tags.value(*row));
        for row in listed {
            let next = nodes.len() as i64;
            numbers.entry(sources.row(row).owned()).or_insert_with(|| {
                nodes.push((Some(row), source, row));
                next
            });
        }
        let mut edges: Vec<(usize, i64, i64)> = Vec::new();
        for row in (0..rows).filter(|row| tags.value(*row) == 0) {
            let mut number = |keys: &datafusion::arrow::row::Rows, of| {
                let next = nodes.len() as i64;
                *numbers.entry(keys.row(row).owned()).or_insert_with(|| {
                    nodes.push((None, of, row));
                    next
                })
            };
            edges.push((row, number(&sources, source), number(&targets, target)));
        }

        let ids: Vec<String> = nodes.iter().map(|(_, of, row)| value_at(self.id, of, *row).to_text()).collect();
        let ends: Vec<(i64, i64)> = edges.iter().map(|(_, s, t)| (*s, *t)).collect();
        let mut columns = structure(&ids, &ends);
        let node_places = nodes.iter().map(|(row, _, _)| *row).chain(edges.iter().map(|_| None));
        let edge_places = nodes.iter().map(|_| None).chain(edges.iter().map(|(row, _, _)| Some(*row)));
        let (node_places, edge_places): (Places, Places) = (node_places.collect(), edge_places.collect());
        for (i, (property, t)) in properties.iter().zip(&self.types).enumerate() {
            columns.push(if self.key == Some(i) {
                let own: Vec<_> = nodes.iter().map(|(_, of, row)| Some(value_at(*t, of, *row))).collect();
                super::table::values(*t, &own, edges.len())
            } else if self.partitioned && i + 1 == self.node_properties {
                let own: Vec<usize> = nodes.iter().map(|(_, _, row)| *row).collect();
                partition_numbers(partition, &own, edges.len())?
            } else if i < self.node_properties {
                place(*t, property, &node_places)?
            } else {
                place(*t, property, &edge_places)?
            });
        }
        Ok(Produced { take: None, columns, rows: nodes.len() + edges.len() })
    }
}

/// The number of the partition of each of these rows, then so many missing ones.
fn partition_numbers(partition: &[ArrayRef], places: &[usize], missing: usize) -> Result<ArrayRef> {
    let converter = RowConverter::new(partition.iter().map(|p| SortField::new(p.data_type().clone())).collect())?;
    let rows = converter.convert_columns(partition)?;
    let mut numbers: HashMap<OwnedRow, i64> = HashMap::new();
    let own = places.iter().map(|row| {
        let next = numbers.len() as i64;
        Some(*numbers.entry(rows.row(*row).owned()).or_insert(next))
    });
    Ok(longs(own.collect::<Vec<_>>().into_iter().chain(std::iter::repeat_n(None, missing))))
}

/// The first columns of a graph of these nodes and edges.
fn structure(ids: &[String], ends: &[(i64, i64)]) -> Vec<ArrayRef> {
    let (nodes, edges) = (ids.len(), ends.len());
    let mut degrees = vec![(0i64, 0i64); nodes];
    for (source, target) in ends {
        if let Some(d) = usize::try_from(*source).ok().and_then(|n| degrees.get_mut(n)) {
            d.1 += 1;
        }
        if let Some(d) = usize::try_from(*target).ok().and_then(|n| degrees.get_mut(n)) {
            d.0 += 1;
        }
    }
    let id_of = |n: i64| usize::try_from(n).ok().and_then(|n| ids.get(n)).map_or("", String::as_str);
    let none = || std::iter::repeat_n(None, nodes);
    let no_more = || std::iter::repeat_n(None, edges);
    let mut columns: Vec<(usize, ArrayRef)> = vec![
        (NUMBER, longs((0..nodes as i64).map(Some).chain(no_more()))),
        (SOURCE, longs(none().chain(ends.iter().map(|(s, _)| Some(*s))))),
        (TARGET, longs(none().chain(ends.iter().map(|(_, t)| Some(*t))))),
        (ID, texts(ids.iter().map(String::as_str).chain(ends.iter().map(|(s, _)| id_of(*s))))),
        (TARGET_ID, texts(std::iter::repeat_n("", nodes).chain(ends.iter().map(|(_, t)| id_of(*t))))),
        (DEGREE_IN, longs(degrees.iter().map(|d| Some(d.0)).chain(no_more()))),
        (DEGREE_OUT, longs(degrees.iter().map(|d| Some(d.1)).chain(no_more()))),
    ];
    columns.sort_by_key(|(at, _)| *at);
    columns.into_iter().map(|(_, array)| array).collect()
}

/// `graph-where-nodes` and `graph-where-edges`: the columns of a graph, then the condition.
#[derive(Debug, Clone)]
pub struct GraphWhere {
    pub fields: Vec<Field>,
    pub types: Vec<Type>,
    pub nodes: bool,
}

impl Stateless for GraphWhere {
    const INPUT: Input = Input::Whole;

    fn added(&self) -> Vec<Field> {
        self.fields.clone()
    }

    fn apply(&self, arguments: &[ArrayRef], rows: usize) -> Result<Produced> {
        let Some((condition, columns)) = arguments.split_last() else { return internal_err!("a condition is missing") };
        let condition = condition.as_boolean();
        let holds = |row: usize| condition.is_valid(row) && condition.value(row);
        let (numbers, ids) = (columns[NUMBER].as_primitive::<Int64Type>(), columns[ID].as_string_view());
        let (sources, targets) =
            (columns[SOURCE].as_primitive::<Int64Type>(), columns[TARGET].as_primitive::<Int64Type>());
        let mut renumbered: HashMap<i64, i64> = HashMap::new();
        let (mut places, mut kept_ids, mut ends): (Places, Vec<String>, Vec<(i64, i64)>) = Default::default();
        for row in (0..rows).filter(|row| numbers.is_valid(*row) && (!self.nodes || holds(*row))) {
            renumbered.insert(numbers.value(row), kept_ids.len() as i64);
            kept_ids.push(ids.value(row).to_owned());
            places.push(Some(row));
        }
        for row in (0..rows).filter(|row| sources.is_valid(*row) && (self.nodes || holds(*row))) {
            let end = |of: i64| renumbered.get(&of).copied();
            if let (Some(s), Some(t)) = (end(sources.value(row)), end(targets.value(row))) {
                ends.push((s, t));
                places.push(Some(row));
            }
        }
        let mut made = structure(&kept_ids, &ends);
        for (property, t) in columns.iter().skip(STRUCTURE.len()).zip(&self.types) {
            made.push(place(*t, property, &places)?);
        }
        Ok(Produced { take: None, columns: made, rows: places.len() })
    }
}
