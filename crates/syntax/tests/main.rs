//! One binary, because linking takes longer than testing.

mod any_text;
mod corpus;
mod limits;
mod messages;
mod names;
mod outline;
mod recovery;
mod shared;
mod speed;
mod trees;
