use super::column;
use crate::error::{LIMIT, REFUSED, located};
use crate::nodes::{Input, Kernel, Produced, Rows, Run};
use crate::{Planner, column_name};
use datafusion::arrow::array::ArrayRef;
use datafusion::arrow::datatypes::Field;
use datafusion::arrow::row::{RowConverter, SortField};
use datafusion::common::Result;
use datafusion::logical_expr::LogicalPlanBuilder;
use lurcher_columnar::{array_of, field, value_at};
use lurcher_semantics::bound::{Col, MakeSeries, Rel};
use lurcher_syntax::Span;
use lurcher_types::dynamic::{self, Dynamic};
use lurcher_types::{Type, Value};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// The most points that one series has.
pub const MAX_POINTS: usize = 1_048_576;

impl Planner<'_> {
    /// Bins become arrays: the aggregation below has one row per bin, the kernel fills the gaps.
    pub fn make_series(&self, rel: &Rel, series: &MakeSeries) -> Result<LogicalPlanBuilder> {
        let from = series.from.as_ref().map(|e| self.known(e)).transpose()?;
        let to = series.to.as_ref().map(|e| self.known(e)).transpose()?;
        let kernel = Series {
            keys: series.keys,
            input: series.input.columns.clone(),
            fields: rel.columns.iter().map(|c| field(&column_name(c.id), c.kql_type)).collect(),
            defaults: series.defaults.clone(),
            from,
            to,
            step: self.known(&series.step)?,
            nonempty: series.nonempty,
            includes_end: series.includes_end,
            span: rel.span,
        };
        let arguments = series.input.columns.iter().map(|c| column(c.id)).collect();
        let plan = self.relation(&series.input)?.build()?;
        Ok(LogicalPlanBuilder::new(Rows::plan(plan, arguments, Arc::new(kernel), false)?))
    }
}

#[derive(Debug, Clone)]
struct Series {
    keys: usize,
    input: Vec<Col>,
    fields: Vec<Field>,
    defaults: Vec<Value>,
    from: Option<Value>,
    to: Option<Value>,
    step: Value,
    nonempty: bool,
    includes_end: bool,
    span: Span,
}

impl Kernel for Series {
    fn fields(&self) -> Vec<Field> {
        self.fields.clone()
    }

    fn input(&self) -> Input {
        Input::Whole
    }

    fn start(&self) -> Box<dyn Run> {
        Box::new(self.clone())
    }
}

/// One group: a row that holds its keys, and the row of each bin that has data.
struct Group {
    first_row: usize,
    bins: BTreeMap<i64, usize>,
}

impl Run for Series {
    fn next(&mut self, arguments: &[ArrayRef], rows: usize) -> Result<Produced> {
        let (keys, rest) = arguments.split_at(self.keys);
        let (bins, values) = rest.split_at(1);
        let groups = self.groups(keys, &bins[0], rows)?;
        let mut columns: Vec<Vec<Value>> = vec![Vec::new(); self.fields.len()];
        for group in &groups {
            let axis = self.axis(group.bins.keys().next(), group.bins.keys().next_back())?;
            for (k, key) in keys.iter().enumerate() {
                columns[k].push(value_at(self.input[k].kql_type, key, group.first_row));
            }
            for (v, array) in values.iter().enumerate() {
                let t = self.input[self.keys + 1 + v].kql_type;
                let point = |bin: &i64| match group.bins.get(bin) {
                    Some(row) => dynamic::from_value(&value_at(t, array, *row)),
                    None => dynamic::from_value(&self.defaults[v]),
                };
                columns[self.keys + v].push(encoded(axis.iter().map(point)));
            }
            columns[self.keys + values.len()].push(encoded(axis.iter().map(|bin| self.tick(*bin))));
        }
        if groups.is_empty() && self.nonempty && self.keys == 0 {
            let axis = self.axis(None, None)?;
            for (v, default) in self.defaults.iter().enumerate() {
                columns[v].push(encoded(axis.iter().map(|_| dynamic::from_value(default))));
            }
            columns[self.defaults.len()].push(encoded(axis.iter().map(|bin| self.tick(*bin))));
        }
        let rows = columns.first().map_or(0, Vec::len);
        let types = (0..self.fields.len()).map(|i| if i < self.keys { self.input[i].kql_type } else { Type::Dynamic });
        let columns = types.zip(&columns).map(|(t, values)| array_of(t, values)).collect();
        Ok(Produced { take: None, columns, rows })
    }
}

impl Series {
    /// The groups in order of first appearance.
    fn groups(&self, keys: &[ArrayRef], bins: &ArrayRef, rows: usize) -> Result<Vec<Group>> {
        let converter = RowConverter::new(keys.iter().map(|k| SortField::new(k.data_type().clone())).collect())?;
        let encoded = if keys.is_empty() { None } else { Some(converter.convert_columns(keys)?) };
        let mut index = HashMap::new();
        let mut groups: Vec<Group> = Vec::new();
        let bin_type = self.input[self.keys].kql_type;
        for row in 0..rows {
            let Some(bin) = position(&value_at(bin_type, bins, row)) else { continue };
            let key = encoded.as_ref().map(|e| e.row(row).owned());
            let at = *index.entry(key).or_insert_with(|| {
                groups.push(Group { first_row: row, bins: BTreeMap::new() });
                groups.len() - 1
            });
            groups[at].bins.insert(bin, row);
        }
        Ok(groups)
    }

    /// The positions of a series: from its own first and last bin where no bound is given.
    fn axis(&self, first: Option<&i64>, last: Option<&i64>) -> Result<Vec<i64>> {
        if self.input[self.keys].kql_type == Type::Real {
            return Err(located(REFUSED, self.span, "`make-series` over a real axis is not supported yet"));
        }
        let step = position(&self.step).unwrap_or(0);
        let start = match &self.from {
            Some(from) => position(from),
            None => first.copied(),
        };
        // The end is included only where it is a bin of the data, or in the older form.
        let (end, inclusive) = match &self.to {
            Some(to) => (position(to), self.includes_end),
            None => (last.copied(), true),
        };
        let (Some(start), Some(end)) = (start, end) else { return Ok(vec![]) };
        if step <= 0 {
            return Err(located(LIMIT, self.span, "the step of `make-series` must be positive"));
        }
        let mut axis = Vec::new();
        let mut at = start;
        while at < end || inclusive && at == end {
            if axis.len() == MAX_POINTS {
                return Err(located(LIMIT, self.span, format!("a series has more than {MAX_POINTS} points")));
            }
            axis.push(at);
            match at.checked_add(step) {
                Some(next) => at = next,
                None => break,
            }
        }
        Ok(axis)
    }

    fn tick(&self, at: i64) -> Dynamic {
        match self.input[self.keys].kql_type {
            Type::Datetime => Dynamic::Datetime(at),
            Type::Timespan => Dynamic::Timespan(at),
            _ => Dynamic::Long(at),
        }
    }
}

fn encoded(items: impl Iterator<Item = Dynamic>) -> Value {
    Value::Dynamic(Dynamic::Array(items.collect()).encode())
}

/// A place on a whole-numbered axis.
fn position(value: &Value) -> Option<i64> {
    match value {
        Value::Datetime(v) | Value::Timespan(v) | Value::Long(v) => Some(*v),
        Value::Int(v) => Some(i64::from(*v)),
        _ => None,
    }
}
