//! Tests of the engine: one binary, for linking DataFusion takes most of a minute.

mod balance;
mod catalog;
mod conformance;
mod conversions;
mod corpus;
mod dictionaries;
mod documentation;
mod fixture;
mod floors;
mod kql;
mod kqlt;
mod mail;
mod narrow;
mod nulls;
mod numbered;
mod operators;
mod predicates;
mod probes;
mod properties;
mod pruning;
mod random_table;
mod real_mail;
mod rounding;
mod seeds;
mod stored;
mod synthetic_mail;
