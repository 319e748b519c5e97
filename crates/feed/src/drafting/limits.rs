//! How much a model is asked, and how much of its answer is taken. What is longer is refused, never cut.

/// What is sent for one rule, in bytes.
pub const MAX_QUESTION_BYTES: usize = 256 << 10;
/// The endpoint's whole answer for one rule, in bytes.
pub const MAX_ANSWER_BYTES: u64 = 256 << 10;
/// A file of drafts, in bytes.
pub const MAX_DRAFT_BYTES: u64 = 64 << 10;
/// Scenarios for one rule.
pub const MAX_SCENARIOS: usize = 5;
pub const MAX_HYPOTHESIS_CHARS: usize = 1_200;
pub const MAX_SCENARIO_CHARS: usize = 300;
pub const MAX_REASON_CHARS: usize = 600;
pub const MAX_PREDICATE_CHARS: usize = 1_000;
/// The name of a model.
pub const MAX_MODEL_CHARS: usize = 100;
