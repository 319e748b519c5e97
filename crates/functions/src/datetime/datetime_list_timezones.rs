use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use jiff::tz::TimeZoneDatabase;
use lurcher_types::describe::{Description, Example};
use lurcher_types::{Value, dynamic::Dynamic};

pub const DATETIME_LIST_TIMEZONES: Function = Function {
    description: &Description {
        name: "datetime_list_timezones",
        signatures: &["() -> dynamic"],
        summary: "The names of all time zones, in order.",
        examples: &[Example { expression: "tostring(datetime_list_timezones()[0])", equals: "'Africa/Abidjan'" }],
        page: "datetime-list-timezones",
        ..Description::SCALAR
    },
    kernel: datetime_list_timezones,
};

/// A name of the database that stands for "not set up yet", no zone.
const NO_ZONE: &str = "Factory";

fn datetime_list_timezones(call: &Call) -> Result<ArrayRef, KernelError> {
    let mut names: Vec<String> = TimeZoneDatabase::bundled().available().map(|name| name.to_string()).collect();
    names.retain(|name| name != NO_ZONE);
    names.sort_unstable();
    let list = Value::Dynamic(Dynamic::Array(names.into_iter().map(Dynamic::String).collect()).encode());
    Ok(call.rows(|_| Some(list.clone())))
}
