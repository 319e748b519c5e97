use super::{PLUGIN, Plugin, Rows};
use lurcher_types::describe::Description;

pub const PREVIEW: Plugin = Plugin {
    description: &Description {
        name: "preview",
        signatures: &["(NumberOfRows: const integer) -> own"],
        summary: "Two tables: the first rows, and how many there are. It ends a query.",
        page: "preview-plugin",
        ..PLUGIN
    },
    whole: true,
    ordered: true,
    // The first table; the second is an aggregate. Constant: how many rows.
    start: |setup| {
        let most = usize::try_from(setup.whole_number(0)?).unwrap_or(0);
        Ok(Box::new(move |_, rows| {
            let kept: Vec<u32> = (0..rows.min(most)).map(|row| row as u32).collect();
            Ok(Rows { rows: kept.len(), take: Some(kept), columns: vec![] })
        }))
    },
};
