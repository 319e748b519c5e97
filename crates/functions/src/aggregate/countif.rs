use super::count::Count;
use super::predicate::only_where;
use crate::Aggregate;
use lurcher_types::describe::{Description, Naming};

// DataFusion: `count(*) filter (where p)` means the same.
pub const COUNTIF: Aggregate = Aggregate {
    description: &Description {
        name: "countif",
        signatures: &["(predicate: bool) -> long"],
        naming: Naming::Prefix("countif"),
        summary: "The number of rows for which the predicate is true; a null is not true.",
        page: "countif-aggregation-function",
        ..Description::AGGREGATE
    },
    ordered: |_| false,
    start: |_| Ok(only_where(0, Box::new(Count::default()))),
};
