//! Showing answers.

pub mod json;
