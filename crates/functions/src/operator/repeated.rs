//! Columns that say the same things again and again.
//!
//! A column read from a dictionary has one and the same view wherever it has the same text. A small table from view to
//! answer then spares nearly every look into the text itself.

use arrow::array::{Array, StringViewArray};
use arrow::buffer::BooleanBuffer;

/// How many views are remembered.
const SLOTS: usize = 1024;

/// After so many rows it is decided whether remembering pays.
const TRIAL: usize = 256;

/// The test's answer for every text, if the column repeats itself enough; else nothing, and little time is lost.
pub fn by_view(texts: &StringViewArray, mut test: impl FnMut(&str) -> bool) -> Option<BooleanBuffer> {
    if texts.len() < 2 * TRIAL || texts.null_count() > 0 {
        return None;
    }
    let mut memory = Memory { slots: vec![Slot::default(); SLOTS], misses: 0 };
    let views = texts.views();
    for (row, view) in views.iter().enumerate().take(TRIAL) {
        memory.answer(*view, || test(texts.value(row)));
    }
    if memory.misses > TRIAL / 2 {
        return None;
    }
    Some(BooleanBuffer::collect_bool(texts.len(), |row| memory.answer(views[row], || test(texts.value(row)))))
}

#[derive(Clone, Copy, Default)]
struct Slot {
    view: u128,
    known: bool,
    answer: bool,
}

struct Memory {
    slots: Vec<Slot>,
    misses: usize,
}

impl Memory {
    #[inline]
    fn answer(&mut self, view: u128, test: impl FnOnce() -> bool) -> bool {
        let mixed = ((view >> 64) as u64 ^ (view as u64).rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let slot = &mut self.slots[(mixed >> 54) as usize % SLOTS];
        if !slot.known || slot.view != view {
            self.misses += 1;
            *slot = Slot { view, known: true, answer: test() };
        }
        slot.answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(distinct: usize) -> StringViewArray {
        let texts = (0..4096).map(|i| format!("the text of number {}", i % distinct));
        let mut builder = arrow::array::StringViewBuilder::new().with_deduplicate_strings();
        texts.for_each(|t| builder.append_value(t));
        builder.finish()
    }

    #[test]
    fn answers_are_those_of_the_test() {
        let column = column(100);
        let answers = by_view(&column, |text| text.ends_with('7')).unwrap();
        for row in 0..column.len() {
            assert_eq!(answers.value(row), column.value(row).ends_with('7'));
        }
    }

    #[test]
    fn a_repeated_text_is_looked_at_once() {
        let mut looks = 0;
        let _ = by_view(&column(100), |_| {
            looks += 1;
            true
        });
        assert!(looks < 300, "{looks} looks for a hundred texts");
        assert!(by_view(&column(4096), |_| true).is_none());
    }
}
