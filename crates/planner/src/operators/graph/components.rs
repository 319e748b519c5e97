use super::edges::Edges;
use super::table::longs;
use crate::nodes::{Input, Produced, Stateless};
use datafusion::arrow::array::ArrayRef;
use datafusion::arrow::datatypes::Field;
use datafusion::common::Result;
use lurcher_semantics::bound::STRUCTURE;

/// `graph-mark-components`: the columns of a graph with one more property of nodes, the number of their component.
#[derive(Debug, Clone)]
pub struct MarkComponents {
    pub fields: Vec<Field>,
    /// How many properties nodes had before.
    pub node_properties: usize,
    pub strong: bool,
}

impl Stateless for MarkComponents {
    const INPUT: Input = Input::Whole;

    fn added(&self) -> Vec<Field> {
        self.fields.clone()
    }

    fn apply(&self, arguments: &[ArrayRef], rows: usize) -> Result<Produced> {
        let edges = Edges::of(arguments, rows);
        let marks = if self.strong { strong(&edges) } else { weak(&edges) };
        let marks = numbered(&marks);
        let mut columns = arguments.to_vec();
        let nodes = marks.len();
        let column = longs(marks.into_iter().map(Some).chain(std::iter::repeat_n(None, rows.saturating_sub(nodes))));
        columns.insert((STRUCTURE.len() + self.node_properties).min(columns.len()), column);
        Ok(Produced { take: None, columns, rows })
    }
}

/// Marks as 0, 1, 2, … in order of first appearance.
fn numbered(marks: &[u32]) -> Vec<i64> {
    let mut numbers = std::collections::HashMap::new();
    marks
        .iter()
        .map(|m| {
            let next = numbers.len() as i64;
            *numbers.entry(*m).or_insert(next)
        })
        .collect()
}

/// Nodes that a way joins, whatever its direction, have the same mark.
fn weak(graph: &Edges) -> Vec<u32> {
    let mut marks = vec![u32::MAX; graph.nodes];
    for start in 0..graph.nodes as u32 {
        let mut waiting = vec![start];
        while let Some(node) = waiting.pop() {
            match marks.get_mut(node as usize) {
                Some(mark) if *mark == u32::MAX => *mark = start,
                _ => continue,
            }
            waiting.extend(graph.from(node).map(|(_, to)| to));
            waiting.extend(graph.into(node).map(|(_, from)| from));
        }
    }
    marks
}

/// Nodes that can reach each other have the same mark: Kosaraju's two walks.
fn strong(graph: &Edges) -> Vec<u32> {
    // First, the nodes in the order in which a walk forward leaves them.
    let (mut left, mut seen) = (Vec::with_capacity(graph.nodes), vec![false; graph.nodes]);
    for start in 0..graph.nodes as u32 {
        let mut waiting = vec![(start, false)];
        while let Some((node, leaving)) = waiting.pop() {
            if leaving {
                left.push(node);
                continue;
            }
            match seen.get_mut(node as usize) {
                Some(s) if !*s => *s = true,
                _ => continue,
            }
            waiting.push((node, true));
            waiting.extend(graph.from(node).map(|(_, to)| (to, false)));
        }
    }
    // Then walks backward, from the last one left on: each finds one component.
    let mut marks = vec![u32::MAX; graph.nodes];
    for start in left.into_iter().rev() {
        let mut waiting = vec![start];
        while let Some(node) = waiting.pop() {
            match marks.get_mut(node as usize) {
                Some(mark) if *mark == u32::MAX => *mark = start,
                _ => continue,
            }
            waiting.extend(graph.into(node).map(|(_, from)| from));
        }
    }
    marks
}
