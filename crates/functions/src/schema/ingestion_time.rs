use super::bound_away;
use crate::Function;
use lurcher_types::describe::{Description, Naming, Stability};

pub const INGESTION_TIME: Function = Function {
    description: &Description {
        name: "ingestion_time",
        signatures: &["() -> datetime"],
        naming: Naming::Fixed("$IngestionTime"),
        stability: Stability::PerQuery,
        summary: "When a row arrived: here the row's own time.",
        page: "ingestion-time-function",
        deviation: Some("Files keep no time of arrival: the row's own time stands for it, with a warning."),
        ..Description::SCALAR
    },
    kernel: bound_away,
};
