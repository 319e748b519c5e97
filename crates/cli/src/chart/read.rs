//! A chart out of rows, by the rules `render` has: which column is the axis, which hold values, which name the series.

use super::{Axis, Chart, Kind, Series};
use crate::output::terminal::{fit, printable};
use lurcher_engine::{AnswerColumn, AnswerTable};
use lurcher_types::{Type, Value, dynamic};
use std::collections::HashMap;

/// More lines than this cannot be told apart.
const MAX_SERIES: usize = 12;
/// More points than this cannot be seen.
const MAX_POINTS: usize = 50_000;
/// More slices or bars than this cannot be read.
const MAX_LABELS: usize = 60;
const MAX_NAME: usize = 40;

pub fn chart(table: &AnswerTable, kind: Kind, by_time: bool, properties: &[(String, String)]) -> Result<Chart, String> {
    let roles = Roles::of(table, kind, by_time, properties)?;
    let mut points = Points::default();
    for row in table.rows() {
        points.row(&row, &roles);
        if points.points.len() > MAX_POINTS {
            points.notes.push(format!("only the first {MAX_POINTS} values are drawn"));
            points.points.truncate(MAX_POINTS);
            break;
        }
    }
    let title = property(properties, "title").unwrap_or_default().to_owned();
    let chart = points.chart(kind, title);
    if chart.axis.len() == 0 { Err("there are no values to draw".to_owned()) } else { Ok(chart) }
}

/// What each column is for.
struct Roles {
    axis: usize,
    values: Vec<(usize, String)>,
    series: Vec<usize>,
}

impl Roles {
    fn of(table: &AnswerTable, kind: Kind, by_time: bool, properties: &[(String, String)]) -> Result<Roles, String> {
        let columns = &table.columns;
        let named = |name: &str| columns.iter().position(|c| c.name == name.trim());
        let wanted = |key: &str| -> Result<Option<Vec<usize>>, String> {
            let Some(names) = property(properties, key).filter(|n| !n.is_empty()) else { return Ok(None) };
            let found = names.split(',').map(|n| named(n).ok_or(format!("`{key}={n}` names no column")));
            found.collect::<Result<Vec<_>, _>>().map(Some)
        };
        // `make-series` gives lists: of numbers to draw, and of the times they belong to.
        let first = table.rows().next().unwrap_or_default();
        let is_list = |i: usize, wanted: fn(&Value) -> bool| match first.get(i) {
            Some(Value::Dynamic(list)) => dynamic::elements(list).find_map(dynamic::scalar).is_some_and(|v| wanted(&v)),
            _ => false,
        };
        let is_times =
            |i: usize| has_type(columns, i, Type::Datetime) || is_list(i, |v| matches!(v, Value::Datetime(_)));
        let is_values = |i: usize| {
            columns.get(i).is_some_and(|c| crate::output::table::is_number(c.kql_type))
                || is_list(i, |v| matches!(v, Value::Int(_) | Value::Long(_) | Value::Real(_) | Value::Decimal(_)))
        };
        let all = || 0..columns.len();
        let lines = matches!(kind, Kind::Line | Kind::Area | Kind::Scatter);
        let axis = match wanted("xcolumn")?.and_then(|c| c.first().copied()) {
            Some(axis) => axis,
            None if by_time => all().find(|i| is_times(*i)).ok_or("a timechart needs a datetime column")?,
            None if lines => all().find(|i| is_times(*i)).unwrap_or(0),
            None => all().find(|i| !is_values(*i)).unwrap_or(0),
        };
        let values = match wanted("ycolumns")? {
            Some(values) => values,
            None => all().filter(|i| *i != axis && is_values(*i)).collect(),
        };
        let series = match wanted("series")? {
            Some(series) => series,
            None => all().filter(|i| *i != axis && !values.contains(i) && !is_times(*i)).collect(),
        };
        if values.is_empty() {
            return Err("there is no column of numbers to draw".to_owned());
        }
        let name = |i: usize| columns.get(i).map(|c| c.name.clone()).unwrap_or_default();
        Ok(Roles { axis, values: values.into_iter().map(|i| (i, name(i))).collect(), series })
    }
}

fn has_type(columns: &[AnswerColumn], i: usize, t: Type) -> bool {
    columns.get(i).is_some_and(|c| c.kql_type == t)
}

fn property<'a>(properties: &'a [(String, String)], key: &str) -> Option<&'a str> {
    properties.iter().find(|(k, _)| k.eq_ignore_ascii_case(key)).map(|(_, v)| v.as_str())
}

/// Values as the rows give them: where, of which series, how much.
#[derive(Default)]
struct Points {
    points: Vec<(Value, usize, Option<f64>)>,
    names: Vec<String>,
    by_name: HashMap<String, usize>,
    left_out: usize,
    notes: Vec<String>,
}

