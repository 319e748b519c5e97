//! Tests of the engine: one binary, for linking DataFusion takes most of a minute.

mod balance;
mod catalog;
mod conversions;
mod fixture;
mod nulls;
mod pruning;
mod rounding;
