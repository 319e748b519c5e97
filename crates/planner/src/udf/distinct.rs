//! Distinct values of many groups in one table (`dcount`, `count_distinct`).
//!
//! A set for each group would take more for its empty places than for its values: a table grouped by sender has hundreds
//! of thousands of groups of one or two.

use super::definition::Definition;
use super::groups::included;
use datafusion::arrow::array::{Array, ArrayRef, AsArray, BooleanArray, Int64Array, LargeBinaryBuilder};
use datafusion::common::{Result, internal_err};
use datafusion::logical_expr::{EmitTo, GroupsAccumulator};
use lurcher_functions::KernelError;
use lurcher_functions::aggregate::{DistinctValues, MAX_DISTINCT};
use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hash, Hasher};
use std::sync::Arc;

pub struct Distinct {
    definition: Arc<Definition>,
    values: DistinctValues,
    seen: HashSet<Seen, BuildHasherDefault<Already>>,
    /// By number of the group.
    counts: Vec<usize>,
}

/// A value of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Seen {
    /// The two halves of the value's hash.
    value: [u64; 2],
    group: u32,
}

impl Seen {
    fn hash(self) -> u128 {
        u128::from(self.value[0]) << 64 | u128::from(self.value[1])
    }
}

impl Hash for Seen {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // The value is a hash; the group is spread over all bits, for many groups have the same value.
        state.write_u64(self.value[1] ^ u64::from(self.group).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    }
}

/// The hasher of what is a hash already.
#[derive(Default)]
struct Already(u64);

impl Hasher for Already {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |all, b| all.rotate_left(8) ^ u64::from(*b));
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

const HASH_BYTES: usize = size_of::<u128>();

impl Distinct {
    pub fn new(definition: Arc<Definition>, values: DistinctValues) -> Distinct {
        Distinct { definition, values, seen: HashSet::default(), counts: Vec::new() }
    }

    fn grow(&mut self, groups: usize) -> Result<()> {
        if u32::try_from(groups).is_err() {
            return internal_err!("{groups} groups are too many to number");
        }
        if groups > self.counts.len() {
            self.counts.resize(groups, 0);
        }
        Ok(())
    }

    fn insert(&mut self, group: usize, hash: u128) -> Result<()> {
        let Some(count) = self.counts.get_mut(group) else { return internal_err!("a row without a group") };
        // Groups were found to fit when they were made.
        if !self.seen.insert(Seen { value: [(hash >> 64) as u64, hash as u64], group: group as u32 }) {
            return Ok(());
        }
        *count += 1;
        if *count > MAX_DISTINCT {
            let message = format!("more than {MAX_DISTINCT} distinct values in one group");
            return Err(self.definition.failed(KernelError::new(message)));
        }
        Ok(())
    }

    /// The values of the first groups, which are then forgotten; the others move up.
    fn emit(&mut self, emit_to: EmitTo) -> (Vec<usize>, Vec<Seen>) {
        let counts = emit_to.take_needed(&mut self.counts);
        let emitted = counts.len();
        let (gone, left) = std::mem::take(&mut self.seen).into_iter().partition(|seen| (seen.group as usize) < emitted);
        let left: Vec<Seen> = left;
        self.seen = left.into_iter().map(|s| Seen { group: s.group - emitted as u32, ..s }).collect();
        (counts, gone)
    }
}

impl GroupsAccumulator for Distinct {
    fn update_batch(
        &mut self,
        values: &[ArrayRef],
        groups: &[usize],
        filter: Option<&BooleanArray>,
        total: usize,
    ) -> Result<()> {
        self.grow(total)?;
        let columns = self.definition.columns(values)?;
        for row in included(groups.len(), filter) {
            if let (Some(group), Some(hash)) = (groups.get(row), self.values.of_row(&columns, row)) {
                self.insert(*group, hash)?;
            }
        }
        Ok(())
    }

    fn evaluate(&mut self, emit_to: EmitTo) -> Result<ArrayRef> {
        let counts = match emit_to {
            EmitTo::All => {
                self.seen = HashSet::default();
                emit_to.take_needed(&mut self.counts)
            }
            EmitTo::First(_) => self.emit(emit_to).0,
        };
        Ok(Arc::new(Int64Array::from_iter_values(counts.into_iter().map(|count| count as i64))))
    }

    /// The hashes of each group, one behind the other.
    fn state(&mut self, emit_to: EmitTo) -> Result<Vec<ArrayRef>> {
        let (counts, mut seen) = self.emit(emit_to);
        seen.sort_unstable_by_key(|seen| seen.group);
        let mut blobs = LargeBinaryBuilder::with_capacity(counts.len(), seen.len() * HASH_BYTES);
        let (mut seen, mut blob) = (seen.into_iter(), Vec::new());
        for count in counts {
            blob.clear();
            seen.by_ref().take(count).for_each(|s| blob.extend_from_slice(&s.hash().to_le_bytes()));
            blobs.append_value(&blob);
        }
        Ok(vec![Arc::new(blobs.finish())])
    }

