//! `mv-expand` (and the expansion of `mv-apply`): one row per element of an array or member of a bag.
//!
//! Several lists are zipped: the longest decides how many rows a row becomes, shorter ones go on with null. A null is
//! a list of one null; an empty array or bag is no row.

use crate::KernelError;
use arrow::array::{ArrayRef, Int64Array, StringViewBuilder};
use list::Item;
use lurcher_columnar::Builder;
use lurcher_types::Type;
use lurcher_types::dynamic::{self, NULL};
use std::sync::Arc;

mod list;
#[cfg(test)]
mod tests;

pub use list::List;

/// `kind=`: what a bag becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum BagKind {
    /// Bags of one key.
    #[default]
    Bag,
    /// Arrays of a key and a value.
    Array,
}

/// What an `mv-expand` says about its lists.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Options {
    pub kind: BagKind,
    /// `limit n`: the most elements of each list of a row.
    pub limit: Option<usize>,
    /// `to typeof(…)` of each list; a list without one stays dynamic.
    pub types: Vec<Option<Type>>,
}

/// Some rows of the answer.
#[derive(Debug)]
pub struct Expansion {
    /// The input row that each row comes from.
    pub source: Vec<u32>,
    /// The expanded lists, in order.
    pub columns: Vec<ArrayRef>,
    /// What `with_itemindex` counts, from 0 in every input row.
    pub item_index: Int64Array,
}

/// Expands the rows of one batch, a piece at a time: a short batch of long lists can make very many rows.
pub struct Expander<'a> {
    lists: &'a [List],
    rows: usize,
    options: Options,
    /// The current row, its lists and how much of them is done.
    row: usize,
    items: Vec<Vec<Item<'a>>>,
    done: usize,
}

impl<'a> Expander<'a> {
    pub fn new(lists: &'a [List], rows: usize, options: Options) -> Result<Expander<'a>, KernelError> {
        if u32::try_from(rows).is_err() {
            return Err(KernelError::new("mv-expand: too many rows in one batch"));
        }
        let mut expander = Expander { lists, rows, options, row: 0, items: vec![Vec::new(); lists.len()], done: 0 };
        expander.load();
        Ok(expander)
    }

    /// The next rows, `most` at most; nothing when all rows are done.
    pub fn next(&mut self, most: usize) -> Option<Expansion> {
        let mut source = Vec::new();
        let mut item_index = Vec::new();
        let mut columns: Vec<Output> = (0..self.lists.len()).map(|i| Output::new(self.target(i))).collect();
        while self.row < self.rows && source.len() < most.max(1) {
            let length = self.items.iter().map(Vec::len).max().unwrap_or(0);
            let end = length.min(self.done + (most.max(1) - source.len()));
            for at in self.done..end {
                source.push(self.row as u32);
                item_index.push(at as i64);
                for (column, items) in columns.iter_mut().zip(&self.items) {
                    column.push(items.get(at).copied().unwrap_or(Item::Value(NULL)), self.options.kind);
                }
            }
            self.done = end;
            if end == length {
                self.row += 1;
                self.load();
            }
        }
        (!source.is_empty()).then(|| Expansion {
            source,
            columns: columns.into_iter().map(Output::finish).collect(),
            item_index: Int64Array::from(item_index),
        })
    }

    /// The type of an expanded list.
    pub fn target(&self, list: usize) -> Type {
        self.options.types.get(list).copied().flatten().unwrap_or(Type::Dynamic)
    }

    /// Reads the lists of the current row.
    fn load(&mut self) {
        self.done = 0;
        self.items.iter_mut().for_each(Vec::clear);
        if self.row >= self.rows {
            return;
        }
        let limit = self.options.limit.unwrap_or(usize::MAX);
        for (list, items) in self.lists.iter().zip(&mut self.items) {
            list.read(self.row, limit, items);
        }
    }
}

/// The content of an encoded string without escapes, as most are.
fn plain_string(text: &str) -> Option<&str> {
    let content = text.strip_prefix('"')?.strip_suffix('"')?;
    (!content.as_bytes().contains(&b'\\')).then_some(content)
}

/// One expanded column in the making.
enum Output {
    Dynamic(StringViewBuilder),
    Text(StringViewBuilder),
    Typed(Type, Builder),
}

impl Output {
    fn new(t: Type) -> Output {
        match t {
            Type::Dynamic => Output::Dynamic(StringViewBuilder::new()),
            Type::String => Output::Text(StringViewBuilder::new()),
            t => Output::Typed(t, Builder::new(t, 0)),
        }
    }

    fn push(&mut self, item: Item, kind: BagKind) {
        match item {
            Item::Value(encoded) => self.push_encoded(encoded),
            Item::Text(text) => self.push_text(text),
            Item::Member(key, value) if kind == BagKind::Array => self.push_encoded(&format!("[{key},{value}]")),
            Item::Member(key, value) => self.push_encoded(&format!("{{{key}:{value}}}")),
        }
    }

    fn push_text(&mut self, text: &str) {
        if let Output::Text(builder) = self {
            return builder.append_value(text);
        }
        let mut encoded = String::with_capacity(text.len() + 2);
        dynamic::write_string(&mut encoded, text);
        self.push_encoded(&encoded);
    }

    fn push_encoded(&mut self, text: &str) {
        match self {
            Output::Dynamic(builder) if text == NULL => builder.append_null(),
            Output::Dynamic(builder) => builder.append_value(text),
            Output::Text(builder) => match plain_string(text) {
                Some(plain) => builder.append_value(plain),
                None => builder.append_value(dynamic::to_text(text)),
            },
            Output::Typed(t, builder) => builder.push(&dynamic::expand_to(text, *t)),
        }
    }

    fn finish(self) -> ArrayRef {
        match self {
            Output::Dynamic(mut builder) | Output::Text(mut builder) => Arc::new(builder.finish()),
            Output::Typed(_, builder) => builder.finish(),
        }
    }
}
