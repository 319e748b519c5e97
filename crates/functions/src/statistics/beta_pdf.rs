use super::beta;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};

pub const BETA_PDF: Function = Function {
    description: &Description {
        name: "beta_pdf",
        signatures: &["(x: number, alpha: number, beta: number) -> real"],
        summary: "The density of the beta distribution at x; NaN outside 0 to 1.",
        examples: &[
            Example { expression: "beta_pdf(0.5, 2, 2)", equals: "1.5" },
            Example { expression: "beta_pdf(0, 2, 2)", equals: "double(nan)" },
        ],
        page: "beta-pdf-function",
        ..Description::SCALAR
    },
    kernel: beta_pdf,
};

fn beta_pdf(call: &Call) -> Result<ArrayRef, KernelError> {
    let [x, alpha, beta] = call.args else { return Err(KernelError::new("three arguments are wanted")) };
    Ok(call.reals(|row| Some(of(x.real(row)?, alpha.real(row)?, beta.real(row)?))))
}

fn of(x: f64, alpha: f64, beta: f64) -> f64 {
    let inside = x > 0.0 && x < 1.0 && alpha > 0.0 && beta > 0.0 && alpha.is_finite() && beta.is_finite();
    if inside { beta::density(x, alpha, beta) } else { f64::NAN }
}
