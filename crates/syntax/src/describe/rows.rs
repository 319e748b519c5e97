//! Operators that choose rows, count them and put them in order.

use super::{Example, Form, Operator};

pub const OPERATORS: &[Operator] = &[
    Operator {
        name: "where",
        aliases: &["filter"],
        syntax: "T | where predicate",
        summary: "Keeps the rows for which the predicate is true.",
        parameters: &[("predicate", "A bool; rows for which it is false or null go.")],
        example: Example {
            query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | where k == "a" and n > 1"#,
            equals: r#"datatable (k: string, n: long) ["a", 3]"#,
        },
        forms: &[Form {
            what: r#"* has "x""#,
            query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | where * has "a""#,
        }],
        page: "where-operator",
    },
    Operator {
        name: "take",
        aliases: &["limit"],
        syntax: "T | take count",
        summary: "Keeps so many rows. Which ones is not said, unless the rows are sorted.",
        parameters: &[("count", "A constant whole number.")],
        example: Example { query: "range n from 1 to 3 step 1 | take 2 | count", equals: "print Count = 2" },
        forms: &[],
        page: "take-operator",
    },
    Operator {
        name: "top",
        aliases: &[],
        syntax: "T | top count by expression [asc|desc] [nulls first|last]",
        summary: "The first rows in an order; `desc` unless it says otherwise.",
        parameters: &[("count", "A constant whole number."), ("expression", "What the rows are ordered by.")],
        example: Example {
            query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | top 2 by n"#,
            equals: r#"datatable (k: string, n: long) ["a", 3, "b", 2]"#,
        },
        forms: &[Form {
            what: "nulls first",
            query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | top 2 by n nulls first"#,
        }],
        page: "top-operator",
    },
    Operator {
        name: "sort",
        aliases: &["order"],
        syntax: "T | sort by expression [asc|desc] [nulls first|last], …",
        summary: "Puts the rows in order; `desc` unless it says otherwise.",
        parameters: &[("expression", "What the rows are ordered by; later ones decide where earlier ones are equal.")],
        example: Example {
            query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | sort by n"#,
            equals: r#"datatable (k: string, n: long) ["a", 3, "b", 2, "a", 1]"#,
        },
        forms: &[Form {
            what: "nulls first",
            query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | sort by n asc nulls first"#,
        }],
        page: "sort-operator",
    },
    Operator {
        name: "distinct",
        aliases: &[],
        syntax: "T | distinct column, … | distinct *",
        summary: "Each combination of the columns' values once.",
        parameters: &[("column", "A column or an expression; `*` stands for every column.")],
        example: Example {
            query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | distinct k"#,
            equals: r#"datatable (k: string) ["a", "b"]"#,
        },
        forms: &[Form { what: "*", query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | distinct *"# }],
        page: "distinct-operator",
    },
    Operator {
        name: "count",
        aliases: &[],
        syntax: "T | count [as Name]",
        summary: "How many rows there are.",
        parameters: &[("Name", "The column's name instead of `Count`.")],
        example: Example {
            query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | count"#,
            equals: "print Count = 3",
        },
        forms: &[Form {
            what: "as Name",
            query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | count as rows"#,
        }],
        page: "count-operator",
    },
    Operator {
        name: "sample",
        aliases: &[],
        syntax: "T | sample count",
        summary: "So many rows by chance.",
        parameters: &[("count", "A whole number.")],
        example: Example { query: "range n from 1 to 9 step 1 | sample 4 | count", equals: "print Count = 4" },
        forms: &[],
        page: "sample-operator",
    },
    Operator {
        name: "sample-distinct",
        aliases: &[],
        syntax: "T | sample-distinct count of column",
        summary: "So many different values of a column by chance.",
        parameters: &[("count", "A whole number."), ("column", "Where the values come from.")],
        example: Example {
            query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | sample-distinct 5 of k"#,
            equals: r#"datatable (k: string) ["a", "b"]"#,
        },
        forms: &[],
        page: "sample-distinct-operator",
    },
    Operator {
        name: "serialize",
        aliases: &[],
        syntax: "T | serialize [name = expression, …]",
        summary: "Fixes the order of rows, so that window functions may be used behind it.",
        parameters: &[("expression", "A column to add, such as `row_number()`.")],
        example: Example {
            query: "range n from 1 to 3 step 1 | serialize total = row_cumsum(n)",
            equals: "datatable (n: long, total: long) [1, 1, 2, 3, 3, 6]",
        },
        forms: &[],
        page: "serialize-operator",
    },
    Operator {
        name: "scan",
        aliases: &[],
        syntax: "T | scan [order by …] [partition by …] [declare (name: type = value, …)] with (step name: condition => name = expression; …)",
        summary: "Walks over the rows and follows sequences through steps.",
        parameters: &[
            ("with_match_id", "The name of a column with the sequence's number."),
            ("declare", "Columns that the steps fill."),
            (
                "step",
                "A name, a condition and what a row that meets it sets; `output = all|last|none` says which rows come out.",
            ),
        ],
        example: Example {
            query: "range n from 1 to 3 step 1 | scan declare (total: long = 0) with (step s: true => total = n + s.total;)",
            equals: "datatable (n: long, total: long) [1, 1, 2, 3, 3, 6]",
        },
        forms: &[
            Form {
                what: "partition by",
                query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | scan partition by k declare (total: long = 0) with (step s: true => total = n + s.total;)"#,
            },
            Form {
                what: "with_match_id",
                query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | scan with_match_id=m with (step s: n == 1; step u: n == 3;)"#,
            },
            Form {
                what: "output = none",
                query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | scan with (step s output = none: n == 1; step u: n == 3;)"#,
            },
        ],
        page: "scan-operator",
    },
];
