use super::{PLUGIN, Plugin, check_rows, columns};
use lurcher_types::describe::Description;
use lurcher_types::{Type, Value};

pub const NARROW: Plugin = Plugin {
    description: &Description {
        name: "narrow",
        signatures: &["() -> own"],
        summary: "A row for each cell: the row's number, the column's name and the value as text.",
        page: "narrow-plugin",
        ..PLUGIN
    },
    whole: true,
    ordered: true,
    // Arguments: the columns as texts. Constants: their names.
    start: |setup| {
        let names = setup.constants.clone();
        Ok(Box::new(move |args, rows| {
            check_rows(rows.saturating_mul(args.len()))?;
            let cells = (0..rows).flat_map(|row| {
                let cells = names.iter().zip(args);
                cells.map(move |(name, c)| vec![Value::Long(row as i64), name.clone(), c.value(row)])
            });
            Ok(columns(&[Type::Long, Type::String, Type::String], &cells.collect::<Vec<_>>()))
        }))
    },
};
