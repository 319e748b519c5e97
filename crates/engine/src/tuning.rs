//! How queries run where it may not matter to their answers.

/// Rows that operators hand on at a time: measured, a little better than half as many.
const BATCH_ROWS: usize = 16384;

/// Tests change these and compare answers; nobody else has a reason to.
#[derive(Debug, Clone)]
pub struct Tuning {
    /// Rows that operators hand on at a time.
    pub batch_rows: usize,
    /// Without it logical plans run as they were made, but for what DataFusion cannot run otherwise.
    pub optimise: bool,
}

impl Default for Tuning {
    fn default() -> Tuning {
        Tuning { batch_rows: BATCH_ROWS, optimise: true }
    }
}
