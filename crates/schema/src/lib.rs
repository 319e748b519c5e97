//! The tables and helper functions that Defender XDR and Microsoft Sentinel have.
//!
//! The descriptions are data in the folder `schemas/` at the workspace's root, embedded at build time. Nothing is
//! parsed until a table is asked for, so that starting Lurcher costs nothing. [`Schemas::load_jsonl`] adds a tenant's own
//! tables or replaces built-in ones.

mod builtin;
mod columns;
mod email;
mod error;
mod function;
mod jsonl;
mod parameters;
mod schemas;

pub use builtin::is_open;
pub use error::SchemaError;
pub use function::{Function, FunctionKind, Parameter, ParameterKind};
pub use schemas::Schemas;

#[cfg(test)]
mod tests;
