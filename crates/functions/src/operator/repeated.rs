//! Columns that say the same things again and again.
//!
//! Right above a scan, a column with a dictionary is answered by its keys. Above a join or `mv-expand` it is text: views into
//! one buffer that all batches of a row group share, with one place in it per text. A table from place to answer, kept from
//! batch to batch, then spares nearly every look into the text.

use arrow::array::{Array, ByteView, MAX_INLINE_VIEW_LEN, StringViewArray};
use arrow::buffer::{BooleanBuffer, Buffer};
use std::cell::RefCell;

/// How many places are remembered for one test.
const SLOTS: usize = 1 << 14;

/// How many tests are remembered on a thread; the one not used for longest goes.
const MOST_TESTS: usize = 8;

/// The most buffers, and the most bytes in them, that are kept alive for one test.
const MOST_BUFFERS: usize = 8;
const MOST_BYTES: usize = 4 << 20;

/// Texts at least as long are looked at each time.
const LONG: usize = 1 << 24;

/// After so many rows it is decided whether the column goes back and forth in its buffers, as one with a dictionary does.
const TRIAL: usize = 64;

/// The test's answer for every text, if the column repeats itself; else nothing, and little time is lost. The name tells
/// one test from any other on this thread.
pub fn by_place(name: &str, texts: &StringViewArray, mut test: impl FnMut(&str) -> bool) -> Option<BooleanBuffer> {
    let buffers = texts.data_buffers();
    let bytes: usize = buffers.iter().map(Buffer::len).sum();
    if texts.null_count() > 0 || buffers.len() > MOST_BUFFERS || bytes > MOST_BYTES || !goes_back(texts) {
        return None;
    }
    TESTS.with_borrow_mut(|tests| {
        let mut memory = recalled(tests, name, buffers);
        let answers = BooleanBuffer::collect_bool(texts.len(), |row| {
            let view = texts.views()[row];
            if view as u32 <= MAX_INLINE_VIEW_LEN || view as u32 as usize >= LONG {
                return test(texts.value(row));
            }
            memory.answer(ByteView::from(view), || test(texts.value(row)))
        });
        tests.push(memory);
        Some(answers)
    })
}

/// Whether a view points before the one of the row above, as views into a dictionary soon do.
fn goes_back(texts: &StringViewArray) -> bool {
    let mut last = None;
    texts.views().iter().take(TRIAL).filter(|v| **v as u32 > MAX_INLINE_VIEW_LEN).any(|view| {
        let view = ByteView::from(*view);
        let place = Some((view.buffer_index, view.offset));
        let back = last.is_some() && place <= last;
        last = place;
        back
    })
}

thread_local! {
    static TESTS: RefCell<Vec<Memory>> = const { RefCell::new(Vec::new()) };
}

/// The answers of one test to the texts of some buffers. The buffers are kept, so that their places stay theirs.
struct Memory {
    name: String,
    buffers: Vec<Buffer>,
    /// Place, length and answer in one number; 0 where nothing is known.
    slots: Vec<u64>,
}

/// What is remembered of this test, emptied if it was about other buffers; it leaves the list.
fn recalled(tests: &mut Vec<Memory>, name: &str, buffers: &[Buffer]) -> Memory {
    let known = tests.iter().position(|m| m.name == name).map(|at| tests.remove(at));
    if tests.len() >= MOST_TESTS {
        tests.remove(0);
    }
    let mut memory =
        known.unwrap_or_else(|| Memory { name: name.to_owned(), buffers: Vec::new(), slots: vec![0; SLOTS] });
    let same = |a: &Buffer, b: &Buffer| a.ptr_eq(b) && a.len() == b.len();
    if memory.buffers.len() != buffers.len() || !memory.buffers.iter().zip(buffers).all(|(a, b)| same(a, b)) {
        memory.buffers = buffers.to_vec();
        memory.slots.fill(0);
    }
    memory
}

impl Memory {
    #[inline]
    fn answer(&mut self, view: ByteView, test: impl FnOnce() -> bool) -> bool {
        const KNOWN: u64 = 2;
        let place = u64::from(view.offset) << 30 | u64::from(view.length) << 6 | u64::from(view.buffer_index) << 2;
        let mixed = (place ^ place >> 30).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let slot = &mut self.slots[(mixed >> 50) as usize % SLOTS];
        if *slot & !1 != place | KNOWN {
            *slot = place | KNOWN | u64::from(test());
        }
        *slot & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(distinct: usize, rows: usize) -> StringViewArray {
        let texts = (0..rows).map(|i| format!("the text of number {}", i % distinct));
        let mut builder = arrow::array::StringViewBuilder::new().with_deduplicate_strings();
        texts.for_each(|t| builder.append_value(t));
        builder.finish()
    }

    #[test]
    fn answers_are_those_of_the_test() {
        for distinct in [1, 7, 50] {
            let column = column(distinct, 4096);
            for last in ['7', '3'] {
                let answers = by_place(&last.to_string(), &column, |text| text.ends_with(last)).unwrap();
                for row in 0..column.len() {
                    assert_eq!(answers.value(row), column.value(row).ends_with(last));
                }
            }
        }
    }

    #[test]
    fn a_repeated_text_is_looked_at_once_over_all_batches() {
        let whole = column(50, 4096);
        let mut looks = 0;
        for start in (0..4096).step_by(1024) {
            let _ = by_place("once", &whole.slice(start, 1024), |_| {
                looks += 1;
                true
            });
        }
        assert!(looks < 80, "{looks} looks for fifty texts");
    }

    #[test]
    fn other_buffers_are_other_texts() {
        let (a, b) = (column(3, 200), column(5, 200));
        for array in [&a, &b, &a] {
            let answers = by_place("end", array, |text| text.ends_with('2')).unwrap();
            assert!((0..200).all(|row| answers.value(row) == array.value(row).ends_with('2')));
        }
    }

    #[test]
    fn a_column_without_repetition_is_left_alone() {
        assert!(by_place("none", &column(4096, 4096), |_| true).is_none());
    }

    #[test]
    fn the_same_place_with_another_length_is_another_text() {
        let whole = column(2, 200);
        let cut: Vec<u128> = whole.views().iter().map(|v| (v & !0xffff_ffff) | u128::from(*v as u32 - 1)).collect();
        let cut = StringViewArray::try_new(cut.into(), whole.data_buffers().to_vec(), None).unwrap();
        let long = by_place("length", &whole, |text| text.ends_with('1')).unwrap();
        let short = by_place("length", &cut, |text| text.ends_with('1')).unwrap();
        assert!((0..200).any(|row| long.value(row)) && !(0..200).any(|row| short.value(row)));
    }
}
