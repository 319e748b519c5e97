//! Text that a file holds as a dictionary is read as one: keys and, once a row group, the texts they stand for.
//!
//! ```text
//! chunks that are all keys ──columns──► scan of keys ──text──► text, only for rows that are left
//!                                                    └─answers─► what a test says of each text, looked up by key
//! ```
//!
//! [`TextOf`] stands over the scan; the rule in `optimize/late_text.rs` moves it above filters, and turns expressions over
//! one such column into [`AnswersOf`].

mod answers;
mod columns;
mod recent;
mod text;

pub use answers::AnswersOf;
pub use columns::{dictionary_columns, dictionary_type};
pub use text::TextOf;
