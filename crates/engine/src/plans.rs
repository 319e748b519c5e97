//! How plans are made. No answer may depend on it.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plans {
    /// Rows that operators hand on at a time.
    pub batch_rows: usize,
    /// With every rule that makes a plan faster; without, only those that make it run at all.
    pub optimised: bool,
}

impl Default for Plans {
    fn default() -> Plans {
        // Measured: a little better than half as many.
        Plans { batch_rows: 16384, optimised: true }
    }
}
