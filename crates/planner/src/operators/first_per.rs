use crate::Planner;
use crate::nodes::{Input, Kernel, Produced, Rows, Run};
use datafusion::arrow::array::{ArrayRef, UInt32Array};
use datafusion::arrow::datatypes::{DataType, Field};
use datafusion::arrow::row::{OwnedRow, RowConverter, SortField};
use datafusion::common::Result;
use datafusion::logical_expr::{LogicalPlan, LogicalPlanBuilder};
use lurcher_columnar::arrow_type;
use lurcher_semantics::bound::{Expr, Rel};
use lurcher_types::Type;
use std::collections::HashMap;
use std::sync::Arc;

impl Planner<'_> {
    /// The first rows of every combination of keys, in the order of the input.
    pub fn first_per(&self, input: &Rel, count: &Expr, keys: &[Expr]) -> Result<LogicalPlanBuilder> {
        let types: Vec<Type> = keys.iter().map(|k| k.kql_type).collect();
        let kernel = Arc::new(FirstPer::new(self.row_count(count)?, &types));
        let keys = keys.iter().map(|k| self.expression(k)).collect::<Result<Vec<_>>>()?;
        let plan: LogicalPlan = self.relation(input)?.build()?;
        Ok(LogicalPlanBuilder::new(Rows::plan(plan, keys, kernel, true)?))
    }
}

/// Of the rows with the same keys, the first so many.
#[derive(Debug)]
pub struct FirstPer {
    count: usize,
    keys: Vec<DataType>,
}

impl FirstPer {
    pub fn new(count: usize, keys: &[Type]) -> FirstPer {
        FirstPer { count, keys: keys.iter().map(|t| arrow_type(*t)).collect() }
    }
}

impl Kernel for FirstPer {
    fn fields(&self) -> Vec<Field> {
        vec![]
    }

    fn input(&self) -> Input {
        Input::InOrder
    }

    fn start(&self) -> Box<dyn Run> {
        let fields = self.keys.iter().map(|t| SortField::new(t.clone())).collect();
        let converter = RowConverter::new(fields).ok();
        Box::new(Counting { count: self.count, converter, seen: HashMap::new(), bytes: 0 })
    }
}

struct Counting {
    count: usize,
    /// Nothing for a type that has no such form, which no key has.
    converter: Option<RowConverter>,
    seen: HashMap<OwnedRow, usize>,
    /// Of the keys in it.
    bytes: usize,
}

impl Run for Counting {
    fn next(&mut self, keys: &[ArrayRef], rows: usize) -> Result<Produced> {
        let Some(converter) = &self.converter else {
            return datafusion::common::internal_err!("these keys cannot be told apart");
        };
        let keys = converter.convert_columns(keys)?;
        let mut kept = Vec::new();
        for row in 0..rows {
            let key = keys.row(row);
            let length = key.as_ref().len();
            let seen = self.seen.entry(key.owned()).or_default();
            if *seen == 0 {
                self.bytes += length + size_of::<(OwnedRow, usize)>();
            }
            *seen += 1;
            if *seen <= self.count {
                kept.push(row as u32);
            }
        }
        Ok(Produced { rows: kept.len(), take: Some(UInt32Array::from(kept)), columns: vec![] })
    }

    fn size(&self) -> usize {
        self.bytes
    }
}
