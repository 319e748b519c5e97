use crate::Planner;
use crate::nodes::{Input, Kernel, Produced, Rows, Run};
use datafusion::arrow::array::{ArrayRef, UInt32Array};
use datafusion::arrow::datatypes::Field;
use datafusion::common::Result;
use datafusion::logical_expr::LogicalPlanBuilder;
use lurcher_semantics::bound::{Expr, Rel};
use std::sync::Arc;

impl Planner<'_> {
    /// Some rows, drawn by the query's seed.
    pub fn sample(&self, input: &Rel, count: &Expr) -> Result<LogicalPlanBuilder> {
        let kernel = Arc::new(Sample { count: self.row_count(count)?, seed: self.context.seed });
        Ok(LogicalPlanBuilder::new(Rows::plan(self.relation(input)?.build()?, vec![], kernel, true)?))
    }
}

#[derive(Debug)]
struct Sample {
    count: usize,
    seed: u64,
}

impl Kernel for Sample {
    fn fields(&self) -> Vec<Field> {
        vec![]
    }

    fn input(&self) -> Input {
        Input::Whole
    }

    fn start(&self) -> Box<dyn Run> {
        Box::new(Draw { count: self.count, state: self.seed })
    }
}

struct Draw {
    count: usize,
    state: u64,
}

impl Draw {
    /// SplitMix64: the same numbers everywhere for one seed.
    fn number(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

impl Run for Draw {
    /// Knuth's selection: each row is taken with the chance that is left.
    fn next(&mut self, _: &[ArrayRef], rows: usize) -> Result<Produced> {
        let mut kept: Vec<u32> = Vec::new();
        for row in 0..rows {
            let (wanted, left) = (self.count.saturating_sub(kept.len()), rows - row);
            if self.number() % (left as u64) < wanted as u64 {
                kept.push(row as u32);
            }
        }
        Ok(Produced { rows: kept.len(), take: Some(UInt32Array::from(kept)), columns: vec![] })
    }
}
