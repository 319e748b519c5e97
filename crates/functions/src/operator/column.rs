//! One needle looked for in a whole column of strings: the hottest loop there is.
//!
//! The texts of a column lie one after the other in its buffers. So the places where the needle may be are looked for
//! in the buffer, far ahead, and most rows are answered by "the next such place is behind this text".

use super::each::{bools, over_texts};
use super::fold::fold_into;
use super::repeated::by_place;
use super::search::{Case, Edges, Finder, How, Search};
use crate::string::texts::Texts;
use crate::{Call, KernelError};
use arrow::array::{Array, ArrayRef, ByteView, StringViewArray};
use arrow::buffer::BooleanBuffer;

/// The answers to `text OP needle` for the operators that search.
pub fn search(call: &Call, case: Case, edges: Edges) -> Result<ArrayRef, KernelError> {
    if let [text, needle] = call.args
        && needle.constant
    {
        let Some(needle) = Texts::of(needle).get(0) else { return Ok(bools(call, |_| false)) };
        let mut search = Search::new(&needle, case, edges);
        return Ok(match column_of(&Texts::of(text), call.rows) {
            Some(array) => bools_of(found_in_column(&mut search, array)),
            None => over_texts(call, &Texts::of(text), |text| search.found_in(text)),
        });
    }
    super::each::by_needle(call, |needle| Search::new(needle, case, edges), |search, text| search.found_in(text))
}

pub fn bools_of(answers: BooleanBuffer) -> ArrayRef {
    std::sync::Arc::new(arrow::array::BooleanArray::new(answers, None))
}

/// The column itself, if it is one of plain strings with one for each row.
pub fn column_of<'a>(texts: &Texts<'a>, rows: usize) -> Option<&'a StringViewArray> {
    match texts {
        Texts::Plain(strings) if strings.array().len() == rows && strings.array().null_count() == 0 => {
            Some(strings.array())
        }
        _ => None,
    }
}

/// Which texts of the column have the needle.
pub fn found_in_column(search: &mut Search, texts: &StringViewArray) -> BooleanBuffer {
    any_in_column(std::slice::from_mut(search), texts)
}

/// Which texts of the column have at least one of the needles.
pub fn any_in_column(searches: &mut [Search], texts: &StringViewArray) -> BooleanBuffer {
    let rows = texts.len();
    // With their lengths, for a needle may hold whatever stands between two names.
    let name: String = searches.iter().map(|search| format!("{} {}", search.name.len(), search.name)).collect();
    if let Some(answers) = by_place(&name, texts, |text| searches.iter_mut().any(|search| search.found_in(text))) {
        return answers;
    }
    let mut found = BooleanBuffer::new_unset(rows);
    for search in searches.iter() {
        match &search.how {
            How::Everywhere => return BooleanBuffer::new_set(rows),
            How::Folded(_) => {}
            How::Exact(finder) | How::Ascii(finder, _) => {
                let mut ahead = Ahead::default();
                found = &found | &BooleanBuffer::collect_bool(rows, |row| ahead.found_in_row(finder, texts, row));
            }
        }
    }
    let folded: Vec<&Finder> = searches.iter().filter_map(Search::in_folded).collect();
    if folded.is_empty() {
        return found;
    }
    let mut scratch = String::new();
    BooleanBuffer::collect_bool(rows, |row| {
        let text = texts.value(row);
        if found.value(row) || text.is_ascii() {
            return found.value(row);
        }
        fold_into(&mut scratch, text);
        folded.iter().any(|finder| finder.found_in(&scratch))
    })
}

/// How far beyond a text to look at most, in bytes: enough to answer for the next dozen.
const FAR: usize = 512;

/// What is known of a stretch of a buffer: the first place in it where the needle may begin.
#[derive(Default)]
struct Ahead {
    buffer: u32,
    from: usize,
    until: usize,
    place: Option<usize>,
    /// How far to look beyond a text. It grows while texts follow each other, for else it would be lost.
    far: usize,
}

