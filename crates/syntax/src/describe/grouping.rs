//! Operators that put rows together.

use super::{Example, Form, Operator};

pub const OPERATORS: &[Operator] = &[
    Operator {
        name: "summarize",
        aliases: &[],
        syntax: "T | summarize name = aggregate, … by group, …",
        summary: "A row for each group, with aggregates over its rows.",
        parameters: &[
            ("aggregate", "An expression of aggregates such as `count()`."),
            ("group", "A column, or an expression such as `bin(t, 1h)`."),
        ],
        example: Example {
            query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | summarize total = sum(n), count() by k"#,
            equals: r#"datatable (k: string, total: long, count_: long) ["a", 4, 2, "b", 2, 1]"#,
        },
        forms: &[
            Form {
                what: "by bin(…)",
                query: "datatable (t: datetime, n: long) [datetime(2026-01-01), 1, datetime(2026-01-03), 3] | summarize sum(n) by bin(t, 1d)",
            },
            Form {
                what: "hint.strategy=shuffle",
                query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | summarize hint.strategy=shuffle count() by k"#,
            },
        ],
        page: "summarize-operator",
    },
    Operator {
        name: "make-series",
        aliases: &[],
        syntax: "T | make-series name = aggregate default = value, … on axis from start to end step step by group, …",
        summary: "Arrays of aggregates along an axis, with a value where no rows are.",
        parameters: &[
            ("default", "The value where no rows are; 0 if none is given."),
            ("axis", "A column of numbers, datetimes or timespans."),
            ("from, to", "The ends of the axis; without them the first and the last value."),
            ("step", "The distance of two points."),
        ],
        example: Example {
            query: "datatable (t: datetime, n: long) [datetime(2026-01-01), 1, datetime(2026-01-03), 3] | make-series total = sum(n) default = 0 on t from datetime(2026-01-01) to datetime(2026-01-04) step 1d | project total",
            equals: "print total = dynamic([1, 0, 3])",
        },
        forms: &[
            Form {
                what: "without from and to",
                query: "datatable (t: datetime, n: long) [datetime(2026-01-01), 1, datetime(2026-01-03), 3] | make-series sum(n) on t step 1d",
            },
            Form {
                what: "in range(…)",
                query: "datatable (t: datetime, n: long) [datetime(2026-01-01), 1, datetime(2026-01-03), 3] | make-series sum(n) on t in range(datetime(2026-01-01), datetime(2026-01-04), 1d)",
            },
            Form {
                what: "kind=nonempty",
                query: "datatable (t: datetime, n: long) [datetime(2026-01-01), 1, datetime(2026-01-03), 3] | make-series kind=nonempty sum(n) on t from datetime(2026-01-01) to datetime(2026-01-04) step 1d",
            },
        ],
        page: "make-series-operator",
    },
    Operator {
        name: "top-nested",
        aliases: &[],
        syntax: "T | top-nested [count] of column [with others = value] by aggregate [asc|desc], …",
        summary: "The strongest values of a column, and within each the strongest of the next.",
        parameters: &[
            ("count", "How many values to keep; all without it."),
            ("with others", "A row for what was not kept."),
            ("aggregate", "What the values are ordered by."),
        ],
        example: Example {
            query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | top-nested 1 of k by total = sum(n)"#,
            equals: r#"datatable (k: string, total: long) ["a", 4]"#,
        },
        forms: &[
            Form {
                what: "two levels",
                query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | top-nested 1 of k by sum(n), top-nested 1 of n by count()"#,
            },
            Form {
                what: "with others",
                query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | top-nested 1 of k with others = "rest" by sum(n)"#,
            },
        ],
        page: "top-nested-operator",
    },
    Operator {
        name: "top-hitters",
        aliases: &[],
        syntax: "T | top-hitters count of column [by weight]",
        summary: "An estimate of the most frequent values.",
        parameters: &[("count", "How many values."), ("weight", "Counts a row so many times.")],
        example: Example {
            query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | top-hitters 1 of k"#,
            equals: r#"datatable (k: string, approximate_count_k: long) ["a", 2]"#,
        },
        forms: &[Form {
            what: "by weight",
            query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | top-hitters 1 of k by n"#,
        }],
        page: "top-hitters-operator",
    },
    Operator {
        name: "partition",
        aliases: &[],
        syntax: "T | partition [hint.strategy=…] by column (operators) | partition by column { query }",
        summary: "Runs a subquery for each value of a column.",
        parameters: &[
            ("hint.strategy", "`legacy`, `native` or `shuffle`."),
            ("column", "The column whose values make the parts."),
        ],
        example: Example {
            query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | partition by k (top 1 by n)"#,
            equals: r#"datatable (k: string, n: long) ["a", 3, "b", 2]"#,
        },
        forms: &[
            Form {
                what: "hint.strategy=native",
                query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | partition hint.strategy=native by k (top 1 by n)"#,
            },
            Form {
                what: "hint.strategy=shuffle",
                query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | partition hint.strategy=shuffle by k (top 1 by n)"#,
            },
        ],
        page: "partition-operator",
    },
    Operator {
        name: "reduce",
        aliases: &[],
        syntax: "T | reduce [kind=source] by text [with threshold = …, characters = …]",
        summary: "Groups texts that are alike, and shows the pattern of each group, `*` standing for any characters. Every group is \
                  right, but which ones Kusto would show is not published.",
        parameters: &[
            ("kind=source", "Keeps the rows, and adds the pattern of each."),
            ("text", "The texts, of type string."),
            (
                "threshold",
                "From 0 to 1; 0.1 if not given. The part of the rows that must have a term at its place, and the part of the \
                 different texts that may stay as groups.",
            ),
            ("characters", "The characters between terms; if not given, all but letters and digits of ASCII."),
        ],
        example: Example {
            query: r#"datatable (s: string) ["user ann left", "user bob left"] | reduce by s"#,
            equals: r#"datatable (Pattern: string, Count: long, Representative: string) ["user * left", 2, "user ann left"]"#,
        },
        forms: &[
            Form {
                what: "kind=source",
                query: r#"datatable (s: string) ["user ann left", "user bob left"] | reduce kind=source by s"#,
            },
            Form {
                what: "with threshold=…, characters=…",
                query: r#"datatable (s: string) ["a-1", "a-2"] | reduce by s with threshold=0.5, characters="-""#,
            },
        ],
        page: "reduce-operator",
    },
    Operator {
        name: "facet",
        aliases: &[],
        syntax: "T | facet by column, … [with (operators)]",
        summary: "A table for each column with its values and how often they occur.",
        parameters: &[("column", "A column."), ("with", "Operators whose rows make a further table.")],
        example: Example {
            query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | facet by k"#,
            equals: r#"datatable (k: string, count_k: long) ["a", 2, "b", 1]"#,
        },
        forms: &[Form {
            what: "with (…)",
            query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | facet by k with (take 1)"#,
        }],
        page: "facet-operator",
    },
    Operator {
        name: "fork",
        aliases: &[],
        syntax: "T | fork [name =] (operators) [name =] (operators) …",
        summary: "Runs several subqueries over the same rows; each gives a table.",
        parameters: &[("name", "The name of the table.")],
        example: Example {
            query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | fork (where n == 1) (where n == 3)"#,
            equals: r#"datatable (k: string, n: long) ["a", 1]; datatable (k: string, n: long) ["a", 3]"#,
        },
        forms: &[],
        page: "fork-operator",
    },
];
