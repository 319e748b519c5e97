//! One of our accumulators for each group, fed from whole batches.
//!
//! DataFusion's own adapter copies and slices every argument for every group of every batch, and looks at all groups for
//! every batch. Ours sorts the row numbers by group, and hands each accumulator its rows of the batch as it is.

use super::definition::Definition;
use super::state;
use datafusion::arrow::array::{Array, ArrayRef, AsArray, BooleanArray, LargeBinaryBuilder};
use datafusion::common::{Result, internal_err};
use datafusion::logical_expr::{EmitTo, GroupsAccumulator};
use lurcher_columnar::Builder;
use lurcher_functions::Accumulator;
use std::sync::Arc;

pub struct Groups {
    definition: Arc<Definition>,
    /// By number of the group.
    states: Vec<Box<dyn Accumulator>>,
    /// What the states hold: kept up to date by differences, because there are many.
    bytes: usize,
}

impl Groups {
    pub fn new(definition: Arc<Definition>) -> Groups {
        Groups { definition, states: Vec::new(), bytes: 0 }
    }

    /// Hands each group its rows, in their order.
    fn feed(
        &mut self,
        rows: impl Iterator<Item = usize>,
        groups: &[usize],
        total: usize,
        mut take: impl FnMut(&mut dyn Accumulator, &[usize]) -> Result<()>,
    ) -> Result<()> {
        while self.states.len() < total {
            let state = self.definition.start()?;
            self.bytes += state.size();
            self.states.push(state);
        }
        let mut rows: Vec<usize> = rows.collect();
        rows.sort_by_key(|row| groups.get(*row));
        for rows in rows.chunk_by(|a, b| groups.get(*a) == groups.get(*b)) {
            let group = rows.first().and_then(|row| groups.get(*row));
            let Some(state) = group.and_then(|group| self.states.get_mut(*group)) else {
                return internal_err!("a row without a group");
            };
            let before = state.size();
            take(state.as_mut(), rows)?;
            self.bytes = (self.bytes + state.size()).saturating_sub(before);
        }
        Ok(())
    }

    fn emit(&mut self, emit_to: EmitTo) -> Vec<Box<dyn Accumulator>> {
        let states = emit_to.take_needed(&mut self.states);
        let emitted: usize = states.iter().map(|s| s.size()).sum();
        self.bytes = if self.states.is_empty() { 0 } else { self.bytes.saturating_sub(emitted) };
        states
    }
}

/// The rows that a filter lets through.
pub fn included(rows: usize, filter: Option<&BooleanArray>) -> impl Iterator<Item = usize> {
    (0..rows).filter(move |row| filter.is_none_or(|f| f.is_valid(*row) && f.value(*row)))
}

impl GroupsAccumulator for Groups {
    fn update_batch(
        &mut self,
        values: &[ArrayRef],
        groups: &[usize],
        filter: Option<&BooleanArray>,
        total: usize,
    ) -> Result<()> {
        let definition = self.definition.clone();
        let columns = definition.columns(values)?;
        self.feed(included(groups.len(), filter), groups, total, |state, rows| {
            state.update(&columns, &mut rows.iter().copied()).map_err(|e| definition.failed(e))
        })
    }

    fn evaluate(&mut self, emit_to: EmitTo) -> Result<ArrayRef> {
        let states = self.emit(emit_to);
        let mut builders: Vec<Builder> =
            self.definition.returns.iter().map(|t| Builder::new(*t, states.len())).collect();
        for mut state in states {
            let answers = state.finish_many().map_err(|e| self.definition.failed(e))?;
            if answers.len() < builders.len() {
                return internal_err!("{:?} has too few answers", self.definition);
            }
            builders.iter_mut().zip(&answers).for_each(|(builder, answer)| builder.push(answer));
        }
        self.definition.answer(builders.into_iter().map(Builder::finish).collect())
    }

    fn state(&mut self, emit_to: EmitTo) -> Result<Vec<ArrayRef>> {
        let mut blobs = LargeBinaryBuilder::new();
        for mut state in self.emit(emit_to) {
            blobs.append_value(state::write(&state.state().map_err(|e| self.definition.failed(e))?));
        }
        Ok(vec![Arc::new(blobs.finish())])
    }

    fn merge_batch(&mut self, values: &[ArrayRef], groups: &[usize], total: usize) -> Result<()> {
        let [blobs] = values else { return internal_err!("a state is one column") };
        let blobs = blobs.as_binary::<i64>();
        let definition = self.definition.clone();
        let rows = (0..groups.len()).filter(|row| blobs.is_valid(*row));
        self.feed(rows, groups, total, |state, rows| {
            rows.iter()
                .try_for_each(|row| state.merge(&state::read(blobs.value(*row))?).map_err(|e| definition.failed(e)))
        })
    }

    /// Every row becomes a group of its own, which is what its state would be.
    fn convert_to_state(&self, values: &[ArrayRef], filter: Option<&BooleanArray>) -> Result<Vec<ArrayRef>> {
        let rows = values.first().map_or(0, |v| v.len());
        let mut alone = Groups::new(self.definition.clone());
        alone.update_batch(values, &(0..rows).collect::<Vec<_>>(), filter, rows)?;
        alone.state(EmitTo::All)
    }

    fn size(&self) -> usize {
        size_of::<Self>() + self.states.capacity() * size_of::<Box<dyn Accumulator>>() + self.bytes
    }
}
