//! How queries run where it may not matter to their answers.

/// Rows that operators hand on at a time: measured, a little better than half as many.
const BATCH_ROWS: usize = 16384;

/// Tests change these and compare answers; nobody else has a reason to.
#[derive(Debug, Clone, Copy)]
pub struct Tuning {
    /// Rows that operators hand on at a time.
    pub batch_rows: usize,
    /// With every rule that makes a plan faster; without, only those that make it run at all.
    pub optimise: bool,
}

impl Default for Tuning {
    fn default() -> Tuning {
        Tuning { batch_rows: BATCH_ROWS, optimise: true }
    }
}
