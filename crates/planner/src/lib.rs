//! Bound program to DataFusion's logical plans. This crate and `engine` alone may name DataFusion.
//!
//! Every column of a plan is called `c<id>` after its [`ColumnId`], so that no two columns of a query ever clash;
//! the names that users see are put back by the engine, from the bound tree.

mod error;
mod expression;
mod nodes;
mod operators;
mod order;
mod scalar;
mod udf;

pub use error::{LocatedError, located};
pub use nodes::{Held, LurcherQueryPlanner};
pub use operators::schema_of;
pub use order::program_needs_one_thread;
pub use scalar::{array_value, scalar_of};
pub use udf::walks_json;

use datafusion::arrow::array::RecordBatch;
use datafusion::catalog::TableProvider;
use datafusion::common::Result;
use datafusion::logical_expr::LogicalPlan;
use lurcher_functions::Context;
use lurcher_semantics::bound::{ColumnId, Rel, StepId};
use lurcher_types::Value;
use std::collections::HashMap;
use std::sync::Arc;

/// What earlier steps of a program came to.
#[derive(Debug, Clone)]
pub enum StepValue {
    Scalar(Value),
    Set(Arc<Vec<Value>>),
    Table(Arc<dyn TableProvider>),
    /// The table that a plugin looks up in, its columns in the bound order.
    Lookup(RecordBatch),
}

/// Everything that planning one step needs.
pub struct Planner<'a> {
    pub context: Context,
    /// The tables that the program reads, opened.
    pub tables: &'a HashMap<String, Arc<dyn TableProvider>>,
    pub steps: &'a HashMap<StepId, StepValue>,
    /// The plan is for one thread, because some answer depends on the order of rows.
    pub one_thread: bool,
    /// Rows later than this are hidden: an honest replay of the past.
    pub as_of: Option<i64>,
}

impl Planner<'_> {
    /// The plan of one bound relation.
    pub fn plan(&self, rel: &Rel) -> Result<LogicalPlan> {
        self.relation(rel)?.build()
    }
}

/// The name of a column in a plan.
pub fn column_name(id: ColumnId) -> String {
    format!("c{}", id.0)
}
