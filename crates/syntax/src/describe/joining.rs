//! Operators that bring tables together, or name what is there.

use super::{Example, Form, Operator};

pub const OPERATORS: &[Operator] = &[
    Operator {
        name: "join",
        aliases: &[],
        syntax: "T | join [kind=…] (U) on column, $left.a == $right.b",
        summary: "Rows of two tables that belong together.",
        parameters: &[
            ("kind", "`innerunique` if none is given; see the forms."),
            ("on", "Columns that both tables have, or equalities; `and` between them."),
            ("hint", "Changes no row."),
        ],
        example: Example {
            query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | join kind=inner (datatable (k: string, w: long) ["a", 10]) on k | project k, n, w"#,
            equals: r#"datatable (k: string, n: long, w: long) ["a", 1, 10, "a", 3, 10]"#,
        },
        forms: &[
            Form {
                what: "kind=innerunique",
                query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | join kind=innerunique (datatable (k: string, w: long) ["a", 10]) on k"#,
            },
            Form {
                what: "kind=inner",
                query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | join kind=inner (datatable (k: string, w: long) ["a", 10]) on k"#,
            },
            Form {
                what: "kind=leftouter",
                query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | join kind=leftouter (datatable (k: string, w: long) ["a", 10]) on k"#,
            },
            Form {
                what: "kind=rightouter",
                query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | join kind=rightouter (datatable (k: string, w: long) ["a", 10]) on k"#,
            },
            Form {
                what: "kind=fullouter",
                query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | join kind=fullouter (datatable (k: string, w: long) ["a", 10]) on k"#,
            },
            Form {
                what: "kind=leftsemi",
                query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | join kind=leftsemi (datatable (k: string, w: long) ["a", 10]) on k"#,
            },
            Form {
                what: "kind=rightsemi",
                query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | join kind=rightsemi (datatable (k: string, w: long) ["a", 10]) on k"#,
            },
            Form {
                what: "kind=leftanti",
                query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | join kind=leftanti (datatable (k: string, w: long) ["a", 10]) on k"#,
            },
            Form {
                what: "kind=rightanti",
                query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | join kind=rightanti (datatable (k: string, w: long) ["a", 10]) on k"#,
            },
            Form {
                what: "hint.strategy=broadcast",
                query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | join kind=inner hint.strategy=broadcast (datatable (k: string, w: long) ["a", 10]) on k"#,
            },
        ],
        page: "join-operator",
    },
    Operator {
        name: "lookup",
        aliases: &[],
        syntax: "T | lookup [kind=leftouter|inner] (U) on column, …",
        summary: "Adds columns from a smaller table.",
        parameters: &[("kind", "`leftouter` if none is given."), ("on", "As for `join`.")],
        example: Example {
            query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | lookup (datatable (k: string, w: long) ["a", 10]) on k"#,
            equals: r#"datatable (k: string, n: long, w: long) ["a", 1, 10, "b", 2, long(null), "a", 3, 10]"#,
        },
        forms: &[Form {
            what: "kind=inner",
            query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | lookup kind=inner (datatable (k: string, w: long) ["a", 10]) on k"#,
        }],
        page: "lookup-operator",
    },
    Operator {
        name: "union",
        aliases: &[],
        syntax: "[T |] union [kind=inner|outer] [withsource=name] [isfuzzy=true] U, V*, …",
        summary: "The rows of several tables.",
        parameters: &[
            ("kind", "`outer` keeps every column, `inner` those that all tables have."),
            ("withsource", "The name of a column with the table's name."),
            ("isfuzzy", "Passes over tables that are not there."),
        ],
        example: Example { query: "union (print n = 1), (print n = 2)", equals: "datatable (n: long) [1, 2]" },
        forms: &[
            Form { what: "kind=inner", query: "union kind=inner (print n = 1), (print n = 2, m = 1)" },
            Form { what: "withsource=name", query: "let A = print n = 1; union withsource=source A, (print n = 2)" },
            Form { what: "isfuzzy=true", query: "union isfuzzy=true (print n = 1), NoSuchTable" },
        ],
        page: "union-operator",
    },
    Operator {
        name: "search",
        aliases: &[],
        syntax: "[T |] search [kind=case_sensitive] [in (T, U*)] predicate",
        summary: "Looks for a term in every column.",
        parameters: &[
            ("in", "The tables to look in; all without it."),
            ("predicate", r#"A text, `column: "text"`, or a comparison; `and`, `or` and `not` between them."#),
        ],
        example: Example {
            query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | search "b" | project k, n"#,
            equals: r#"datatable (k: string, n: long) ["b", 2]"#,
        },
        forms: &[
            Form { what: "in (T)", query: r#"search in (EmailEvents) "x" | count"# },
            Form {
                what: r#"column: "x""#,
                query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | search k: "a""#,
            },
            Form {
                what: "kind=case_sensitive",
                query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | search kind=case_sensitive "a""#,
            },
        ],
        page: "search-operator",
    },
    Operator {
        name: "find",
        aliases: &[],
        syntax: "find [withsource=name] [in (T, U*)] where predicate [project column, …]",
        summary: "Rows of several tables for which a predicate is true.",
        parameters: &[
            ("in", "The tables to look in; all without it."),
            ("project", "The columns to show; `pack(*)` for the rest as one."),
        ],
        example: Example {
            query: r#"find in (EmailEvents) where Subject == "x" project Subject | count"#,
            equals: "print Count = 0",
        },
        forms: &[Form { what: "project-smart", query: r#"find in (EmailEvents) where Subject == "x" project-smart"# }],
        page: "find-operator",
    },
    Operator {
        name: "as",
        aliases: &[],
        syntax: "T | as [hint.materialized=true] Name",
        summary: "Names the rows, so that the rest of the query can use them again.",
        parameters: &[("Name", "The name.")],
        example: Example {
            query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | as All | where n == toscalar(All | summarize max(n))"#,
            equals: r#"datatable (k: string, n: long) ["a", 3]"#,
        },
        forms: &[],
        page: "as-operator",
    },
    Operator {
        name: "invoke",
        aliases: &[],
        syntax: "T | invoke function(arguments)",
        summary: "Gives the rows to a function as its first argument.",
        parameters: &[("function", "A function whose first parameter is a table.")],
        example: Example {
            query: "let f = (T: (n: long)) { T | where n > 1 }; range n from 1 to 3 step 1 | invoke f()",
            equals: "datatable (n: long) [2, 3]",
        },
        forms: &[],
        page: "invoke-operator",
    },
    Operator {
        name: "macro-expand",
        aliases: &[],
        syntax: "macro-expand [kind=…] [isfuzzy=…] entity_group [database(), …] as Name (query)",
        summary: "Runs a query for each database of a group; there is one here, the data at hand.",
        parameters: &[
            ("entity_group", "Databases in brackets, or the name that a `let` gave to such a group."),
            ("Name", "Stands for the database in the query: `Name.EmailEvents`."),
        ],
        example: Example {
            query: r#"macro-expand entity_group [database()] as X (X.EmailEvents | where false | count)"#,
            equals: "print Count = 0",
        },
        forms: &[Form {
            what: "isfuzzy=true",
            query: r#"macro-expand isfuzzy=true entity_group [database(), cluster("far").database("d")] as X (print x = 1)"#,
        }],
        page: "macro-expand-operator",
    },
    Operator {
        name: "evaluate",
        aliases: &[],
        syntax: "[T |] evaluate plugin(arguments) [: (name: type, …)]",
        summary: "Calls a plugin; `lurcher functions` lists them.",
        parameters: &[
            ("plugin", "A plugin such as `bag_unpack`."),
            ("name: type", "The columns that come out, where the plugin cannot tell before."),
        ],
        example: Example {
            query: r#"print d = dynamic({"a": 1, "b": "x"}) | evaluate bag_unpack(d)"#,
            equals: r#"datatable (a: long, b: string) [1, "x"]"#,
        },
        forms: &[],
        page: "evaluate-operator",
    },
    Operator {
        name: "consume",
        aliases: &[],
        syntax: "T | consume",
        summary: "Reads all rows and shows none.",
        parameters: &[],
        example: Example {
            query: r#"datatable (k: string, n: long) ["a", 1, "b", 2, "a", 3] | consume | count"#,
            equals: "print Count = 0",
        },
        forms: &[],
        page: "consume-operator",
    },
    Operator {
        name: "render",
        aliases: &[],
        syntax: "T | render chart [with (property = value, …)]",
        summary: "Says how the answer is to be drawn; changes no row.",
        parameters: &[
            ("chart", "`timechart`, `columnchart`, `piechart` and others."),
            ("property", "`title`, `xcolumn`, `ycolumns`, `series`, `kind` and others."),
        ],
        example: Example {
            query: "range n from 1 to 2 step 1 | render linechart",
            equals: "datatable (n: long) [1, 2]",
        },
        forms: &[Form {
            what: "with (…)",
            query: r#"range n from 1 to 2 step 1 | render columnchart with (title = "n")"#,
        }],
        page: "render-operator",
    },
];
