//! Window functions: described here, computed by the planner over a serialized input.
//!
//! - `row_number` starts at 1 or at its argument, and again there on every row whose restart is true.
//! - `prev` and `next` look `offset` rows back or on (1 unless given); beyond the ends is the default, else null (`""`).
//! - `row_cumsum` adds; on a row whose restart is true the sum starts anew with that row's value.
//! - `row_rank_dense` grows by one whenever the value differs from the row before; `row_rank_min` gives rows of one
//!   value the number of the first of them (1, 2, 2, 2, 5). A restart begins both at 1 again.
//! - `row_window_session` gives the time at which the session began: a session ends where the distance to its first row
//!   or to the row before reaches its limit, on a restart, and at a null.

use lurcher_types::describe::{Description, Kind, Nulls};

pub static DESCRIPTIONS: &[&Description] =
    &[&ROW_NUMBER, &PREV, &NEXT, &ROW_CUMSUM, &ROW_RANK_DENSE, &ROW_RANK_MIN, &ROW_WINDOW_SESSION];

const WINDOW: Description = Description { kind: Kind::Window, nulls: Nulls::Kernel, ..Description::SCALAR };

static ROW_NUMBER: Description = Description {
    name: "row_number",
    signatures: &["([startingIndex: const long], [restart: bool]) -> long"],
    summary: "The number of the row, from 1 or a given number on.",
    page: "row-number-function",
    ..WINDOW
};

static PREV: Description = Description {
    name: "prev",
    signatures: &["(column: column scalar, [offset: const long], [default_value: const scalar]) -> arg0"],
    summary: "The value some rows before, or the default.",
    page: "prev-function",
    ..WINDOW
};

static NEXT: Description = Description {
    name: "next",
    signatures: &["(column: column scalar, [offset: const long], [default_value: const scalar]) -> arg0"],
    summary: "The value some rows after, or the default.",
    page: "next-function",
    ..WINDOW
};

static ROW_CUMSUM: Description = Description {
    name: "row_cumsum",
    signatures: &["(term: number, [restart: bool]) -> arg0"],
    summary: "The sum of all values up to and with this row's.",
    page: "row-cumsum-function",
    ..WINDOW
};

static ROW_RANK_DENSE: Description = Description {
    name: "row_rank_dense",
    signatures: &["(term: not_dynamic, [restart: bool]) -> long"],
    summary: "The rank of the row without gaps: one more whenever the value changes.",
    page: "row-rank-dense-function",
    ..WINDOW
};

static ROW_RANK_MIN: Description = Description {
    name: "row_rank_min",
    signatures: &["(term: not_dynamic, [restart: bool]) -> long"],
    summary: "The rank of the row: the number of the first row that has its value.",
    page: "row-rank-min-function",
    ..WINDOW
};

static ROW_WINDOW_SESSION: Description = Description {
    name: "row_window_session",
    signatures: &[concat!(
        "(expr: datetime, maxDistanceFromFirst: timespan, maxDistanceBetweenNeighbors: timespan, ",
        "[restart: bool]) -> datetime"
    )],
    summary: "The time at which the session of this row began.",
    page: "row-window-session-function",
    ..WINDOW
};
