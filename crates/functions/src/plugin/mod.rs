//! What `evaluate` calls: one file per plugin, with its description and its kernel over rows.
//!
//! The binder (`semantics/src/plugins/`) knows each plugin's columns and hands over what is listed in [`Setup`]; names with
//! two underscores are its own and no author can write them.

mod activity;
mod bag_unpack;
mod bins;
mod dcount_intersect;
mod funnel_sequence_completion;
mod geo_lookup;
mod groups;
mod infer_storage_schema;
mod ip_lookup;
mod narrow;
mod patterns;
mod pivot;
mod preview;
mod reduce;
mod rolling_percentile;
mod rows_near;
mod schema_merge;
mod sequence_detect;

use crate::KernelError;
use arrow::array::ArrayRef;
use lurcher_columnar::{Builder, Column};
use lurcher_types::describe::{Description, Kind, Nulls};
use lurcher_types::{Type, Value};

/// A plugin: what it is, how it takes rows, and the code that computes it.
pub struct Plugin {
    pub description: &'static Description,
    /// It must see all rows at once.
    pub whole: bool,
    /// Its answer depends on the order of rows.
    pub ordered: bool,
    pub start: fn(&Setup) -> Result<Box<PluginRun>, KernelError>,
}

/// What is the same for all rows of a call.
#[derive(Debug, Clone, Default)]
pub struct Setup {
    pub constants: Vec<Value>,
    /// The columns of the table that stands beside the input.
    pub lookup: Vec<Column>,
    /// The types of the columns that the plugin adds.
    pub outputs: Vec<Type>,
}

/// A plugin at work: the answer for some rows, or for all.
pub type PluginRun = dyn FnMut(&[Column], usize) -> Result<Rows, KernelError> + Send;

/// Rows that a plugin makes.
#[derive(Debug, Clone)]
pub struct Rows {
    pub rows: usize,
    /// The input row of each, where the input's columns are kept; nothing if they are the same rows.
    pub take: Option<Vec<u32>>,
    /// The added columns.
    pub columns: Vec<ArrayRef>,
}

/// The most rows that a plugin makes of one batch of its input.
pub const MAX_PLUGIN_ROWS: usize = 10_000_000;

pub static PLUGINS: &[Plugin] = &[
    activity::ACTIVE_USERS_COUNT,
    activity::ACTIVITY_COUNTS_METRICS,
    activity::ACTIVITY_ENGAGEMENT,
    activity::ACTIVITY_METRICS,
    activity::NEW_ACTIVITY_METRICS,
    activity::SESSION_COUNT,
    activity::SLIDING_WINDOW_COUNTS,
    bag_unpack::BAG_UNPACK,
    bag_unpack::BAG_SCHEMA,
    dcount_intersect::DCOUNT_INTERSECT,
    funnel_sequence_completion::FUNNEL_SEQUENCE_COMPLETION,
    geo_lookup::GEO_LINE_LOOKUP,
    geo_lookup::GEO_POLYGON_LOOKUP,
    ip_lookup::IPV4_LOOKUP,
    ip_lookup::IPV6_LOOKUP,
    narrow::NARROW,
    patterns::AUTOCLUSTER,
    patterns::BASKET,
    patterns::DIFFPATTERNS,
    patterns::DIFFPATTERNS_TEXT,
    pivot::PIVOT,
    infer_storage_schema::INFER_STORAGE_SCHEMA,
    preview::PREVIEW,
    reduce::REDUCE,
    rolling_percentile::ROLLING_PERCENTILE,
    rows_near::ROWS_NEAR,
    schema_merge::SCHEMA_MERGE,
    sequence_detect::SEQUENCE_DETECT,
];

const PLUGIN: Description = Description { kind: Kind::Plugin, nulls: Nulls::Kernel, ..Description::SCALAR };

impl Setup {
    fn text(&self, index: usize) -> Result<&str, KernelError> {
        match self.constants.get(index) {
            Some(Value::String(s)) => Ok(s),
            _ => Err(KernelError::new("an argument of the plugin is no text")),
        }
    }

    fn flag(&self, index: usize) -> bool {
        matches!(self.constants.get(index), Some(Value::Bool(true)))
    }

    fn whole_number(&self, index: usize) -> Result<i64, KernelError> {
        match self.constants.get(index) {
            Some(Value::Long(v)) => Ok(*v),
            Some(Value::Int(v)) => Ok(i64::from(*v)),
            _ => Err(KernelError::new("an argument of the plugin is no whole number")),
        }
    }
}

/// Columns of these types from rows of values.
fn columns(types: &[Type], rows: &[Vec<Value>]) -> Rows {
    let columns = types.iter().enumerate().map(|(i, t)| {
        let mut builder = Builder::new(*t, rows.len());
        for row in rows {
            match row.get(i) {
                Some(value) if !value.is_null() => builder.push(value),
                _ => builder.push_missing(),
            }
        }
        builder.finish()
    });
    Rows { rows: rows.len(), take: None, columns: columns.collect() }
}

fn argument(args: &[Column], index: usize) -> Result<&Column, KernelError> {
    args.get(index).ok_or_else(|| KernelError::new("the plugin lacks an argument"))
}

/// Refuses to make more rows than the limit.
fn check_rows(rows: usize) -> Result<(), KernelError> {
    if rows > MAX_PLUGIN_ROWS {
        return Err(KernelError::new(format!("the plugin makes more than {MAX_PLUGIN_ROWS} rows")));
    }
    Ok(())
}
