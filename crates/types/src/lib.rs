//! What a KQL value is, and how functions and tables are described.
//!
//! This crate depends on nothing, so that the parser, the binder, the kernels and the readers of mail
//! and exports all share one answer to "what does this text mean as a datetime?".

pub mod describe;
pub mod dynamic;
pub mod text;
pub mod time;

mod decimal;
mod harmful;
mod kql_type;
mod nearest;
mod table;
mod value;

pub use decimal::Decimal;
pub use harmful::is_harmful;
pub use kql_type::{Type, TypeSet};
pub use nearest::nearest;
pub use table::{Column, Side, Table};
pub use value::Value;
