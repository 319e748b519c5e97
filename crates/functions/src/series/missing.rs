//! Which elements of a series are missing, for the functions that fill gaps.

use super::number::number;
use crate::Call;
use lurcher_types::dynamic::{self, Kind};

/// What stands for a missing value.
#[derive(Debug, Clone, Copy)]
pub enum Missing {
    /// Every element that is null.
    Null,
    /// Every element that equals this number.
    Placeholder(f64),
}

impl Missing {
    /// The optional argument of this index; a null one means null.
    pub fn read(call: &Call, index: usize, row: usize) -> Missing {
        call.args.get(index).and_then(|column| column.real(row)).map_or(Missing::Null, Missing::Placeholder)
    }

    /// Puts the last element that is there in place of each missing one, in this order.
    pub fn fill<'a: 'b, 'b>(self, elements: impl Iterator<Item = &'b mut &'a str>) {
        let mut last = None;
        for element in elements {
            match last {
                Some(last) if self.is(element) => *element = last,
                None if self.is(element) => {}
                _ => last = Some(*element),
            }
        }
    }

    pub fn is(self, element: &str) -> bool {
        match self {
            Missing::Null => dynamic::kind(element) == Kind::Null,
            Missing::Placeholder(placeholder) => number(element).is_some_and(|n| n.real() == placeholder),
        }
    }
}
