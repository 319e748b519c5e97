//! What the two filters share: how much they may compute.

/// The most multiplications for one series.
const MAX_FILTER_STEPS: usize = 1_000_000_000;

use crate::KernelError;

/// Refuses a filter that would keep a core busy for minutes.
pub fn check(series: usize, filter: usize) -> Result<(), KernelError> {
    match series.checked_mul(filter) {
        Some(steps) if steps <= MAX_FILTER_STEPS => Ok(()),
        _ => Err(KernelError::new(format!(
            "a filter of {filter} coefficients over {series} points takes more than {MAX_FILTER_STEPS} steps"
        ))),
    }
}
