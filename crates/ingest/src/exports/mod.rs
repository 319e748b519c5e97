//! Exports of Defender, Log Analytics and Exchange: CSV and JSON in all the shapes that they come in.

pub mod choose;
pub mod convert;
pub mod csv;
pub mod json;
pub mod message_trace;
pub mod records;
