//! Sessions, catalog, sources, clock and limits: runs a query.

pub mod catalog;
pub mod scan;

mod error;
mod language;
mod limits;
mod session;
mod tables;

pub use limits::Limits;
pub use session::{Answer, AnswerColumn, AnswerTable, Checked, Engine, Request};
