use super::groups::groups;
use super::{PLUGIN, Plugin, argument, columns};
use crate::KernelError;
use lurcher_types::Value;
use lurcher_types::describe::Description;
use std::collections::HashMap;

pub const PIVOT: Plugin = Plugin {
    description: &Description {
        name: "pivot",
        signatures: &[
            "(pivotColumn: column not_dynamic, [aggregationFunction: scalar], [column: column scalar]...) -> own",
        ],
        summary: "A column for each value of a column, holding an aggregate of the rows that have it.",
        page: "pivot-plugin",
        ..PLUGIN
    },
    whole: true,
    ordered: false,
    // Input: one row per group and pivot value. Arguments: the pivot value as text, the aggregate, then the group's
    // columns. Constants: what a cell without rows holds, then the pivot value of each new column.
    start: |setup| {
        let setup = setup.clone();
        let (empty, names) = match setup.constants.split_first() {
            Some((empty, names)) => (empty.clone(), names.to_vec()),
            None => return Err(KernelError::new("pivot lacks its columns")),
        };
        let slots: HashMap<String, usize> = names.iter().enumerate().map(|(i, n)| (n.to_text(), i)).collect();
        Ok(Box::new(move |args, rows| {
            let (values, cells) = (argument(args, 0)?, argument(args, 1)?);
            let grouped = groups(args.get(2..).unwrap_or_default(), rows);
            let width = grouped.values.first().map_or(0, Vec::len);
            let mut table: Vec<Vec<Value>> = grouped.values;
            table.iter_mut().for_each(|row| row.extend(names.iter().map(|_| empty.clone())));
            for (row, group) in grouped.of_row.iter().enumerate() {
                let slot = slots.get(values.strings().value(row));
                if let Some(cell) =
                    slot.and_then(|slot| table.get_mut(*group).and_then(|cells| cells.get_mut(width + slot)))
                {
                    *cell = cells.value(row);
                }
            }
            Ok(columns(&setup.outputs, &table))
        }))
    },
};