impl Ahead {
    #[inline]
    fn found_in_row(&mut self, finder: &Finder, texts: &StringViewArray, row: usize) -> bool {
        let Some(view) = texts.views().get(row) else { return false };
        let length = *view as u32 as usize;
        let Some(last) = length.checked_sub(finder.needle.len()) else { return false };
        // Short texts lie in the view itself.
        if length <= arrow::array::MAX_INLINE_VIEW_LEN as usize {
            return finder.found_in(texts.value(row));
        }
        let view = ByteView::from(*view);
        let Some(bytes) = texts.data_buffers().get(view.buffer_index as usize) else { return false };
        if self.buffer != view.buffer_index {
            *self = Ahead { buffer: view.buffer_index, ..Ahead::default() };
        }
        let start = view.offset as usize;
        let mut at = start;
        while let Some(place) = self.first(finder, bytes, at, start + last + 1) {
            if finder.is_at(texts.value(row), place - start) {
                return true;
            }
            at = place + 1;
        }
        false
    }

    /// The first place from `at` on, and before `end`, where the needle may begin.
    #[inline]
    fn first(&mut self, finder: &Finder, bytes: &[u8], at: usize, end: usize) -> Option<usize> {
        if self.from <= at {
            match self.place {
                Some(place) if place >= at => return (place < end).then_some(place),
                None if end <= self.until => return None,
                _ => {}
            }
        }
        let follows = self.from <= at && at <= self.until.saturating_add(FAR);
        let far = if follows { (2 * self.far + 64).min(FAR) } else { 0 };
        let place = finder.pair.find(bytes, at, end + far);
        *self = Ahead { buffer: self.buffer, from: at, until: end + far, place, far };
        self.place.filter(|place| *place < end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn agree(texts: &[String], needle: &str, order: &[usize]) {
        let column = StringViewArray::from_iter_values(texts);
        let order = arrow::array::UInt32Array::from_iter_values(order.iter().map(|i| (i % texts.len().max(1)) as u32));
        let shuffled = match texts.is_empty() {
            true => column.clone(),
            false => StringViewArray::from_iter_values(order.iter().flatten().map(|i| column.value(i as usize))),
        };
        // A slice of views over the old buffers, in another order.
        let views: Vec<u128> = order.iter().flatten().filter_map(|i| column.views().get(i as usize).copied()).collect();
        let buffers = column.data_buffers().to_vec();
        let reordered = StringViewArray::try_new(views.into(), buffers, None).unwrap();
        for (case, edges) in [(Case::Ignored, Edges::BOTH), (Case::Ignored, Edges::NONE), (Case::Exact, Edges::NONE)] {
            for array in [&column, &shuffled, &reordered] {
                let mut search = Search::new(needle, case, edges);
                let answers = found_in_column(&mut search, array);
                for row in 0..array.len() {
                    assert_eq!(
                        answers.value(row),
                        search.found_in(array.value(row)),
                        "{needle} in {}",
                        array.value(row)
                    );
                }
            }
        }
    }

    #[test]
    fn several_needles_are_each_of_them() {
        let texts: Vec<String> = (0..300)
            .map(|i| match i % 5 {
                0 => format!("a text about nothing, number {i}"),
                1 => format!("the INVOICE of number {i} is long"),
                2 => format!("zw\u{f6}lf \u{212a} und \u{c9}COLE, number {i}"),
                3 => "short one".to_owned(),
                _ => format!("another \u{130}nvoice for {i}, with more"),
            })
            .collect();
        let column = StringViewArray::from_iter_values(&texts);
        for needles in [&["invoice", "one"][..], &["k", "zzz"], &["\u{e9}cole"], &["x", "7"], &[], &["q", ""]] {
            let new = || -> Vec<Search> {
                needles.iter().map(|needle| Search::new(needle, Case::Ignored, Edges::BOTH)).collect()
            };
            // A slice of two rows is answered text by text, the whole by searching its buffer.
            for array in [column.clone(), column.slice(1, 2)] {
                let answers = any_in_column(&mut new(), &array);
                for row in 0..array.len() {
                    let wanted = new().iter_mut().any(|search| search.found_in(array.value(row)));
                    assert_eq!(answers.value(row), wanted, "{needles:?} in {}", array.value(row));
                }
            }
        }
    }

    #[test]
    fn a_match_across_two_texts_is_none() {
        let texts = ["some long text ends in pass".to_owned(), "word begins another long text".to_owned()];
        agree(&texts, "password", &[1, 0]);
        agree(&texts, "s", &[1, 0, 0]);
    }

    proptest! {
        #[test]
        fn columns_answer_as_texts_do(
            texts in prop::collection::vec("[abkAK \u{212a}\u{e9}-]{0,40}", 0..60),
            needle in "[abkAK \u{212a}-]{0,4}",
            order in prop::collection::vec(0usize..60, 0..60),
        ) {
            agree(&texts, &needle, &order);
        }
    }
}
