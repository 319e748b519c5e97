//! Comparing results, scoring recorded answers, running `.kqlt` files, and the contrast of pages. It knows no engine: whoever uses it hands in
//! a function that runs a query.

pub mod chance;
pub mod compare;
pub mod contrast;
pub mod kqlt;
pub mod recorded;

mod table;

pub use chance::Chance;
pub use compare::{Difference, Order, compare};
pub use table::{Answer, Column, Table, parse_header, print_header};
