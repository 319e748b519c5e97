use super::bound_away;
use crate::Function;
use lurcher_types::describe::Description;

pub const COLUMN_NAMES_OF: Function = Function {
    description: &Description {
        name: "column_names_of",
        signatures: &["(table: table) -> dynamic"],
        summary: "The names of a table's columns, in order.",
        page: "column-names-of-function",
        ..Description::SCALAR
    },
    kernel: bound_away,
};
