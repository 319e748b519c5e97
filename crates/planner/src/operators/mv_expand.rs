use crate::error::{KERNEL, LIMIT, located};
use crate::nodes::{Input, Kernel, Produced, Rows, Run};
use crate::{Planner, column_name};
use datafusion::arrow::array::{Array, ArrayRef, AsArray, StringViewArray, UInt32Array, new_empty_array};
use datafusion::arrow::compute::concat;
use datafusion::arrow::datatypes::Field;
use datafusion::common::Result;
use datafusion::logical_expr::LogicalPlanBuilder;
use lurcher_columnar::{Column, field};
use lurcher_functions::KernelError;
use lurcher_functions::expand::{BagKind, Expander, List, Options};
use lurcher_semantics::bound::{ExpandKind, ExpandedList, Expr, ExprKind, Rel};
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
            forms: lists.iter().map(|l| Form::of(&l.value).0).collect(),
            fields: new.iter().map(|c| field(&column_name(c.id), c.kql_type)).collect(),
            span: rel.span,
        };
        let arguments = lists.iter().flat_map(|l| Form::of(&l.value).1);
        let values = arguments.map(|e| self.expression(e)).collect::<Result<Vec<_>>>()?;
        let plan = self.relation(input)?.build()?;
        Ok(LogicalPlanBuilder::new(Rows::plan(plan, values, Arc::new(kernel), true)?))
    }
}

/// What a list is made of: a text that is parsed or split only to be expanded never becomes an array.
#[derive(Debug, Clone, Copy)]
enum Form {
    Dynamic,
    Parsed,
    Split,
}

impl Form {
    /// The form of a list, and the columns it is read from.
    fn of(list: &Expr) -> (Form, &[Expr]) {
        let ExprKind::Call { function, args } = &list.kind else { return (Form::Dynamic, std::slice::from_ref(list)) };
        let texts = args.iter().all(|a| a.kql_type == Type::String);
        match (*function, args.len()) {
            ("parse_json", 1) if texts => (Form::Parsed, args),
            ("split", 2) if texts => (Form::Split, args),
            _ => (Form::Dynamic, std::slice::from_ref(list)),
        }
    }

    /// The list in the rows of a batch, from the next of the arguments.
    fn list<'a>(self, mut arguments: impl Iterator<Item = &'a ArrayRef>, rows: usize) -> Result<List, KernelError> {
        let mut next = |t| {
            let array = arguments.next().ok_or_else(|| KernelError::new("mv-expand: a list is missing"))?;
            Ok(Column::new(t, array.clone()))
        };
        match self {
            Form::Dynamic => List::dynamic(next(Type::Dynamic)?),
            Form::Parsed => Ok(List::parsed(next(Type::String)?, rows)),
            Form::Split => Ok(List::pieces(next(Type::String)?, next(Type::String)?)),
        }
    }
}

#[derive(Debug, Clone)]
struct Expand {
    options: Options,
    with_index: bool,
    forms: Vec<Form>,
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
        let failed = |e: KernelError| located(KERNEL, self.span, e.to_string());
        let mut arguments = arguments.iter();
        let lists: Vec<List> = self
            .forms
            .iter()
            .map(|form| form.list(&mut arguments, rows))
            .collect::<Result<_, KernelError>>()
            .map_err(failed)?;
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
