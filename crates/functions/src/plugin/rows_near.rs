use super::{PLUGIN, Plugin, Rows, argument};
use lurcher_types::Value;
use lurcher_types::describe::Description;

pub const ROWS_NEAR: Plugin = Plugin {
    description: &Description {
        name: "rows_near",
        signatures: &["(Condition: bool, NumRows: const integer, [NumRowsAfter: const integer]) -> own"],
        summary: "The rows for which a condition holds, and so many before and after each.",
        page: "rows-near-plugin",
        ..PLUGIN
    },
    whole: true,
    ordered: true,
    // Argument: the condition. Constants: how many rows before, how many after.
    start: |setup| {
        let count = |index| setup.whole_number(index).map(|n| usize::try_from(n).unwrap_or(0));
        let (before, after) = (count(0)?, count(1)?);
        Ok(Box::new(move |args, rows| {
            let condition = argument(args, 0)?;
            let mut kept: Vec<u32> = Vec::new();
            let mut next = 0;
            for row in (0..rows).filter(|row| condition.value(*row) == Value::Bool(true)) {
                let first = row.saturating_sub(before).max(next);
                let end = row.saturating_add(after).saturating_add(1).min(rows);
                kept.extend((first..end).map(|r| r as u32));
                next = end.max(next);
            }
            Ok(Rows { rows: kept.len(), take: Some(kept), columns: vec![] })
        }))
    },
};
