use super::real::real;
use crate::Function;
use lurcher_types::describe::{Description, Example, Naming};

pub const ERFC: Function = Function {
    description: &Description {
        name: "erfc",
        signatures: &["(number: number_or_bool) -> real"],
        naming: Naming::FirstArgument,
        summary: "The complementary error function.",
        examples: &[Example { expression: "erfc(0)", equals: "1.0" }],
        page: "erfc-function",
        ..Description::SCALAR
    },
    kernel: |call| real(call, |x| Some(libm::erfc(x))),
};
