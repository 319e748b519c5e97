//! Sessions, catalog, sources, clock and limits: runs a query

pub mod catalog;
pub mod scan;
