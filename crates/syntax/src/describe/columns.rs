//! Operators that choose, name and compute columns.

use super::{Example, Form, Operator};

pub const OPERATORS: &[Operator] = &[
    Operator {
        name: "extend",
        aliases: &[],
        syntax: "T | extend name = expression, …",
        summary: "Adds columns, or replaces those of the same name.",
        parameters: &[("expression", "What is computed for each row.")],
        example: Example {
            query: "print n = 2 | extend twice = n * 2",
            equals: "datatable (n: long, twice: long) [2, 4]",
        },
        forms: &[],
        page: "extend-operator",
    },
    Operator {
        name: "project",
        aliases: &[],
        syntax: "T | project column, name = expression, …",
        summary: "These columns and no others, in this order.",
        parameters: &[("expression", "A column, or what is computed for each row.")],
        example: Example {
            query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | project twice = n * 2, k"#,
            equals: r#"datatable (twice: long, k: string) [2, "a", 4, "b", 6, "a"]"#,
        },
        forms: &[],
        page: "project-operator",
    },
    Operator {
        name: "project-away",
        aliases: &[],
        syntax: "T | project-away column, pattern*, …",
        summary: "All columns but these.",
        parameters: &[("column", "A column, or a pattern of names with `*`.")],
        example: Example {
            query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | project-away k"#,
            equals: "datatable (n: long) [1, 2, 3]",
        },
        forms: &[Form {
            what: "pattern*",
            query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | project-away k*"#,
        }],
        page: "project-away-operator",
    },
    Operator {
        name: "project-keep",
        aliases: &[],
        syntax: "T | project-keep column, pattern*, …",
        summary: "These columns, in the order in which they stood.",
        parameters: &[("column", "A column, or a pattern of names with `*`.")],
        example: Example {
            query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | project-keep n"#,
            equals: "datatable (n: long) [1, 2, 3]",
        },
        forms: &[Form {
            what: "pattern*",
            query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | project-keep n*"#,
        }],
        page: "project-keep-operator",
    },
    Operator {
        name: "project-rename",
        aliases: &[],
        syntax: "T | project-rename New = Old, …",
        summary: "Other names for columns.",
        parameters: &[("New = Old", "The new name, and the column that gets it.")],
        example: Example { query: "print a = 1 | project-rename b = a", equals: "print b = 1" },
        forms: &[],
        page: "project-rename-operator",
    },
    Operator {
        name: "project-reorder",
        aliases: &[],
        syntax: "T | project-reorder column [asc|desc|granny-asc|granny-desc], …",
        summary: "Puts these columns first.",
        parameters: &[(
            "column",
            "A column, or a pattern of names with `*`; `asc` and `desc` sort what the pattern finds.",
        )],
        example: Example { query: "print a = 1, b = 2 | project-reorder b", equals: "print b = 2, a = 1" },
        forms: &[
            Form {
                what: "* asc",
                query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | project-reorder * asc"#,
            },
            Form {
                what: "* granny-asc",
                query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | project-reorder * granny-asc"#,
            },
        ],
        page: "project-reorder-operator",
    },
    Operator {
        name: "project-by-names",
        aliases: &[],
        syntax: "T | project-by-names name, …",
        summary: "Columns whose names are given as texts.",
        parameters: &[("name", "A text, or an array of texts.")],
        example: Example {
            query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | project-by-names "n""#,
            equals: "datatable (n: long) [1, 2, 3]",
        },
        forms: &[],
        page: "project-by-names-operator",
    },
    Operator {
        name: "getschema",
        aliases: &[],
        syntax: "T | getschema",
        summary: "The columns and their types as rows.",
        parameters: &[],
        example: Example {
            query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | getschema | project ColumnName, ColumnType"#,
            equals: r#"datatable (ColumnName: string, ColumnType: string) ["k", "string", "n", "long"]"#,
        },
        forms: &[],
        page: "getschema-operator",
    },
    Operator {
        name: "assert-schema",
        aliases: &[],
        syntax: "T | assert-schema (name: type, …)",
        summary: "Ends the query with an error unless the input has these columns.",
        parameters: &[("name: type", "A column that must be there.")],
        example: Example {
            query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | assert-schema (k: string, n: long) | count"#,
            equals: "print Count = 3",
        },
        forms: &[],
        page: "assert-schema-operator",
    },
    Operator {
        name: "print",
        aliases: &[],
        syntax: "print name = expression, …",
        summary: "One row of values.",
        parameters: &[("expression", "A scalar.")],
        example: Example { query: r#"print a = 1, b = "x""#, equals: r#"datatable (a: long, b: string) [1, "x"]"# },
        forms: &[],
        page: "print-operator",
    },
    Operator {
        name: "range",
        aliases: &[],
        syntax: "range column from start to stop step step",
        summary: "A row for each value from `start` to `stop`.",
        parameters: &[
            ("start, stop", "Numbers, datetimes or timespans."),
            ("step", "What lies between two values; may be negative."),
        ],
        example: Example { query: "range n from 1 to 3 step 1", equals: "datatable (n: long) [1, 2, 3]" },
        forms: &[Form { what: "datetime", query: "range t from datetime(2026-01-01) to datetime(2026-01-04) step 1d" }],
        page: "range-operator",
    },
];
