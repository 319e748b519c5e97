//! Aggregates that answer with one row of each group (`arg_max`, `arg_min`, `take_any`).
//!
//! A group is a place: which of the kept arrays, and which row of them. Of each batch the rows that won something are
//! copied, all groups at once; losers of earlier batches are swept out when they outweigh the winners. The answer is
//! gathered column by column at the end.

use super::definition::Definition;
use super::groups::included;
use super::state;
use datafusion::arrow::array::{Array, ArrayRef, AsArray, BooleanArray, LargeBinaryBuilder, UInt32Array};
use datafusion::arrow::compute::{interleave, take};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Result, internal_err};
use datafusion::logical_expr::{EmitTo, GroupsAccumulator};
use lurcher_columnar::{Builder, Column, constant, nulls, value_at};
use lurcher_functions::aggregate::Picker;
use lurcher_types::Value;
use std::sync::Arc;

pub struct Picked {
    definition: Arc<Definition>,
    picker: Box<dyn Picker>,
    /// Rows that won when they came: for each batch, the columns of the answer.
    kept: Vec<Vec<ArrayRef>>,
    kept_rows: usize,
    kept_bytes: usize,
    /// By number of the group: the batch and the row of its winner.
    places: Vec<Option<(usize, usize)>>,
}

/// Losers are swept out when they are more than the winners and this many rows.
const FEW_ROWS: usize = 65_536;
/// What a kept batch of few rows costs beside them, in rows.
const BATCH_COST: usize = 1_024;

impl Picked {
    pub fn new(definition: Arc<Definition>, picker: Box<dyn Picker>) -> Picked {
        Picked { definition, picker, kept: Vec::new(), kept_rows: 0, kept_bytes: 0, places: Vec::new() }
    }

    fn offer(
        &mut self,
        columns: &[Column],
        rows: impl Iterator<Item = usize>,
        groups: &[usize],
        total: usize,
    ) -> Result<()> {
        if total > self.places.len() {
            self.places.resize(total, None);
        }
        let batch = self.kept.len();
        let mut winners = Vec::new();
        let places = &mut self.places;
        let mut pairs = rows.filter_map(|row| Some((row, *groups.get(row)?)));
        self.picker.offer(columns, &mut pairs, &mut |row, group| {
            let Some(place) = places.get_mut(group) else { return };
            if place.is_none_or(|(at, _)| at != batch) {
                winners.push(group);
            }
            *place = Some((batch, row));
        });
        self.keep(columns, &winners)
    }

    /// Copies the rows of this batch that won for these groups.
    fn keep(&mut self, columns: &[Column], winners: &[usize]) -> Result<()> {
        if winners.is_empty() {
            return Ok(());
        }
        let mut rows = Vec::with_capacity(winners.len());
        for (at, group) in winners.iter().enumerate() {
            if let Some(Some((_, row))) = self.places.get_mut(*group) {
                // A batch has fewer than 2^32 rows: DataFusion's own are numbered so.
                rows.push(*row as u32);
                *row = at;
            }
        }
        let rows = UInt32Array::from(rows);
        let columns = columns.iter().take(self.definition.returns.len());
        self.push(columns.map(|c| Ok(compact(take(&c.array, &rows, None)?))).collect::<Result<_>>()?, winners.len());
        let winners = self.places.len();
        if self.kept_rows + BATCH_COST * self.kept.len() > 2 * winners + FEW_ROWS { self.sweep() } else { Ok(()) }
    }

    fn push(&mut self, columns: Vec<ArrayRef>, rows: usize) {
        self.kept_rows += rows;
        self.kept_bytes += columns.iter().map(|c| c.get_array_memory_size()).sum::<usize>();
        self.kept.push(columns);
    }

    /// Keeps the winners alone, as one batch.
    fn sweep(&mut self) -> Result<()> {
        let winners: Vec<_> = self.places.iter().copied().filter(Option::is_some).collect();
        let columns = self.gather(&winners)?.into_iter().map(compact).collect();
        self.forget_rows();
        self.push(columns, winners.len());
        for (row, place) in self.places.iter_mut().filter(|p| p.is_some()).enumerate() {
            *place = Some((0, row));
        }
        Ok(())
    }

    fn forget_rows(&mut self) {
        self.kept.clear();
        (self.kept_rows, self.kept_bytes) = (0, 0);
    }

