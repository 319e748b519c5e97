use super::texts::Texts;
use crate::operator::{Case, Edges, Search};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};
use lurcher_types::dynamic;

pub const HAS_ANY_INDEX: Function = Function {
    description: &Description {
        name: "has_any_index",
        signatures: &["(text: string|dynamic, values: array) -> long"],
        summary: "The position of the first item of an array that a text has as whole terms; -1 for none.",
        examples: &[
            Example { expression: "has_any_index('this is an example', dynamic(['this', 'example']))", equals: "0" },
            Example { expression: "has_any_index('this is an example', dynamic(['not', 'example']))", equals: "1" },
            Example { expression: "has_any_index('Example number 2', dynamic([1, 2, 3]))", equals: "1" },
            Example { expression: "has_any_index('this is an example', dynamic([]))", equals: "-1" },
        ],
        page: "has-any-index-function",
        ..Description::SCALAR
    },
    kernel: has_any_index,
};

fn has_any_index(call: &Call) -> Result<ArrayRef, KernelError> {
    let texts = Texts::of(&call.args[0]);
    let values = call.args[1].dynamics();
    let mut known: Option<Vec<Option<Search>>> = None;
    Ok(call.longs(|row| {
        if !call.args[1].constant || known.is_none() {
            known = Some(searches(values.get(row)?));
        }
        let text = texts.text(row);
        let position = known.iter_mut().flatten().position(|search| search.as_mut().is_some_and(|s| s.found_in(&text)));
        Some(position.map_or(-1, |position| position as i64))
    }))
}

/// A search for each item; none for a null, which no text has.
fn searches(values: &str) -> Vec<Option<Search>> {
    let search =
        |item: &str| (item != dynamic::NULL).then(|| Search::new(&dynamic::to_text(item), Case::Ignored, Edges::BOTH));
    match dynamic::kind(values) {
        dynamic::Kind::Array => dynamic::elements(values).map(search).collect(),
        _ => vec![search(values)],
    }
}
