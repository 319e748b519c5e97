//! The tables that rows are made for.

use std::collections::HashMap;
use std::sync::Arc;

use arrow::datatypes::{Schema, SchemaRef};
use lurcher_columnar::field;
use lurcher_schema::Schemas;
use lurcher_types::{Column, Side, Table, Type};

use crate::rows::TIME_COLUMNS;

/// A table with what is needed to fill it: its Arrow schema and where each column stands.
#[derive(Debug)]
pub struct Shape {
    pub table: Table,
    pub schema: SchemaRef,
    /// Where the time of a row stands, under both products' names.
    pub times: [Option<usize>; 2],
    /// Where message and recipient stand.
    pub message: Option<usize>,
    pub recipient: Option<usize>,
    exact: HashMap<String, usize>,
    folded: HashMap<String, usize>,
}

impl Shape {
    pub fn new(table: Table) -> Shape {
        let fields: Vec<_> = table.columns.iter().map(|c| field(&c.name, c.kql_type)).collect();
        let exact = table.columns.iter().enumerate().map(|(i, c)| (c.name.clone(), i)).collect();
        let folded = table.columns.iter().enumerate().map(|(i, c)| (c.name.to_lowercase(), i)).collect();
        let mut shape = Shape {
            schema: Arc::new(Schema::new(fields)),
            times: [None; 2],
            message: None,
            recipient: None,
            exact,
            folded,
            table,
        };
        shape.times = TIME_COLUMNS.map(|c| shape.position(c));
        shape.message = shape.position("NetworkMessageId");
        shape.recipient = shape.position("RecipientEmailAddress");
        shape
    }

    pub fn name(&self) -> &str {
        &self.table.name
    }

    pub fn types(&self) -> impl Iterator<Item = Type> {
        self.table.columns.iter().map(|c| c.kql_type)
    }

    /// Where a column stands. Exports are not always careful with upper and lower case; the exact name goes first,
    /// because some tables have both `ISP` and `Isp`.
    pub fn position(&self, column: &str) -> Option<usize> {
        self.exact.get(column).or_else(|| self.folded.get(&column.to_lowercase())).copied()
    }
}

/// All headers of a message, one row each: what no Defender table has, and hunts for odd mailers need.
pub fn email_headers() -> Table {
    let column = |name: &str, kql_type, description: &str| Column {
        name: name.to_owned(),
        kql_type,
        side: Side::Both,
        description: description.to_owned(),
    };
    Table {
        name: "EmailHeaders".to_owned(),
        columns: vec![
            column("Timestamp", Type::Datetime, "When the mail arrived."),
            column("TimeGenerated", Type::Datetime, "When the mail arrived."),
            column("NetworkMessageId", Type::String, "The mail it belongs to."),
            column("Ordinal", Type::Int, "Its place among the headers, from 0 at the top."),
            column("Name", Type::String, "The name as written."),
            column("Value", Type::String, "The value, unfolded and decoded."),
        ],
        description: "One row per header of a mail that was read as a message.".to_owned(),
    }
}

/// Shapes by table name, made when first asked for.
#[derive(Debug)]
pub struct Shapes {
    schemas: Schemas,
    made: HashMap<String, Option<Arc<Shape>>>,
}

impl Shapes {
    pub fn new(schemas: Schemas) -> Shapes {
        Shapes { schemas, made: HashMap::new() }
    }

    pub fn get(&mut self, name: &str) -> Option<Arc<Shape>> {
        if let Some(made) = self.made.get(name) {
            return made.clone();
        }
        let table = match self.schemas.table(name) {
            None if name == "EmailHeaders" => Some(email_headers()),
            found => found,
        };
        // Tables without columns (of the other product) cannot be filled.
        let shape = table.filter(|t| !t.columns.is_empty()).map(|t| Arc::new(Shape::new(t)));
        if shape.is_some() || self.made.len() < 10_000 {
            self.made.insert(name.to_owned(), shape.clone());
        }
        shape
    }

    pub fn schemas(&self) -> &Schemas {
        &self.schemas
    }
}
