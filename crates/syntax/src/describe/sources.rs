//! Tables that a query brings along, and words that only Kusto itself writes.

use super::{Example, Form, Operator};

pub const OPERATORS: &[Operator] = &[
    Operator {
        name: "datatable",
        aliases: &[],
        syntax: "datatable (column: type, …) [value, …]",
        summary: "Rows that stand in the text.",
        parameters: &[
            ("column: type", "Names and types of the columns."),
            ("value", "Constants, row by row from left to right."),
        ],
        example: Example {
            query: r#"datatable (k: string, n: long) ["a", 1, "b", 2] | where n == 2"#,
            equals: r#"print k = "b", n = 2"#,
        },
        forms: &[],
        page: "datatable-operator",
    },
    Operator {
        name: "externaldata",
        aliases: &["external_data"],
        syntax: "externaldata (column: type, …) [\"address\", …] [with (format = csv, ignoreFirstRecord = true)]",
        summary: "Rows of a file that is named by its address. Nothing is fetched: --external URL=PATH puts a file in its place.",
        parameters: &[
            ("column: type", "Names and types of the columns."),
            ("address", "Where the data is; constants."),
            ("format", "csv, tsv, json, parquet and their kin; by the address if it is not given."),
            ("ignoreFirstRecord", "Whether the first line is a heading."),
        ],
        example: Example {
            query: r#"externaldata (k: string) ["https://example.com/list.csv"] | count"#,
            equals: "print Count = 0",
        },
        forms: &[Form {
            what: "with (format = …)",
            query: r#"externaldata (k: string) ["https://example.com/list.csv"] with (format = csv)"#,
        }],
        page: "externaldata-operator",
    },
    Operator {
        name: "inline_external_table",
        aliases: &[],
        syntax: "inline_external_table (column: type, …) kind = storage dataformat = csv (h@\"address\")",
        summary: "Rows of a service's storage, as external tables have them; Kusto does not document it.",
        parameters: &[("column: type", "Names and types of the columns.")],
        example: Example {
            query: r#"inline_external_table (k: string) kind = storage dataformat = csv (h@"https://example.com/list")"#,
            equals: r#"print k = "a""#,
        },
        forms: &[],
        page: "externaldata-operator",
    },
    Operator {
        name: "__partitionby",
        aliases: &[],
        syntax: "T | __partitionby column (operators)",
        summary: "An internal form of `partition`, which Kusto does not document.",
        parameters: &[("column", "What the parts have in common.")],
        example: Example { query: "print n = 1 | __partitionby n (take 1)", equals: "print n = 1" },
        forms: &[],
        page: "partition-operator",
    },
    Operator {
        name: "__executeAndCache",
        aliases: &["execute_and_cache"],
        syntax: "T | __executeAndCache",
        summary: "The same rows: a note to the service to keep them, which Kusto does not document.",
        parameters: &[],
        example: Example { query: "print n = 1 | __executeAndCache", equals: "print n = 1" },
        forms: &[],
        page: "materialize-function",
    },
];