    /// The columns of the answer for these places; a group without a row has nothing but missing values.
    fn gather(&self, places: &[Option<(usize, usize)>]) -> Result<Vec<ArrayRef>> {
        let nowhere = (self.kept.len(), 0);
        let places: Vec<(usize, usize)> = places.iter().map(|p| p.unwrap_or(nowhere)).collect();
        let column = |(i, t)| {
            let missing = nulls(t, 1);
            let mut arrays: Vec<&dyn Array> = Vec::with_capacity(self.kept.len() + 1);
            for batch in &self.kept {
                let Some(column) = batch.get::<usize>(i) else { return internal_err!("a row without its column {i}") };
                arrays.push(column);
            }
            arrays.push(&missing);
            Ok(interleave(&arrays, &places)?)
        };
        self.definition.returns.iter().copied().enumerate().map(column).collect()
    }

    /// The winners of these groups, which are then forgotten, and which of the groups had one.
    fn emit(&mut self, emit_to: EmitTo) -> Result<(Vec<ArrayRef>, Vec<bool>)> {
        let places = emit_to.take_needed(&mut self.places);
        let mut columns = self.gather(&places)?;
        self.picker.forget(places.len());
        if self.places.is_empty() {
            self.forget_rows();
        } else {
            columns = columns.into_iter().map(compact).collect();
        }
        Ok((columns, places.iter().map(Option::is_some).collect()))
    }
}

/// Texts in a buffer of their own: as they come, a few of them would hold on to the pages of a whole file.
fn compact(array: ArrayRef) -> ArrayRef {
    match array.data_type() {
        DataType::Utf8View => Arc::new(array.as_string_view().gc()),
        _ => array,
    }
}

impl GroupsAccumulator for Picked {
    fn update_batch(
        &mut self,
        values: &[ArrayRef],
        groups: &[usize],
        filter: Option<&BooleanArray>,
        total: usize,
    ) -> Result<()> {
        let columns = self.definition.columns(values)?;
        self.offer(&columns, included(groups.len(), filter), groups, total)
    }

    fn evaluate(&mut self, emit_to: EmitTo) -> Result<ArrayRef> {
        let (columns, _) = self.emit(emit_to)?;
        self.definition.answer(columns)
    }

    /// The same bytes as those of an accumulator: whether there is a row, and its values.
    fn state(&mut self, emit_to: EmitTo) -> Result<Vec<ArrayRef>> {
        let (columns, has_row) = self.emit(emit_to)?;
        let mut blobs = LargeBinaryBuilder::new();
        for (row, has_row) in has_row.into_iter().enumerate() {
            let mut values = vec![Value::Bool(has_row)];
            values.extend(columns.iter().zip(&self.definition.returns).map(|(c, t)| value_at(*t, c, row)));
            blobs.append_value(state::write(&values));
        }
        Ok(vec![Arc::new(blobs.finish())])
    }

    fn merge_batch(&mut self, values: &[ArrayRef], groups: &[usize], total: usize) -> Result<()> {
        let [blobs] = values else { return internal_err!("a state is one column") };
        let definition = self.definition.clone();
        let mut builders: Vec<Builder> = definition.returns.iter().map(|t| Builder::new(*t, blobs.len())).collect();
        let mut with_row = Vec::new();
        for (row, blob) in blobs.as_binary::<i64>().iter().enumerate() {
            let values = blob.map(state::read).transpose()?.unwrap_or_default();
            if let Some((Value::Bool(true), values)) = values.split_first()
                && values.len() == builders.len()
            {
                builders.iter_mut().zip(values).for_each(|(builder, value)| builder.push(value));
                with_row.push(row);
            } else {
                builders.iter_mut().for_each(Builder::push_missing);
            }
        }
        let arrays = builders.into_iter().map(Builder::finish);
        let columns = arrays.zip(&definition.returns).map(|(array, t)| Column::new(*t, array));
        // What else is an argument is a predicate: these rows have passed it.
        let passed = definition.types.iter().skip(definition.returns.len()).map(|_| constant(&Value::Bool(true)));
        self.offer(&columns.chain(passed).collect::<Vec<_>>(), with_row.into_iter(), groups, total)
    }

    /// Every row becomes a group of its own, which is what its state would be.
    fn convert_to_state(&self, values: &[ArrayRef], filter: Option<&BooleanArray>) -> Result<Vec<ArrayRef>> {
        let Some(picker) = self.definition.picker() else { return internal_err!("{:?} picks no row", self.definition) };
        let rows = values.first().map_or(0, |v| v.len());
        let mut alone = Picked::new(self.definition.clone(), picker);
        alone.update_batch(values, &(0..rows).collect::<Vec<_>>(), filter, rows)?;
        alone.state(EmitTo::All)
    }

