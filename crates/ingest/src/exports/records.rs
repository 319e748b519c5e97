//! Rows of an export become rows of a table.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use lurcher_types::{Type, Value};
use serde_json::value::RawValue;

use super::cells::{event_claim, missing, set, share_time, short};
use super::columns::{Columns, split_zone, type_at};
use super::convert;
use super::csv::Record;
use super::json::Element;
use super::members::Members;
use super::message_trace::TraceLayout;
use crate::dedupe::{Owner, RowKey};
use crate::digest::Identity;
use crate::rows::{Cell, RowsBuilder};
use crate::run::Outcome;
use crate::tables::{Shape, Shapes};
use crate::{IngestError, Options, Report};

/// What the rows of a CSV file are.
#[derive(Debug)]
pub enum CsvLayout {
    Table(Columns),
    Trace(TraceLayout),
}

/// Where rows come from.
#[derive(Debug, Clone)]
pub struct Origin {
    pub source: Arc<str>,
    /// The file's number: rows of one file are not duplicates of each other.
    pub file: u32,
}

/// Room is made for so many rows at the most before they come: of the first table, and of each other one.
const MOST_EXPECTED: usize = 1024;
const FEW_EXPECTED: usize = 64;

/// Makes rows of one or more tables.
pub struct RecordReader<'o> {
    pub options: &'o Options,
    pub report: Report,
    /// Copies of rejected rows, each with the place of its rejection in the report.
    pub kept: Vec<(usize, Vec<u8>)>,
    origin: Origin,
    /// By table, in the order of their first rows.
    builders: Vec<RowsBuilder>,
    /// The identity of the row at hand; kept for its memory.
    content: Identity,
    /// How many rows are to come, about.
    expected: usize,
}

