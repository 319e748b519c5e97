use super::column::{bools_of, column_of, found_in_column};
use super::each::{bools, over_texts};
use super::terms::{self, Needles};
use crate::string::texts::Texts;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use arrow::buffer::BooleanBuffer;
use lurcher_types::describe::{Description, Example, Nulls};

pub const HAS_ALL: Function = Function {
    description: &Description {
        name: "has_all",
        signatures: &["(text: string|dynamic, item: scalar...) -> bool"],
        nulls: Nulls::Kernel,
        summary: "Whether a text holds all of several others as whole terms, ignoring case.",
        examples: &[
            Example { expression: "'the quick fox' has_all ('quick', 'FOX')", equals: "true" },
            Example { expression: "'the quick fox' has_all ('quick', 'dog')", equals: "false" },
        ],
        page: "has-all-operator",
        ..Description::SCALAR
    },
    kernel: has_all,
};

/// Kusto's limit on different values.
const MOST_VALUES: usize = 256;

fn has_all(call: &Call) -> Result<ArrayRef, KernelError> {
    let texts = Texts::of(&call.args[0]);
    let Some(needles) = terms::constant(call) else {
        return Ok(bools(call, |row| texts.get(row).is_some_and(|text| all_of(&terms::of_row(call, row), &text))));
    };
    terms::check_count(&needles, MOST_VALUES, "has_all")?;
    let mut searches = needles.searches();
    if let Some(column) = column_of(&texts, call.rows) {
        let mut found = BooleanBuffer::new_set(call.rows);
        for search in &mut searches {
            found = &found & &found_in_column(search, column);
            if found.count_set_bits() == 0 {
                break;
            }
        }
        return Ok(bools_of(found));
    }
    Ok(over_texts(call, &texts, |text| searches.iter_mut().all(|search| search.found_in(text))))
}

/// A null drops out; of no needles at all, every text has all.
fn all_of(needles: &Needles, text: &str) -> bool {
    needles.searches().iter_mut().all(|search| search.found_in(text))
}
