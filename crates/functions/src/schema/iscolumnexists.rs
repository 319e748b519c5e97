use super::bound_away;
use crate::Function;
use lurcher_types::describe::{Description, Example};

pub const ISCOLUMNEXISTS: Function = Function {
    description: &Description {
        name: "iscolumnexists",
        signatures: &["(column_name: const string) -> bool"],
        summary: "Whether there is a column of this name.",
        examples: &[Example { expression: "iscolumnexists('no such column')", equals: "false" }],
        page: "column-ifexists-function",
        ..Description::SCALAR
    },
    kernel: bound_away,
};
