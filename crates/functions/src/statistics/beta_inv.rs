use super::beta;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};

pub const BETA_INV: Function = Function {
    description: &Description {
        name: "beta_inv",
        signatures: &["(probability: number, alpha: number, beta: number) -> real"],
        summary: "Under which value the given part of the beta distribution lies: the inverse of beta_cdf().",
        examples: &[
            Example { expression: "beta_inv(0.5, 3, 3)", equals: "0.5" },
            Example { expression: "beta_inv(1.5, 3, 3)", equals: "double(null)" },
        ],
        page: "beta-inv-function",
        deviation: Some(
            "A bad probability gives null and a bad parameter NaN, as in Kusto's own answers; the page says the reverse.",
        ),
        ..Description::SCALAR
    },
    kernel: beta_inv,
};

fn beta_inv(call: &Call) -> Result<ArrayRef, KernelError> {
    let [probability, alpha, beta] = call.args else { return Err(KernelError::new("three arguments are wanted")) };
    Ok(call.reals(|row| of(probability.real(row)?, alpha.real(row)?, beta.real(row)?)))
}

fn of(probability: f64, alpha: f64, beta: f64) -> Option<f64> {
    if !(alpha > 0.0 && beta > 0.0 && alpha.is_finite() && beta.is_finite()) {
        return Some(f64::NAN);
    }
    (probability > 0.0 && probability <= 1.0).then(|| beta::inverse(probability, alpha, beta))
}
