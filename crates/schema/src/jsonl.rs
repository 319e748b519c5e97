//! Schema files: one JSON object a line, a table or a function.

use std::collections::HashSet;

use lurcher_types::{Column, Side, Table, Type};
use serde_json::{Map, Value};

use crate::function::{Function, FunctionKind};
use crate::{SchemaError, parameters};

/// More tables or functions than any tenant has.
pub const MAX_LINES: usize = 50_000;
/// A Kusto table has at most 10,000 columns.
pub const MAX_COLUMNS: usize = 10_000;
/// Kusto's limit for the name of an entity.
pub const MAX_NAME_CHARS: usize = 1_024;

#[derive(Default)]
pub struct Loaded {
    pub tables: Vec<Table>,
    pub functions: Vec<Function>,
}

pub fn read(text: &str) -> Result<Loaded, SchemaError> {
    let mut loaded = Loaded::default();
    for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let refuse = |message: String| SchemaError { line: at + 1, message };
        if at >= MAX_LINES {
            return Err(refuse(format!("more than {MAX_LINES} lines (limit MAX_LINES)")));
        }
        if !line.trim().is_empty() {
            read_line(line, &mut loaded).map_err(refuse)?;
        }
    }
    Ok(loaded)
}

fn read_line(line: &str, loaded: &mut Loaded) -> Result<(), String> {
    let value: Value = serde_json::from_str(line).map_err(|e| format!("not JSON: {e}"))?;
    let object = value.as_object().ok_or("a table or function must be a JSON object")?;
    if object.contains_key("columns") {
        loaded.tables.push(table(object)?);
    } else if object.contains_key("kind") {
        loaded.functions.push(function(object)?);
    } else {
        return Err("neither `columns` (a table) nor `kind` (a function) is there".to_string());
    }
    Ok(())
}

fn table(object: &Map<String, Value>) -> Result<Table, String> {
    let columns = list(object, "columns")?.iter().map(|c| match c.as_array().map(Vec::as_slice) {
        Some([name, kql_type]) => column(name, kql_type, Side::Both),
        Some([name, kql_type, sides]) => column(name, kql_type, side_of(text_of(sides)?.split(','))?),
        _ => Err(format!("column {c} is not [name, type] or [name, type, sides]")),
    });
    Ok(Table { name: name_of(object)?, columns: distinct(columns)?, description: String::new() })
}

fn function(object: &Map<String, Value>) -> Result<Function, String> {
    let side = match object.get("in") {
        None => Side::Both,
        Some(_) => side_of(list(object, "in")?.iter().filter_map(Value::as_str))?,
    };
    let mut parameters = parameters::parse(object.get("parameters").map(text_of).transpose()?.unwrap_or_default())?;
    for argument in object.get("args").and_then(Value::as_array).into_iter().flatten() {
        if argument.get("min").and_then(Value::as_i64) == Some(0) {
            let name = argument.get("name").and_then(Value::as_str);
            parameters.iter_mut().filter(|p| Some(p.name.as_str()) == name).for_each(|p| p.optional = true);
        }
    }
    let kind = match text_of(object.get("kind").unwrap_or(&Value::Null))? {
        "scalar" => FunctionKind::Scalar(type_of(object.get("type").ok_or("a scalar function needs `type`")?)?),
        "table" => FunctionKind::Table(returned(object, side)?),
        "extend" => FunctionKind::Extend(returned(object, side)?),
        "database" => database(object)?,
        other => return Err(format!("kind `{other}` is not scalar, table, extend or database")),
    };
    let open = object.get("open").and_then(Value::as_bool).unwrap_or(false);
    Ok(Function { name: name_of(object)?, side, kind, parameters, open })
}

fn database(object: &Map<String, Value>) -> Result<FunctionKind, String> {
    let mut tables = Vec::new();
    for (name, columns) in object.get("tables").and_then(Value::as_object).into_iter().flatten() {
        let columns = columns.as_array().ok_or_else(|| format!("table `{name}` must be a list of columns"))?;
        let columns = distinct(columns.iter().map(|c| named_column(c, Side::Both)))?;
        tables.push(Table { name: name.clone(), columns, description: String::new() });
    }
    Ok(FunctionKind::Database { own_tables: object.get("of").and_then(Value::as_str) == Some("self"), tables })
}

fn returned(object: &Map<String, Value>, side: Side) -> Result<Vec<Column>, String> {
    match object.get("returns") {
        None => Ok(Vec::new()),
        Some(_) => distinct(list(object, "returns")?.iter().map(|c| named_column(c, side))),
    }
}

fn named_column(value: &Value, side: Side) -> Result<Column, String> {
    match (value.get("name"), value.get("type")) {
        (Some(name), Some(kql_type)) => column(name, kql_type, side),
        _ => Err(format!("column {value} is not {{\"name\": …, \"type\": …}}")),
    }
}

fn column(name: &Value, kql_type: &Value, side: Side) -> Result<Column, String> {
    let name = checked_name(text_of(name)?)?;
    Ok(Column { name, kql_type: type_of(kql_type)?, side, description: String::new() })
}

fn distinct(columns: impl ExactSizeIterator<Item = Result<Column, String>>) -> Result<Vec<Column>, String> {
    if columns.len() > MAX_COLUMNS {
        return Err(format!("{} columns, but at most {MAX_COLUMNS} are possible (limit MAX_COLUMNS)", columns.len()));
    }
    let columns = columns.collect::<Result<Vec<_>, _>>()?;
    let mut seen = HashSet::new();
    match columns.iter().find(|c| !seen.insert(c.name.as_str())) {
        Some(twice) => Err(format!("column `{}` is there twice", twice.name)),
        None => Ok(columns),
    }
}

fn side_of<'a>(sides: impl Iterator<Item = &'a str>) -> Result<Side, String> {
    let (mut xdr, mut sentinel) = (false, false);
    for side in sides {
        match side.trim() {
            "xdr" => xdr = true,
            "sentinel" => sentinel = true,
            other => return Err(format!("side `{other}` is not xdr or sentinel")),
        }
    }
    match (xdr, sentinel) {
        (true, true) => Ok(Side::Both),
        (true, false) => Ok(Side::Xdr),
        (false, true) => Ok(Side::Sentinel),
        (false, false) => Err("no side is named: xdr, sentinel or both".to_string()),
    }
}

fn type_of(value: &Value) -> Result<Type, String> {
    let name = text_of(value)?;
    Type::from_name(name).ok_or_else(|| format!("`{name}` is not a KQL type"))
}

fn name_of(object: &Map<String, Value>) -> Result<String, String> {
    checked_name(text_of(object.get("name").ok_or("`name` is missing")?)?)
}

fn checked_name(name: &str) -> Result<String, String> {
    if name.is_empty() {
        return Err("a name is empty".to_string());
    }
    if name.chars().count() > MAX_NAME_CHARS {
        return Err(format!("a name is longer than {MAX_NAME_CHARS} characters (limit MAX_NAME_CHARS)"));
    }
    Ok(name.to_string())
}

fn text_of(value: &Value) -> Result<&str, String> {
    value.as_str().ok_or_else(|| format!("{value} must be a string"))
}

fn list<'a>(object: &'a Map<String, Value>, key: &str) -> Result<&'a Vec<Value>, String> {
    object.get(key).and_then(Value::as_array).ok_or_else(|| format!("`{key}` must be a list"))
}
