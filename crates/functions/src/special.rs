//! Functions that are part of the query itself: the binder reads them, and no kernel computes them.

use lurcher_types::describe::{Description, Nulls};

pub static DESCRIPTIONS: &[&Description] =
    &[&DATABASE, &EXTERNAL_TABLE, &MATERIALIZE, &MATERIALIZED_VIEW, &TABLE, &TOSCALAR];

const SPECIAL: Description = Description { nulls: Nulls::Kernel, ..Description::SCALAR };

static DATABASE: Description = Description {
    name: "database",
    signatures: &["([name: const string]) -> own"],
    summary: "The database of this name, or the one at hand; behind a point stands its table. There is one database here.",
    page: "database-function",
    ..SPECIAL
};

static EXTERNAL_TABLE: Description = Description {
    name: "external_table",
    signatures: &["(name: const string, [mapping: const string]) -> own"],
    summary: "The table of this name; whether it is external makes no difference here.",
    page: "external-table-function",
    ..SPECIAL
};

static MATERIALIZE: Description = Description {
    name: "materialize",
    signatures: &["(expression: table) -> own"],
    summary: "A table that is computed once, however often the query reads it.",
    page: "materialize-function",
    ..SPECIAL
};

static MATERIALIZED_VIEW: Description = Description {
    name: "materialized_view",
    signatures: &["(name: const string, [max_age: timespan]) -> own"],
    summary: "The table of this name; how fresh a view is makes no difference here.",
    page: "materialized-view-function",
    ..SPECIAL
};

static TABLE: Description = Description {
    name: "table",
    signatures: &["(name: const string, [query_data_scope: const string]) -> own"],
    summary: "The table of this name.",
    page: "table-function",
    ..SPECIAL
};

static TOSCALAR: Description = Description {
    name: "toscalar",
    signatures: &["(expression: table) -> own"],
    summary: "The first value of the first row of a table, computed before the rest of the query runs.",
    page: "toscalar-function",
    ..SPECIAL
};
