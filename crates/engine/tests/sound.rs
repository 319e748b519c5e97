//! An answer has the columns and the types that it promises, in every batch, and holds nothing that KQL cannot say.

use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use datafusion::arrow::datatypes::Int64Type;
use lurcher_columnar::{arrow_type, kql_type};
use lurcher_engine::{Answer, AnswerTable};
use lurcher_types::dynamic::Dynamic;
use lurcher_types::{Type, time};

pub fn check(answer: &Answer) -> Result<(), String> {
    answer.tables.iter().try_for_each(batches)
}

fn batches(table: &AnswerTable) -> Result<(), String> {
    for batch in &table.batches {
        let fields = batch.schema();
        let fields: Vec<_> = fields.fields().iter().map(|f| (f.name().clone(), kql_type(f))).collect();
        let promised: Vec<_> = table.columns.iter().map(|c| (c.name.clone(), Some(c.kql_type))).collect();
        if fields != promised {
            return Err("a batch has another schema than its table".to_owned());
        }
        for (column, array) in table.columns.iter().zip(batch.columns()) {
            values(column.kql_type, array).map_err(|why| format!("{} {why}", column.kql_type.name()))?;
        }
    }
    Ok(())
}

fn values(t: Type, array: &ArrayRef) -> Result<(), String> {
    if *array.data_type() != arrow_type(t) {
        return Err(format!("as {} in Arrow", array.data_type()));
    }
    match t {
        Type::String if array.null_count() > 0 => Err("null".to_owned()),
        Type::Dynamic => {
            let mut texts = array.as_string_view().iter().flatten();
            let broken = texts.find(|text| Dynamic::parse(text).encode() != *text);
            broken.map_or(Ok(()), |text| Err(format!("not as dynamics are written: {text}")))
        }
        Type::Datetime => {
            let mut ticks = array.as_primitive::<Int64Type>().iter().flatten();
            let outside = ticks.find(|ticks| !(0..=time::MAX_TICKS).contains(ticks));
            outside.map_or(Ok(()), |ticks| Err(format!("out of range: {ticks} ticks")))
        }
        _ => Ok(()),
    }
}
