use crate::error::{KERNEL, LIMIT, located};
use crate::nodes::{Input, Kernel, Produced, Rows, Run};
use crate::{Planner, column_name};
use datafusion::arrow::array::{Array, ArrayRef, AsArray, StringViewArray, UInt32Array, new_empty_array};
use datafusion::arrow::compute::concat;
use datafusion::arrow::datatypes::Field;
use datafusion::common::Result;
use datafusion::logical_expr::LogicalPlanBuilder;
use lurcher_columnar::{Column, field};
use lurcher_functions::expand::{BagKind, Expander, Options};
use lurcher_semantics::bound::{ExpandKind, ExpandedList, Rel};
use lurcher_syntax::Span;
use lurcher_types::Type;
use std::sync::Arc;

/// How many rows are expanded at a time: each may hold a long list.
const ROWS_AT_A_TIME: usize = 64;

/// More rows are expanded at a time where their lists take no more than this: no list has more elements than bytes.
const SMALL_BYTES: usize = 1 << 20;

/// The most rows that those may become.
pub const MAX_EXPANDED_ROWS: usize = 4_000_000;

/// How many rows are made at a time, before they are counted.
const PIECE: usize = 65_536;

impl Planner<'_> {
    /// `mv-expand`: the input's columns repeated, then one column per list, then the index.
    pub fn mv_expand(
        &self,
        rel: &Rel,
        input: &Rel,
        lists: &[ExpandedList],
        kind: ExpandKind,
        limit: Option<u64>,
        with_index: bool,
    ) -> Result<LogicalPlanBuilder> {
        let new = &rel.columns[input.columns.len()..];
        let kernel = Expand {
            options: Options {
                kind: if kind == ExpandKind::Array { BagKind::Array } else { BagKind::Bag },
                limit: limit.map(|l| usize::try_from(l).unwrap_or(usize::MAX)),
                types: lists.iter().map(|l| l.to_type).collect(),
            },
            with_index,
            fields: new.iter().map(|c| field(&column_name(c.id), c.kql_type)).collect(),
            span: rel.span,
        };
        let values = lists.iter().map(|l| self.expression(&l.value)).collect::<Result<Vec<_>>>()?;
        let plan = self.relation(input)?.build()?;
        Ok(LogicalPlanBuilder::new(Rows::plan(plan, values, Arc::new(kernel), true)?))
    }
}

#[derive(Debug, Clone)]
struct Expand {
    options: Options,
    with_index: bool,
    fields: Vec<Field>,
    span: Span,
}

impl Kernel for Expand {
    fn fields(&self) -> Vec<Field> {
        self.fields.clone()
    }

    fn input(&self) -> Input {
        Input::Batches
    }

    fn most_rows(&self) -> usize {
        ROWS_AT_A_TIME
    }

    fn are_small(&self, arguments: &[ArrayRef]) -> bool {
        let bytes = |list: &ArrayRef| list.as_string_view_opt().map_or(usize::MAX, StringViewArray::total_bytes_len);
        arguments.iter().map(bytes).fold(0, usize::saturating_add) <= SMALL_BYTES
    }

    fn start(&self) -> Box<dyn Run> {
        Box::new(self.clone())
    }
}

impl Run for Expand {
    fn next(&mut self, arguments: &[ArrayRef], rows: usize) -> Result<Produced> {
        let failed = |e: lurcher_functions::KernelError| located(KERNEL, self.span, e.to_string());
        let lists: Vec<Column> = arguments.iter().map(|a| Column::new(Type::Dynamic, a.clone())).collect();
        let mut expander = Expander::new(&lists, rows, self.options.clone()).map_err(failed)?;
        let mut sources: Vec<u32> = Vec::new();
        let mut pieces: Vec<Vec<ArrayRef>> = vec![Vec::new(); self.fields.len()];
        while let Some(piece) = expander.next(PIECE) {
            sources.extend(&piece.source);
            if sources.len() > MAX_EXPANDED_ROWS {
                let message = format!("`mv-expand` makes more than {MAX_EXPANDED_ROWS} rows of {ROWS_AT_A_TIME}");
                return Err(located(LIMIT, self.span, message));
            }
            let index: Option<ArrayRef> = self.with_index.then(|| Arc::new(piece.item_index) as ArrayRef);
            for (gathered, array) in pieces.iter_mut().zip(piece.columns.into_iter().chain(index)) {
                gathered.push(array);
            }
        }
        let columns = pieces
            .iter()
            .zip(&self.fields)
            .map(|(arrays, field)| {
                match arrays.as_slice() {
                    [] => return Ok(new_empty_array(field.data_type())),
                    [one] => return Ok(one.clone()),
                    _ => {}
                }
                Ok(concat(&arrays.iter().map(|a| a as &dyn Array).collect::<Vec<_>>())?)
            })
            .collect::<Result<Vec<_>>>()?;
        Ok(Produced { rows: sources.len(), take: Some(UInt32Array::from(sources)), columns })
    }
}
