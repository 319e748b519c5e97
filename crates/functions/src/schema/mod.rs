//! What a query may ask about its tables' columns and about itself. The binder answers all of these: no kernel sees a schema.

use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;

mod column_ifexists;
mod column_names_of;
mod estimate_data_size;
mod ingestion_time;
mod iscolumnexists;

pub static FUNCTIONS: &[Function] = &[
    column_ifexists::COLUMN_IFEXISTS,
    column_names_of::COLUMN_NAMES_OF,
    estimate_data_size::ESTIMATE_DATA_SIZE,
    ingestion_time::INGESTION_TIME,
    iscolumnexists::ISCOLUMNEXISTS,
];

/// The kernel of what is answered before there are any rows.
fn bound_away(_: &Call) -> Result<ArrayRef, KernelError> {
    Err(KernelError::new("this is answered while a query is bound"))
}
