//! The only adapters between our kernels and DataFusion's functions.

mod accumulator;
mod aggregate;
mod definition;
mod distinct;
mod field;
mod groups;
mod picked;
mod scalar;
mod set;
mod state;

pub use aggregate::aggregate_function;
pub use field::field_of;
pub use scalar::{scalar_function, walks_json};
pub use set::set_function;