    fn merge_batch(&mut self, values: &[ArrayRef], groups: &[usize], total: usize) -> Result<()> {
        let [blobs] = values else { return internal_err!("a state is one column") };
        self.grow(total)?;
        let blobs = blobs.as_binary::<i64>();
        for (row, group) in groups.iter().enumerate().filter(|(row, _)| blobs.is_valid(*row)) {
            for hash in blobs.value(row).as_chunks::<HASH_BYTES>().0 {
                self.insert(*group, u128::from_le_bytes(*hash))?;
            }
        }
        Ok(())
    }

    fn convert_to_state(&self, values: &[ArrayRef], filter: Option<&BooleanArray>) -> Result<Vec<ArrayRef>> {
        let rows = values.first().map_or(0, |v| v.len());
        let columns = self.definition.columns(values)?;
        let mut blobs = LargeBinaryBuilder::with_capacity(rows, rows * HASH_BYTES);
        for row in 0..rows {
            let counts = filter.is_none_or(|f| f.is_valid(row) && f.value(row));
            match self.values.of_row(&columns, row).filter(|_| counts) {
                Some(hash) => blobs.append_value(hash.to_le_bytes()),
                None => blobs.append_value([]),
            }
        }
        Ok(vec![Arc::new(blobs.finish())])
    }

    fn size(&self) -> usize {
        size_of::<Self>()
            + self.counts.capacity() * size_of::<usize>()
            + self.seen.capacity() * (size_of::<Seen>() + 1) * 8 / 7
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::udf::groups::Groups;
    use datafusion::arrow::array::{BooleanArray, StringViewArray};
    use lurcher_functions::{Context, aggregates};
    use lurcher_types::Type;

    fn definition(name: &str) -> Arc<Definition> {
        let aggregate = aggregates().find(|a| a.description.name == name).unwrap();
        let types = if name.ends_with("if") { vec![Type::String, Type::Bool] } else { vec![Type::String] };
        let constants = vec![None; types.len()];
        let context = Context { now: 0, seed: 7 };
        let span = lurcher_syntax::Span { start: 0, end: 0 };
        Arc::new(Definition { aggregate, types, constants, returns: vec![Type::Long], context, span })
    }

    /// Batches of texts with groups; their numbers wander, so that groups come back.
    fn batch(number: usize, rows: usize, width: usize) -> (Vec<ArrayRef>, Vec<usize>) {
        let wander = |row: usize, by: usize| (number * 31 + row * row * 7 + row) % by;
        let texts: ArrayRef =
            Arc::new(StringViewArray::from_iter_values((0..rows).map(|r| format!("{}", wander(r, 23)))));
        let truths: ArrayRef = Arc::new((0..rows).map(|r| (r % 5 > 0).then_some(r % 3 > 0)).collect::<BooleanArray>());
        let values = [texts, truths].into_iter().take(width).collect();
        (values, (0..rows).map(|row| wander(row, GROUPS)).collect())
    }

    const GROUPS: usize = 11;

    #[test]
    fn the_same_counts_as_one_set_for_each_group() {
        for name in ["dcount", "count_distinct", "dcountif", "count_distinctif"] {
            let definition = definition(name);
            let new = || Distinct::new(definition.clone(), definition.distinct_values().unwrap());
            let (mut ours, mut merged, mut plain) = (new(), new(), Groups::new(definition.clone()));
            for number in 0..30 {
                let (values, groups) = batch(number, 40, definition.types.len());
                let filter: BooleanArray = (0..40).map(|row| Some(row % 4 != number % 4)).collect();
                let filter = (number % 2 == 0).then_some(&filter);
                let mut part = new();
                for target in [&mut ours as &mut dyn GroupsAccumulator, &mut part, &mut plain] {
                    target.update_batch(&values, &groups, filter, GROUPS).unwrap();
                }
                let everyone: Vec<usize> = (0..GROUPS).collect();
                match number % 3 {
                    0 => {
                        let states = new().convert_to_state(&values, filter).unwrap();
                        merged.merge_batch(&states, &groups, GROUPS).unwrap();
                    }
                    1 => {
                        merged.merge_batch(&part.state(EmitTo::First(4)).unwrap(), &everyone[..4], GROUPS).unwrap();
                        merged.merge_batch(&part.state(EmitTo::All).unwrap(), &everyone[4..], GROUPS).unwrap();
                    }
                    _ => merged.merge_batch(&part.state(EmitTo::All).unwrap(), &everyone, GROUPS).unwrap(),
                }
            }
            for emit_to in [EmitTo::First(4), EmitTo::All] {
                let wanted = plain.evaluate(emit_to).unwrap();
                assert_eq!(&ours.evaluate(emit_to).unwrap(), &wanted, "{name}");
                assert_eq!(&merged.evaluate(emit_to).unwrap(), &wanted, "{name}, merged");
            }
        }
    }
}