impl Points {
    fn row(&mut self, row: &[Value], roles: &Roles) {
        let texts = roles.series.iter().filter_map(|i| row.get(*i)).map(Value::to_text);
        let of_row = texts.collect::<Vec<_>>().join(":");
        for (column, column_name) in &roles.values {
            let of_row = if of_row.is_empty() { "(empty)" } else { &of_row };
            let name = match (roles.values.len(), roles.series.is_empty()) {
                (_, true) => column_name.clone(),
                (1, false) => of_row.to_owned(),
                (_, false) => format!("{of_row}:{column_name}"),
            };
            let Some(series) = self.series(name) else { continue };
            match (row.get(roles.axis), row.get(*column)) {
                (Some(axis), Some(Value::Dynamic(list))) => {
                    let places: Vec<Option<Value>> = match axis {
                        Value::Dynamic(places) => dynamic::elements(places).map(dynamic::scalar).collect(),
                        _ => Vec::new(),
                    };
                    let values = dynamic::elements(list).map(|e| dynamic::scalar(e).as_ref().and_then(real));
                    let pairs = places.into_iter().zip(values);
                    self.points.extend(pairs.filter_map(|(place, value)| Some((place?, series, value))));
                }
                (Some(axis), Some(value)) => self.points.push((axis.clone(), series, real(value))),
                _ => {}
            }
        }
    }

    fn series(&mut self, name: String) -> Option<usize> {
        if let Some(known) = self.by_name.get(&name) {
            return Some(*known);
        }
        if self.names.len() >= MAX_SERIES {
            self.left_out += 1;
            return None;
        }
        self.by_name.insert(name.clone(), self.names.len());
        self.names.push(fit(&printable(&name), MAX_NAME));
        Some(self.names.len() - 1)
    }

    fn chart(mut self, kind: Kind, title: String) -> Chart {
        if self.left_out > 0 {
            self.notes.push(format!("only the first {MAX_SERIES} series are drawn"));
        }
        self.points.retain(|(place, _, _)| !place.is_null());
        let lines = matches!(kind, Kind::Line | Kind::Area | Kind::Scatter);
        let mut axis = axis(&self.points, lines);
        if let Axis::Labels(labels) = &mut axis
            && labels.len() > MAX_LABELS
        {
            self.notes.push(format!("only the first {MAX_LABELS} of {} are drawn", labels.len()));
            labels.truncate(MAX_LABELS);
        }
        let places: HashMap<String, usize> = (0..axis.len()).map(|i| (place_key(&axis, i), i)).collect();
        let mut series: Vec<Series> =
            self.names.into_iter().map(|name| Series { name, values: vec![None; axis.len()] }).collect();
        for (place, of, value) in &self.points {
            let place = places.get(&value_key(&axis, place));
            let cell = place.and_then(|p| series.get_mut(*of)?.values.get_mut(*p));
            if let (Some(cell), Some(value)) = (cell, value) {
                // Rows of one place and series are drawn as one: their sum.
                *cell = Some(cell.unwrap_or(0.0) + value);
            }
        }
        Chart { kind, title: fit(&printable(&title), 120), axis, series, notes: self.notes }
    }
}

fn axis(points: &[(Value, usize, Option<f64>)], lines: bool) -> Axis {
    let times: Option<Vec<i64>> =
        points.iter().map(|(v, _, _)| if let Value::Datetime(t) = v { Some(*t) } else { None }).collect();
    if let Some(mut times) = times {
        times.sort_unstable();
        times.dedup();
        return Axis::Times(times);
    }
    if lines && let Some(mut numbers) = points.iter().map(|(v, _, _)| real(v)).collect::<Option<Vec<f64>>>() {
        numbers.sort_by(f64::total_cmp);
        numbers.dedup();
        return Axis::Numbers(numbers);
    }
    let mut seen = HashMap::new();
    let labels = points.iter().map(|(v, _, _)| label(v));
    Axis::Labels(labels.filter(|l| seen.insert(l.clone(), ()).is_none()).collect())
}

fn place_key(axis: &Axis, place: usize) -> String {
    match axis {
        Axis::Times(places) => places.get(place).map(i64::to_string).unwrap_or_default(),
        Axis::Numbers(places) => places.get(place).map(f64::to_string).unwrap_or_default(),
        Axis::Labels(places) => places.get(place).cloned().unwrap_or_default(),
    }
}

fn value_key(axis: &Axis, value: &Value) -> String {
    match (axis, value) {
        (Axis::Times(_), Value::Datetime(ticks)) => ticks.to_string(),
        (Axis::Numbers(_), value) => real(value).map(|n| n.to_string()).unwrap_or_default(),
        (_, value) => label(value),
    }
}

fn label(value: &Value) -> String {
    let text = match value {
        Value::Datetime(ticks) => super::axis::time_label(*ticks),
        other => other.to_text(),
    };
    if text.is_empty() { "(empty)".to_owned() } else { fit(&printable(&text), MAX_NAME) }
}

fn real(value: &Value) -> Option<f64> {
    let number = match value {
        Value::Int(v) => f64::from(*v),
        Value::Long(v) => *v as f64,
        Value::Real(v) => *v,
        Value::Decimal(_) => value.to_text().parse().ok()?,
        _ => return None,
    };
    number.is_finite().then_some(number)
}
