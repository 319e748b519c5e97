//! EmailHeaders: one row per header line, as the raw mail would have it.

use lurcher_types::Type;

use crate::company::guid;
use crate::message::Message;

use super::{Cell, Column};

pub struct HeaderRow<'m> {
    pub message: &'m Message,
    pub ordinal: usize,
    pub name: &'static str,
    pub value: String,
}

/// In the order of the schema.
pub fn header_columns<'m>() -> Vec<Column<HeaderRow<'m>>> {
    use Type::{Datetime, Int, String};
    let own = Column::<HeaderRow<'m>>::new;
    vec![
        own("Timestamp", Datetime, |r| Cell::Time(r.message.time)),
        own("TimeGenerated", Datetime, |r| Cell::Time(r.message.time)),
        own("NetworkMessageId", String, |r| guid(r.message.id).into()),
        own("Ordinal", Int, |r| Cell::Int(r.ordinal as i32)),
        own("Name", String, |r| r.name.into()),
        own("Value", String, |r| r.value.as_str().into()),
    ]
}
