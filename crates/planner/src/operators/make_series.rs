use super::column;
use crate::error::{LIMIT, located};
use crate::nodes::{Input, Produced, Rows, Stateless};
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

/// What all series of one `make-series` take together, as text.
pub const MAX_SERIES_BYTES: usize = 1 << 30;

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
        let made = LogicalPlanBuilder::new(Rows::plan(plan, arguments, Arc::new(kernel), false)?);
        // A series without keys is there also of no rows: as with an aggregate, no filter may pass.
        if series.keys == 0 { made.limit(0, Some(1)) } else { Ok(made) }
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

/// One group: a row that holds its keys, and the row of each bin that has data.
struct Group {
    first_row: usize,
    bins: BTreeMap<i64, usize>,
}

/// A place on the axis, and the row of its bin if it has data.
type Point = (Dynamic, Option<usize>);

impl Stateless for Series {
    const INPUT: Input = Input::Whole;

    fn added(&self) -> Vec<Field> {
        self.fields.clone()
    }

    fn apply(&self, arguments: &[ArrayRef], rows: usize) -> Result<Produced> {
        let (keys, rest) = arguments.split_at(self.keys);
        let (bins, values) = rest.split_at(1);
        let groups = self.groups(keys, &bins[0], rows)?;
        let mut columns: Vec<Vec<Value>> = vec![Vec::new(); self.fields.len()];
        let mut bytes = 0;
        for group in &groups {
            let points = self.points(&group.bins)?;
            for (k, key) in keys.iter().enumerate() {
                columns[k].push(value_at(self.input[k].kql_type, key, group.first_row));
            }
            for (v, array) in values.iter().enumerate() {
                let t = self.input[self.keys + 1 + v].kql_type;
                let point = |(_, row): &Point| match row {
                    Some(row) => dynamic::from_value(&value_at(t, array, *row)),
                    None => dynamic::from_value(&self.defaults[v]),
                };
                columns[self.keys + v].push(self.encoded(points.iter().map(point), &mut bytes)?);
            }
            let places = points.into_iter().map(|(place, _)| place);
            columns[self.keys + values.len()].push(self.encoded(places, &mut bytes)?);
        }
        if groups.is_empty() && self.nonempty && self.keys == 0 {
            let points = self.points(&BTreeMap::new())?;
            for (v, default) in self.defaults.iter().enumerate() {
                let values = points.iter().map(|_| dynamic::from_value(default));
                columns[v].push(self.encoded(values, &mut bytes)?);
            }
            let places = points.into_iter().map(|(place, _)| place);
            columns[self.defaults.len()].push(self.encoded(places, &mut bytes)?);
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

    /// The points of a series: from its own first and last bin where no bound is given.
    fn points(&self, bins: &BTreeMap<i64, usize>) -> Result<Vec<Point>> {
        if self.input[self.keys].kql_type == Type::Real {
            return self.real_points(bins);
        }
        let step = position(&self.step).unwrap_or(0);
        let start = match &self.from {
            Some(from) => position(from),
            None => bins.keys().next().copied(),
        };
        // The end is included only where it is a bin of the data, or in the older form.
        let (end, inclusive) = match &self.to {
            Some(to) => (position(to), self.includes_end),
            None => (bins.keys().next_back().copied(), true),
        };
        let (Some(start), Some(end)) = (start, end) else { return Ok(vec![]) };
        self.positive(step > 0)?;
        // The older form bins by `bin`, so its points are multiples of the step: the first may lie before the start.
        let start = if self.includes_end { start.saturating_sub(start.rem_euclid(step)) } else { start };
        let mut points = Vec::new();
        let mut at = start;
        while at < end || inclusive && at == end {
            self.one_more(points.len())?;
            points.push((self.tick(at), bins.get(&at).copied()));
            match at.checked_add(step) {
                Some(next) => at = next,
                None => break,
            }
        }
        Ok(points)
    }

    /// The same over reals: a bin belongs to the point that it is nearest to.
    fn real_points(&self, bins: &BTreeMap<i64, usize>) -> Result<Vec<Point>> {
        let real = |value: &Value| match value {
            Value::Real(v) => Some(*v),
            _ => None,
        };
        let start = match &self.from {
            Some(from) => real(from),
            None => bins.keys().next().map(|k| real_of(*k)),
        };
        let (end, inclusive) = match &self.to {
            Some(to) => (real(to), self.includes_end),
            None => (bins.keys().next_back().map(|k| real_of(*k)), true),
        };
        let (Some(start), Some(end), Some(step)) = (start, end, real(&self.step)) else { return Ok(vec![]) };
        self.positive(step > 0.0 && step.is_finite())?;
        let start = if self.includes_end { (start / step).floor() * step } else { start };
        let number = |place: f64| ((place - start) / step).round();
        let rows: HashMap<i64, usize> = bins.iter().map(|(k, row)| (number(real_of(*k)) as i64, *row)).collect();
        let last = number(end);
        let mut points: Vec<Point> = Vec::new();
        loop {
            let n = points.len();
            let at = start + n as f64 * step;
            // An end that a bin of the data gives is met as nearly as reals allow.
            let inside = if inclusive { n as f64 <= last } else { at < end };
            if !inside {
                return Ok(points);
            }
            self.one_more(n)?;
            points.push((Dynamic::Real(at), rows.get(&(n as i64)).copied()));
        }
    }

    fn positive(&self, positive: bool) -> Result<()> {
        if positive { Ok(()) } else { Err(located(LIMIT, self.span, "the step of `make-series` must be positive")) }
    }

    fn one_more(&self, points: usize) -> Result<()> {
        if points < MAX_POINTS {
            return Ok(());
        }
        Err(located(LIMIT, self.span, format!("a series has more than {MAX_POINTS} points")))
    }

    /// One array, as long as those made so far leave room for it.
    fn encoded(&self, items: impl Iterator<Item = Dynamic>, bytes: &mut usize) -> Result<Value> {
        let text = Dynamic::Array(items.collect()).encode();
        *bytes += text.len();
        if *bytes > MAX_SERIES_BYTES {
            let message = format!("the series of `make-series` take more than {MAX_SERIES_BYTES} bytes");
            return Err(located(LIMIT, self.span, message));
        }
        Ok(Value::Dynamic(text))
    }

    fn tick(&self, at: i64) -> Dynamic {
        match self.input[self.keys].kql_type {
            Type::Datetime => Dynamic::Datetime(at),
            Type::Timespan => Dynamic::Timespan(at),
            _ => Dynamic::Long(at),
        }
    }
}

/// A place on an axis as a number that orders as the places do.
fn position(value: &Value) -> Option<i64> {
    match value {
        Value::Real(v) if v.is_finite() => {
            // The bits of a real order as it does, but for the sign.
            let bits = (v + 0.0).to_bits() as i64;
            Some(bits ^ ((bits >> 63) & i64::MAX))
        }
        Value::Datetime(v) | Value::Timespan(v) | Value::Long(v) => Some(*v),
        Value::Int(v) => Some(i64::from(*v)),
        _ => None,
    }
}

/// The real of a place.
fn real_of(position: i64) -> f64 {
    f64::from_bits((position ^ ((position >> 63) & i64::MAX)) as u64)
}
