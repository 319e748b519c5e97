use super::beta;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};

pub const BETA_CDF: Function = Function {
    description: &Description {
        name: "beta_cdf",
        signatures: &["(x: number, alpha: number, beta: number) -> real"],
        summary: "How much of the beta distribution lies at or under x; NaN outside 0 to 1.",
        examples: &[
            Example { expression: "beta_cdf(0.5, 3, 3)", equals: "0.5" },
            Example { expression: "beta_cdf(1.5, 3, 3)", equals: "double(nan)" },
        ],
        page: "beta-cdf-function",
        deviation: Some("Where alpha is a negative whole number the answer is 1, as in Kusto's own answers."),
        ..Description::SCALAR
    },
    kernel: beta_cdf,
};

fn beta_cdf(call: &Call) -> Result<ArrayRef, KernelError> {
    let [x, alpha, beta] = call.args else { return Err(KernelError::new("three arguments are wanted")) };
    Ok(call.reals(|row| Some(of(x.real(row)?, alpha.real(row)?, beta.real(row)?))))
}

fn of(x: f64, alpha: f64, beta: f64) -> f64 {
    if !(0.0..=1.0).contains(&x) {
        f64::NAN
    } else if alpha < 0.0 && alpha.fract() == 0.0 && beta > 0.0 {
        1.0
    } else if alpha > 0.0 && beta > 0.0 && alpha.is_finite() && beta.is_finite() {
        beta::cumulative(x, alpha, beta)
    } else {
        f64::NAN
    }
}
