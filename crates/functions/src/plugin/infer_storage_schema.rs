use super::{PLUGIN, Plugin};
use crate::KernelError;
use lurcher_types::describe::Description;

pub const INFER_STORAGE_SCHEMA: Plugin = Plugin {
    description: &Description {
        name: "infer_storage_schema",
        signatures: &["(Options: const dynamic) -> own"],
        summary: "The columns that Parquet files have, as the text of a schema. It stands before a query, without an input.",
        page: "infer-storage-schema-plugin",
        deviation: Some(
            "Parquet alone: its files say their types, and how the service guesses those of text is not published. An \
             address of `StorageContainers` means the folder or file given with `--external URL=PATH`.",
        ),
        ..PLUGIN
    },
    whole: true,
    ordered: false,
    // Its answer comes from whoever has the files, as that of `externaldata` does.
    start: |_| Err(KernelError::new("infer_storage_schema reads files, and no rows")),
};
