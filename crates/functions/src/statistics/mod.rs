//! Distributions and tests of statistics.

use crate::Function;

mod beta;

mod beta_cdf;
mod beta_inv;
mod beta_pdf;
mod welch_test;

pub static FUNCTIONS: &[Function] =
    &[beta_cdf::BETA_CDF, beta_inv::BETA_INV, beta_pdf::BETA_PDF, welch_test::WELCH_TEST];