impl<'o> RecordReader<'o> {
    pub fn new(options: &'o Options, origin: Origin, expected: usize) -> RecordReader<'o> {
        RecordReader {
            options,
            report: Report::default(),
            kept: Vec::new(),
            origin,
            builders: Vec::new(),
            content: Identity::default(),
            expected,
        }
    }

    pub fn csv(&mut self, layout: &CsvLayout, records: &[Record]) {
        let before = self.report.records;
        for record in records {
            match layout {
                CsvLayout::Table(columns) => self.csv_record(columns, record),
                CsvLayout::Trace(layout) => layout.read(record, self),
            }
        }
        if let CsvLayout::Table(columns) = layout {
            self.unknown_columns(columns, self.report.records - before);
        }
    }

    fn csv_record(&mut self, columns: &Columns, record: &Record) {
        if record.len() != columns.to.len() {
            return self.reject_ragged(record, columns.to.len());
        }
        self.report.records += 1;
        let shape = &columns.shape;
        let mut row = missing(shape);
        for (text, to) in record.texts().zip(&columns.to) {
            let Some(position) = *to else { continue };
            match (type_at(&shape.table, position), row.get_mut(position)) {
                (Some(Type::String), Some(cell)) => *cell = Cell::Text(text),
                _ => {
                    let found = |t| convert::from_text(&text, t, self.options.date_order);
                    set(&mut row, shape, position, found, &text, &mut self.report);
                }
            }
        }
        self.push_cells(shape, row, Owner::DEFENDER_EXPORT);
    }

    pub fn reject_ragged(&mut self, record: &Record, wanted: usize) {
        let reason = format!("{} fields where the header has {wanted}", record.len());
        self.reject_record(record, reason);
    }

    pub fn reject_record(&mut self, record: &Record, reason: String) {
        self.reject(format!("line {}", record.line), reason, record.to_line());
    }

    fn reject(&mut self, place: String, reason: String, content: Vec<u8>) {
        if self.options.keep_aside.is_some() {
            self.kept.push((self.report.rejections.len(), content));
        }
        self.report.reject(&self.origin.source, Some(place), reason);
    }

    /// So many rows had columns that their table has not.
    fn unknown_columns(&mut self, columns: &Columns, rows: u64) {
        for name in columns.unknown.iter().filter(|_| rows > 0) {
            self.unknown(columns.shape.name(), name, rows);
        }
    }

    fn unknown(&mut self, table: &str, column: &str, rows: u64) {
        // Bags of arbitrary keys must not fill the report.
        const LISTED: usize = 1_000;
        let key = format!("{table}.{column}");
        if self.report.unknown_columns.len() < LISTED || self.report.unknown_columns.contains_key(&key) {
            *self.report.unknown_columns.entry(key).or_default() += rows;
        }
    }

    /// Rows as JSON objects, or as arrays with columns. A record that names its table goes there; the others to `default`.
    pub fn json(&mut self, elements: &[Element], default: &JsonTarget, shapes: &Mutex<Shapes>) {
        let mut rows: HashMap<(*const Vec<String>, *const Shape), Result<Columns, String>> = HashMap::new();
        for element in elements {
            let place = || format!("byte {}", element.offset);
            let Ok(text) = std::str::from_utf8(&element.text) else {
                self.reject(place(), "it is not UTF-8".to_owned(), element.text.clone());
                continue;
            };
            let read = match (&element.columns, &default.shape) {
                (Some(names), Some(shape)) => {
                    let key = (Arc::as_ptr(names), Arc::as_ptr(shape));
                    let columns = rows.entry(key).or_insert_with(|| Columns::new(shape.clone(), names));
                    match columns {
                        Ok(columns) => self.json_row(text, columns),
                        Err(reason) => Err(reason.clone()),
                    }
                }
                (Some(_), None) => Err("a row of an unknown table".to_owned()),
                (None, _) => self.json_object(text, default, shapes, 0),
            };
            if let Err(reason) = read {
                self.reject(place(), reason, element.text.clone());
            }
        }
    }

    fn json_row(&mut self, text: &str, columns: &Columns) -> Result<(), String> {
        let cells: Vec<&RawValue> = serde_json::from_str(text).map_err(|e| format!("not a JSON array: {e}"))?;
        if cells.len() != columns.to.len() {
            return Err(format!("{} values for {} columns", cells.len(), columns.to.len()));
        }
        self.report.records += 1;
        let mut values = missing(&columns.shape);
        for (cell, to) in cells.iter().zip(&columns.to) {
            if let Some(position) = to {
                self.set_json(&mut values, &columns.shape, *position, cell.get());
            }
        }
        self.unknown_columns(columns, 1);
        self.push_cells(&columns.shape, values, Owner::DEFENDER_EXPORT);
        Ok(())
    }

    fn json_object(
        &mut self,
        text: &str,
        default: &JsonTarget,
        shapes: &Mutex<Shapes>,
        depth: usize,
    ) -> Result<(), String> {
        let members = Members::parse(text)?;
        // `{"records": […]}` as one line of many.
        if let Some(records) = members.get("records").filter(|r| r.starts_with('['))
            && depth == 0
        {
            let records: Vec<&RawValue> = serde_json::from_str(records).map_err(|e| e.to_string())?;
            for (i, record) in records.iter().enumerate() {
                if let Err(reason) = self.json_object(record.get(), default, shapes, 1) {
                    self.reject(format!("record {i}"), reason, record.get().as_bytes().to_vec());
                }
            }
            return Ok(());
        }
        let envelope = members.envelope();
        let shape = match (&envelope, default) {
            (_, JsonTarget { explicit: true, shape: Some(shape) }) => shape.clone(),
            (Some((table, _)), _) => {
                let found = shapes.lock().map_err(|_| "internal error".to_owned())?.get(table);
                found.ok_or_else(|| format!("its category names no known table: {}", short(table)))?
            }
            (None, JsonTarget { shape: Some(shape), .. }) => shape.clone(),
            (None, _) => return Err("it names no table".to_owned()),
        };
        let mut values = missing(&shape);
        let (properties, time) = match envelope {
            Some((_, properties)) => (Members::parse(properties)?, members.get("time").map(str::to_owned)),
            None => (members, None),
        };
        self.report.records += 1;
        for (name, value) in &properties.0 {
            let (name, _) = split_zone(name);
            match shape.position(name) {
                Some(position) => self.set_json(&mut values, &shape, position, value.get()),
                None => self.unknown(shape.name(), name, 1),
            }
        }
        if let Some(time) = time
            && let Some(position) = shape.position("TimeGenerated")
            && values.get(position).is_some_and(Cell::is_null)
            && shape.times.iter().flatten().all(|p| values.get(*p).is_some_and(Cell::is_null))
        {
            self.set_json(&mut values, &shape, position, &time);
        }
        self.push_cells(&shape, values, Owner::DEFENDER_EXPORT);
        Ok(())
    }

    fn set_json(&mut self, values: &mut [Cell<'_>], shape: &Shape, position: usize, json: &str) {
        let order = self.options.date_order;
        set(values, shape, position, |t| convert::from_json(json, t, order), json, &mut self.report);
    }

    /// Appends a row to its table.
    pub fn push(&mut self, shape: &Arc<Shape>, values: Vec<Value>, owner: Owner) {
        self.push_cells(shape, values.into_iter().map(Cell::Value).collect(), owner);
    }

    fn push_cells(&mut self, shape: &Arc<Shape>, mut row: Vec<Cell<'_>>, owner: Owner) {
        share_time(shape, &mut row);
        self.content.add(shape.name().as_bytes());
        for cell in &row {
            match cell {
                Cell::Text(text) => self.content.add(text.as_bytes()),
                Cell::Value(value) => self.content.add_value(value),
            }
        }
        let claim = event_claim(shape, &row).map(|identity| (identity, owner));
        let key = RowKey { claim, content: Some((self.content.finish(), self.origin.file)) };
        let known = self.builders.iter().position(|b| b.shape.name() == shape.name());
        let at = known.unwrap_or_else(|| {
            let rows = if self.builders.is_empty() { self.expected.min(MOST_EXPECTED) } else { FEW_EXPECTED };
            self.builders.push(RowsBuilder::new(shape.clone(), rows));
            self.builders.len() - 1
        });
        if let Some(builder) = self.builders.get_mut(at) {
            builder.push_cells(&row, key);
        }
    }

    /// The rows, table by table in the order of their first rows.
    pub fn finish(self) -> Result<Outcome, IngestError> {
        let mut tables = Vec::new();
        for builder in self.builders {
            tables.extend(builder.finish()?);
        }
        Ok(Outcome { tables, report: self.report, kept: self.kept })
    }
}

/// Where JSON records without a category of their own go.
#[derive(Debug, Clone, Default)]
pub struct JsonTarget {
    pub shape: Option<Arc<Shape>>,
    /// The caller named the table: categories do not count.
    pub explicit: bool,
}
