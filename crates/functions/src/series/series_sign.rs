use super::each::each;
use super::number::Number;
use crate::Function;
use lurcher_types::describe::{Description, Example, Nulls};

pub const SERIES_SIGN: Function = Function {
    description: &Description {
        name: "series_sign",
        signatures: &["(series: array) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "-1, 0 or 1 for every negative, zero or positive number of a series.",
        examples: &[Example { expression: "series_sign(dynamic([-6.5, 0, 8]))", equals: "dynamic([-1,0,1])" }],
        page: "series-sign-function",
        ..Description::SCALAR
    },
    kernel: |call| each(call, sign),
};

fn sign(number: Number) -> Number {
    match number {
        Number::Long(n) => Number::Long(n.signum()),
        Number::Real(x) if x > 0.0 => Number::Long(1),
        Number::Real(x) if x < 0.0 => Number::Long(-1),
        Number::Real(x) if x.is_nan() => Number::Real(x),
        Number::Real(_) => Number::Long(0),
    }
}
