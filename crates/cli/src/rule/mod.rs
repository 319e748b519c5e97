//! A rule of a pack as a request to the engine: its parameters, its exclusions, and the places of its errors.

mod place;
mod request;

pub use place::{place, placed};
pub use request::{Asked, exclusions, hidden_rows, request};
