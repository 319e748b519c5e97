use super::bound_away;
use crate::Function;
use lurcher_types::describe::{Description, Example, Naming};

pub const COLUMN_IFEXISTS: Function = Function {
    description: &Description {
        name: "column_ifexists",
        aliases: &["columnifexists"],
        signatures: &["(column_name: const string, default: scalar) -> own"],
        naming: Naming::Own,
        summary: "The column of this name, or the default where there is none.",
        examples: &[Example { expression: "column_ifexists('no such column', 5)", equals: "5" }],
        page: "column-ifexists-function",
        ..Description::SCALAR
    },
    kernel: bound_away,
};
