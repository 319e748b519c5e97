//! Sessions, catalog, sources, clock and limits: runs a query.

pub mod catalog;
pub mod scan;

mod answer;
mod beside;
mod deadline;
mod error;
mod external;
mod follow;
mod functions;
mod json_paths;
mod language;
mod limits;
mod optimize;
mod per_key;
mod refusals;
mod row_room;
mod running;
mod session;
mod tables;
mod tuning;

pub use answer::{Answer, AnswerColumn, AnswerTable, Checked, ChosenValue, HiddenRows, Request};
pub use external::{ExternalData, NoRows};
pub use follow::{
    Bits, Drop, Followed, FollowedRow, Lost, MAX_FOLLOWED_OPERATORS, Named, Operator, Pipe, PipeOf, Reason, ResultRows,
    RowsOf, Term, Until, Why,
};
pub use functions::StoredFunctions;
pub use limits::Limits;
pub use lurcher_semantics::Mutation;
pub use session::Engine;
pub use tuning::Tuning;
