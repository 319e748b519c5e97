//! Every KQL function and aggregate: one file each, holding its description, its examples and its kernel.
//!
//! To add one: write `family/name.rs` after the model of `string/strlen.rs`, and list it in the family's `mod.rs`.
//! Everything else (binding, help, documentation, tests) follows from the description.

mod accumulator;
mod call;
mod known;
#[cfg(test)]
mod probes;
mod shown;
mod special;
mod table;

pub mod aggregate;
pub mod binary;
pub mod conversion;
pub mod datetime;
pub mod dynamic;
pub mod expand;
pub mod geo;
pub mod ip;
pub mod key_values;
pub mod math;
pub mod operator;
pub mod pattern;
pub mod plugin;
pub mod schema;
pub mod series;
pub mod sketch;
pub mod statistics;
pub mod string;
pub mod units;
pub mod user_agent;
pub mod window;

pub use accumulator::{Accumulator, Aggregate, AggregateCall};
pub use call::{Call, Context, Function, KernelError};
pub use ip::geoip;
pub use shown::{SHOWN, shown};
pub use table::{aggregates, entries, entry, function, functions, nearest, plugin};
pub use user_agent::patterns as user_agents;

mod fold;
pub use fold::fold;
