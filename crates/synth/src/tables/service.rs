//! The columns that Log Analytics adds to every table.

use lurcher_types::Type;
use lurcher_types::time::TICKS_PER_SECOND;

use crate::company::guid;

use super::{Cell, Column};

/// What these columns need to know of a row.
pub trait Logged {
    const TABLE: &'static str;
    fn time(&self) -> i64;
    /// Different for every row of the table, as far as chance can make it.
    fn row_id(&self) -> u128;
    fn tenant(&self) -> &str;
}

/// Spreads the bits of an id, to make another one of it.
pub fn mixed(id: u128, salt: u128) -> u128 {
    let mut bits = id ^ salt.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
    bits = (bits ^ (bits >> 67)).wrapping_mul(0xda94_2042_e4dd_58b5_1234_5678_9abc_def1);
    bits ^ (bits >> 61)
}

/// The service's column of that name.
pub fn column<R: Logged>(name: &'static str) -> Column<R> {
    match name {
        "Timestamp" | "TimeGenerated" => Column::new(name, Type::Datetime, |r| Cell::Time(r.time())),
        "_TimeReceived" => Column::new(name, Type::Datetime, |r| Cell::Time(r.time() + delay(r.row_id()))),
        "TenantId" => Column::new(name, Type::String, |r| r.tenant().into()),
        "Type" => Column::new(name, Type::String, |_| R::TABLE.into()),
        "_ItemId" => Column::new(name, Type::String, |r| guid(mixed(r.row_id(), 5)).into()),
        "_BilledSize" => Column::new(name, Type::Real, |r| Cell::Real(900.0 + (r.row_id() % 900) as f64)),
        "_IsBillable" => Column::new(name, Type::String, |_| "True".into()),
        _ => Column::new(name, Type::String, |_| "".into()),
    }
}

/// A table's columns, and behind them those that end every table.
pub fn ended<R: Logged>(mut columns: Vec<Column<R>>) -> Vec<Column<R>> {
    let last = ["_ResourceId", "_SubscriptionId", "_ItemId", "_TimeReceived", "_Internal_WorkspaceResourceId"];
    columns.extend(last.map(column));
    columns
}

/// Two to seven minutes until the workspace has the row.
fn delay(id: u128) -> i64 {
    (120 + (id >> 17) as i64 % 300) * TICKS_PER_SECOND
}
