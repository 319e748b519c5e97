//! An answer has the columns and the types that were bound, in every batch, and holds nothing that KQL cannot say.

use super::NOW;
use super::hunts::Hunt;
use crate::kql;
use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use lurcher_columnar::kql_type;
use lurcher_engine::{Answer, AnswerColumn, AnswerTable};
use lurcher_types::dynamic::Dynamic;
use lurcher_types::{Type, time};

pub fn check(hunt: &Hunt, answer: &Answer) -> Result<(), String> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let engine = kql::engine(Vec::new(), 1);
    let checked = runtime.block_on(engine.check(&kql::request(&hunt.kql, NOW))).map_err(|d| d.message)?;
    if checked.tables.len() != answer.tables.len() {
        return Err(format!("{} tables were bound and {} came", checked.tables.len(), answer.tables.len()));
    }
    for (bound, table) in checked.tables.iter().zip(&answer.tables) {
        // Where columns depend on the data, they are not known before.
        let alike =
            |(b, c): (&AnswerColumn, &AnswerColumn)| b.name == c.name && (b.unknown || b.kql_type == c.kql_type);
        let alike = bound.len() == table.columns.len() && bound.iter().zip(&table.columns).all(alike);
        if !alike && !depends_on_data(hunt) {
            return Err("other columns than were bound".to_owned());
        }
        batches(table)?;
    }
    Ok(())
}

fn depends_on_data(hunt: &Hunt) -> bool {
    ["bag_unpack", "pivot", "narrow", "schema_merge"].iter().any(|plugin| hunt.kql.contains(plugin))
}

fn batches(table: &AnswerTable) -> Result<(), String> {
    for batch in &table.batches {
        let fields = batch.schema();
        let fields: Vec<_> = fields.fields().iter().map(|f| (f.name().clone(), kql_type(f))).collect();
        let bound: Vec<_> = table.columns.iter().map(|c| (c.name.clone(), Some(c.kql_type))).collect();
        if fields != bound {
            return Err("a batch has another schema than its table".to_owned());
        }
        for (column, array) in table.columns.iter().zip(batch.columns()) {
            values(column.kql_type, array).map_err(|why| format!("{} {why}", column.kql_type.name()))?;
        }
    }
    Ok(())
}

fn values(t: Type, array: &ArrayRef) -> Result<(), &'static str> {
    if *array.data_type() != lurcher_columnar::arrow_type(t) {
        return Err("of another Arrow type");
    }
    match t {
        Type::String if array.null_count() > 0 => Err("null"),
        Type::Dynamic => {
            match array.as_string_view().iter().flatten().all(|text| Dynamic::parse(text).encode() == text) {
                true => Ok(()),
                false => Err("not encoded"),
            }
        }
        Type::Datetime => {
            let ticks = array.as_primitive::<datafusion::arrow::datatypes::Int64Type>();
            match ticks.iter().flatten().all(|t| (0..=time::MAX_TICKS).contains(&t)) {
                true => Ok(()),
                false => Err("out of range"),
            }
        }
        _ => Ok(()),
    }
}
