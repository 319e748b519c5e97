//! Graphs: the kernels of `make-graph`, of the operators that change graphs, and of the searches.

mod components;
mod edges;
mod make;
mod matches;
mod search;
mod shortest;
mod table;

pub use components::MarkComponents;
pub use make::{GraphWhere, MakeGraph};
pub use matches::Matches;
