use super::{PLUGIN, Plugin, Rows, columns};
use crate::KernelError;
use lurcher_columnar::Column;
use lurcher_types::describe::Description;
use lurcher_types::{Type, Value};

pub const SCHEMA_MERGE: Plugin = Plugin {
    description: &Description {
        name: "schema_merge",
        signatures: &["([PreserveOrder: const bool]) -> own"],
        summary: "Several schemas, as getschema gives them, as one.",
        page: "schema-merge-plugin",
        ..PLUGIN
    },
    whole: true,
    ordered: true,
    start: |setup| {
        let preserve_order = setup.flag(0);
        Ok(Box::new(move |args, rows| merge(args, rows, preserve_order)))
    },
};

/// A column as the schemas so far have it.
struct Merged {
    name: String,
    ordinal: i64,
    data_type: String,
    column_type: String,
}

const OUT_OF_ORDER: &str = "ERROR(columns are out of order)";

/// Arguments: name, ordinal, data type and column type of each column of each schema.
fn merge(args: &[Column], rows: usize, preserve_order: bool) -> Result<Rows, KernelError> {
    let [names, ordinals, data_types, column_types] = args else {
        return Err(KernelError::new("schema_merge wants the four columns that getschema gives"));
    };
    let mut merged: Vec<Merged> = Vec::new();
    for row in 0..rows {
        let name = names.strings().value(row);
        let ordinal = match ordinals.value(row) {
            Value::Long(n) => n,
            Value::Int(n) => i64::from(n),
            _ => -1,
        };
        let (data_type, column_type) = (data_types.strings().value(row), column_types.strings().value(row));
        match merged.iter_mut().find(|m| m.name == name) {
            None => merged.push(Merged {
                name: name.to_owned(),
                ordinal,
                data_type: data_type.to_owned(),
                column_type: column_type.to_owned(),
            }),
            Some(m) if m.column_type != column_type && m.ordinal != -1 => {
                return Err(KernelError::new(format!(
                    "the column `{name}` is {} in one schema and {column_type} in another: what schema_merge makes of \
                     that is not known",
                    m.column_type
                )));
            }
            Some(m) if m.ordinal == ordinal => {}
            Some(m) if preserve_order => {
                m.ordinal = -1;
                m.data_type = format!("ERROR(unknown CSL type:{OUT_OF_ORDER})");
                m.column_type = OUT_OF_ORDER.to_owned();
            }
            Some(m) => m.ordinal = m.ordinal.max(ordinal),
        }
    }
    // Columns in error come last, the others in their order.
    merged.sort_by_key(|m| if m.ordinal < 0 { i64::MAX } else { m.ordinal });
    let rows: Vec<Vec<Value>> = merged
        .into_iter()
        .map(|m| {
            let text = Value::String;
            vec![text(m.name), Value::Long(m.ordinal), text(m.data_type), text(m.column_type)]
        })
        .collect();
    Ok(columns(&[Type::String, Type::Long, Type::String, Type::String], &rows))
}
