//! The one total map between KQL types and Arrow, and the typed views and builders over it.
//!
//! | KQL | Arrow | missing |
//! |---|---|---|
//! | bool | Boolean | null |
//! | int, long, real | Int32, Int64, Float64 | null |
//! | decimal | Decimal256(76, 38): every SqlDecimal value exactly | null |
//! | string | Utf8View | never null: `""` |
//! | datetime, timespan | Int64, ticks of 100 ns (since 0001-01-01 for datetime) | null |
//! | guid | FixedSizeBinary(16), bytes in printed order | null |
//! | dynamic | Utf8View, encoded text (see `lurcher_types::dynamic`) | null |
//!
//! An Arrow type alone does not tell the KQL type (Int64 is three of them), so every field carries it in its metadata.

mod builders;
mod map;
mod values;

pub use builders::{Builder, array_of, constant, nulls};
pub use map::{KQL_TYPE, arrow_type, field, kql_type};
pub use values::{Column, Dynamics, Longs, Strings, value_at};
