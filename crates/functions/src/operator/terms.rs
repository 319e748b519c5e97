//! The needles of `has_any` and `has_all`: values and dynamic arrays side by side, flattened.

use super::search::{Case, Edges, Search};
use crate::string::texts::Texts;
use crate::{Call, KernelError};
use lurcher_columnar::Column;
use lurcher_types::{Type, dynamic};

/// The distinct needles of one row.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Needles {
    pub texts: Vec<String>,
    /// A null was among them.
    pub null: bool,
}

impl Needles {
    fn add(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.texts.push(text.to_owned()),
            None => self.null = true,
        }
    }

    fn of(items: &[Column], row: usize) -> Needles {
        let mut needles = Needles::default();
        for item in items {
            if item.kql_type != Type::Dynamic {
                needles.add(Texts::of(item).get(row).as_deref());
                continue;
            }
            match item.dynamics().get(row) {
                None => needles.add(None),
                Some(array) if dynamic::kind(array) == dynamic::Kind::Array => {
                    for element in dynamic::elements(array) {
                        needles.add((element != dynamic::NULL).then(|| dynamic::to_text(element)).as_deref());
                    }
                }
                Some(scalar) => needles.add(Some(&dynamic::to_text(scalar))),
            }
        }
        needles.texts.sort_unstable();
        needles.texts.dedup();
        needles
    }

    pub fn searches(&self) -> Vec<Search> {
        self.texts.iter().map(|needle| Search::new(needle, Case::Ignored, Edges::BOTH)).collect()
    }
}

/// The needles of every row at once, where they are constants.
pub fn constant(call: &Call) -> Option<Needles> {
    let items = call.args.get(1..)?;
    items.iter().all(|item| item.constant).then(|| Needles::of(items, 0))
}

/// The needles of one row.
pub fn of_row(call: &Call, row: usize) -> Needles {
    Needles::of(call.args.get(1..).unwrap_or_default(), row)
}

/// Refuses more distinct needles than Kusto takes.
pub fn check_count(needles: &Needles, most: usize, operator: &str) -> Result<(), KernelError> {
    match needles.texts.len() {
        count if count > most => {
            Err(KernelError::new(format!("{operator} takes at most {most} different values, not {count}")))
        }
        _ => Ok(()),
    }
}
