//! From tree to bound program: names resolved, expressions typed, automatic names given.
//!
//! Start at [`bind`]. The language's functions, the tables and constant folding are handed in, so that this crate
//! knows neither Arrow nor any data.

pub mod bound;
pub mod options;

mod binder;
mod chosen;
mod clauses;
mod error;
mod expressions;
mod graph;
mod hidden;
mod keys;
mod mutation;
mod naming;
mod narrow;
mod operators;
mod pattern_tables;
mod plugins;
mod probe;
mod program;
mod query_parameters;
mod restriction;
mod rows;
mod scope;
mod settings;
mod statements;
mod stored;
mod surroundings;
mod trace;
mod user_functions;
mod verify;
mod walk;
mod walked_json;

pub use binder::{Outcome, bind};
pub use chosen::{Chosen, ChosenPlace};
pub use expressions::{Gives, StoredFunction, WATCHLIST_TABLE};
pub use hidden::Hidden;
pub use mutation::Mutation;
pub use operators::wildcard as matches_wildcard;
pub use probe::{MAX_PROBED_COLUMNS, Probe, Probed, Probes};
pub use statements::NOTHING_TO_SHOW;
pub use surroundings::{Catalog, Language, NoValue, Settings};
pub use trace::{FollowedTable, MAX_FOLLOWED_ROWS, Trace};
