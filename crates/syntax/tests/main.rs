//! One binary, because linking takes longer than testing.

mod corpus;
mod shared;
