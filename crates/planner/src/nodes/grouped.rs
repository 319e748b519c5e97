use super::{Input, KernelRef, Produced, Stateless};
use datafusion::arrow::array::{Array, ArrayRef, UInt32Array, new_empty_array};
use datafusion::arrow::compute::{concat, take};
use datafusion::arrow::datatypes::Field;
use datafusion::arrow::row::{RowConverter, SortField};
use datafusion::common::{Result, internal_err};
use std::collections::HashMap;

/// A kernel that sees the rows of each group alone, as if it ran once per group. The node's last expression tells the groups
/// apart; they come out in order of first appearance, each with its rows in order.
#[derive(Debug, Clone)]
pub struct Grouped(pub KernelRef);

impl Stateless for Grouped {
    const INPUT: Input = Input::Whole;

    fn added(&self) -> Vec<Field> {
        self.0.fields()
    }

    fn apply(&self, arguments: &[ArrayRef], _: usize) -> Result<Produced> {
        let Some((group, arguments)) = arguments.split_last() else { return internal_err!("groups have a key") };
        let mut sources: Vec<u32> = Vec::new();
        let mut pieces: Vec<Vec<ArrayRef>> = vec![Vec::new(); self.0.fields().len()];
        for rows in groups(group)? {
            let own = arguments.iter().map(|a| Ok(take(a, &rows, None)?)).collect::<Result<Vec<_>>>()?;
            let made = self.0.start().next(&own, rows.len())?;
            match made.take {
                Some(kept) => sources.extend(kept.values().iter().filter_map(|i| rows.values().get(*i as usize))),
                None => sources.extend(rows.values()),
            }
            for (gathered, column) in pieces.iter_mut().zip(made.columns) {
                gathered.push(column);
            }
        }
        let columns = joined(&pieces, &self.0.fields())?;
        Ok(Produced { rows: sources.len(), take: Some(UInt32Array::from(sources)), columns })
    }
}

/// Whole columns of their pieces; a column without any is empty.
pub fn joined(pieces: &[Vec<ArrayRef>], fields: &[Field]) -> Result<Vec<ArrayRef>> {
    pieces
        .iter()
        .zip(fields)
        .map(|(arrays, field)| match arrays.as_slice() {
            [] => Ok(new_empty_array(field.data_type())),
            arrays => Ok(concat(&arrays.iter().map(|a| a as &dyn Array).collect::<Vec<_>>())?),
        })
        .collect()
}

/// The rows of each group.
pub fn groups(key: &ArrayRef) -> Result<Vec<UInt32Array>> {
    let converter = RowConverter::new(vec![SortField::new(key.data_type().clone())])?;
    let keys = converter.convert_columns(std::slice::from_ref(key))?;
    let mut index = HashMap::new();
    let mut groups: Vec<Vec<u32>> = Vec::new();
    for (row, key) in keys.iter().enumerate() {
        let at = *index.entry(key).or_insert(groups.len());
        if at == groups.len() {
            groups.push(Vec::new());
        }
        if let Some(rows) = groups.get_mut(at) {
            rows.push(row as u32);
        }
    }
    Ok(groups.into_iter().map(UInt32Array::from).collect())
}
