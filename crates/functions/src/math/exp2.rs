use super::real::real;
use crate::Function;
use lurcher_types::describe::{Description, Example, Naming};

pub const EXP2: Function = Function {
    description: &Description {
        name: "exp2",
        signatures: &["(number: number_or_bool) -> real"],
        naming: Naming::FirstArgument,
        summary: "2 to the power of the number.",
        examples: &[Example { expression: "exp2(10)", equals: "1024.0" }],
        page: "exp2-function",
        ..Description::SCALAR
    },
    kernel: |call| real(call, |x| Some(x.exp2())),
};
