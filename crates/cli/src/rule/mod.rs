//! A rule of a pack as a request to the engine, and what its answer says: parameters, exclusions, findings, places of errors.

mod found;
mod place;
mod request;
mod written;

pub use found::{Keys, findings, fires, is_overview, keys, row_count};
pub use place::{place, place_in, placed, said};
pub use request::{Asked, exclusions, hidden_rows, request};
pub use written::literal;
