//! One binary, because linking takes longer than testing.

mod layouts;
mod property;
mod published;
