//! What a query may use.

use std::time::Duration;

#[derive(Debug, Clone)]
pub struct Limits {
    /// The memory of all queries together; beyond it operators spill to disk or give a clear error.
    pub memory_bytes: usize,
    pub time: Duration,
    pub threads: usize,
    /// The rows of an answer; a longer one is refused as soon as its first row too many is there.
    pub answer_rows: Option<usize>,
}

impl Default for Limits {
    fn default() -> Limits {
        let threads = std::thread::available_parallelism().map_or(2, |n| n.get());
        Limits { memory_bytes: 4 << 30, time: Duration::from_secs(3600), threads, answer_rows: None }
    }
}
