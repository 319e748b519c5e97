//! Exports of Defender, Log Analytics and Exchange: CSV and JSON in all the shapes that they come in.

mod cells;
pub mod choose;
pub mod columns;
pub mod convert;
pub mod csv;
pub mod json;
pub mod members;
pub mod message_trace;
pub mod records;