    fn size(&self) -> usize {
        size_of::<Self>()
            + self.picker.size()
            + self.kept_bytes
            + self.places.capacity() * size_of::<Option<(usize, usize)>>()
    }
}

#[cfg(test)]
mod tests {
    use super::super::groups::Groups;
    use super::*;
    use datafusion::arrow::array::{Int64Array, StringViewArray};
    use lurcher_functions::{Context, aggregates};
    use lurcher_syntax::Span;
    use lurcher_types::Type;

    const TYPES: [Type; 3] = [Type::Long, Type::String, Type::Bool];

    fn definition(name: &str, arguments: &[usize], returns: usize) -> Arc<Definition> {
        let types: Vec<Type> = arguments.iter().filter_map(|i| TYPES.get(*i).copied()).collect();
        Arc::new(Definition {
            aggregate: aggregates().find(|a| a.description.name == name).unwrap(),
            constants: vec![None; types.len()],
            returns: types[..returns].to_vec(),
            types,
            context: Context { now: 0, seed: 1 },
            span: Span::default(),
        })
    }

    /// Numbers with nulls and repetitions, texts of which many are empty and some long, and truths with nulls.
    fn batch(number: usize, rows: usize, arguments: &[usize]) -> (Vec<ArrayRef>, Vec<usize>, BooleanArray) {
        let chance =
            |row: usize, salt: usize| (number * 7919 + row * 104_729 + salt * 31).wrapping_mul(2_654_435_761) >> 7;
        let keys: Int64Array = (0..rows).map(|r| (chance(r, 1) % 5 > 0).then(|| (chance(r, 2) % 9) as i64)).collect();
        let text =
            |r: usize| if chance(r, 3) % 3 == 0 { String::new() } else { format!("{number} {r} and then some more") };
        let texts = StringViewArray::from_iter_values((0..rows).map(text));
        let truths: BooleanArray = (0..rows).map(|r| [Some(true), Some(false), None][chance(r, 4) % 3]).collect();
        let filter: BooleanArray =
            (0..rows).map(|r| [Some(true), Some(true), Some(false), None][chance(r, 5) % 4]).collect();
        let all: [ArrayRef; 3] = [Arc::new(keys), Arc::new(texts), Arc::new(truths)];
        let groups = (0..rows).map(|r| chance(r, 6) % GROUPS).collect();
        (arguments.iter().map(|i| all[*i].clone()).collect(), groups, filter)
    }

    const GROUPS: usize = 40;

    /// What one accumulator for each group answers, and so does this one: whole, in parts, and by way of states.
    #[test]
    fn the_same_answers_as_one_accumulator_for_each_group() {
        let calls: [(&str, &[usize], usize); 6] = [
            ("arg_max", &[0, 1], 2),
            ("arg_min", &[1, 0, 2], 3),
            ("take_any", &[0, 1], 2),
            ("take_any", &[1], 1),
            ("take_any", &[0], 1),
            ("take_anyif", &[1, 2], 1),
        ];
        for (name, arguments, returns) in calls {
            let definition = definition(name, arguments, returns);
            let new = || Picked::new(definition.clone(), definition.picker().unwrap());
            let (mut ours, mut merged, mut plain) = (new(), new(), Groups::new(definition.clone()));
            for number in 0..100 {
                let (values, groups, filter) = batch(number, 50, arguments);
                let filter = (number % 2 == 0).then_some(&filter);
                let mut part = new();
                for target in [&mut ours as &mut dyn GroupsAccumulator, &mut part, &mut plain] {
                    target.update_batch(&values, &groups, filter, GROUPS).unwrap();
                }
                let everyone: Vec<usize> = (0..GROUPS).collect();
                merged.merge_batch(&part.state(EmitTo::All).unwrap(), &everyone, GROUPS).unwrap();
            }
            assert!(ours.kept.len() < 100 && ours.size() > 0, "losers are swept out");
            for emit_to in [EmitTo::First(7), EmitTo::All] {
                let wanted = plain.evaluate(emit_to).unwrap();
                assert_eq!(&ours.evaluate(emit_to).unwrap(), &wanted, "{name}");
                assert_eq!(&merged.evaluate(emit_to).unwrap(), &wanted, "{name}, merged");
            }
            let (values, _, filter) = batch(1, 50, arguments);
            let states = |a: &dyn GroupsAccumulator| a.convert_to_state(&values, Some(&filter)).unwrap();
            assert_eq!(states(&ours), states(&plain), "{name}");
        }
    }
}
