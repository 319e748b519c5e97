//! Operators that take texts and arrays apart.

use super::{Example, Form, Operator};

pub const OPERATORS: &[Operator] = &[
    Operator {
        name: "mv-expand",
        aliases: &["mvexpand"],
        syntax: "T | mv-expand [bagexpansion=…] [with_itemindex=name] name = expression [to typeof(type)], … [limit count]",
        summary: "A row for each element of an array or each property of a bag.",
        parameters: &[
            (
                "bagexpansion",
                "`bag` keeps each property as a bag, `array` makes an array of name and value; `kind` means the same.",
            ),
            ("with_itemindex", "The name of a column with the element's place."),
            ("to typeof", "The type of the elements."),
            ("limit", "The most rows out of one."),
        ],
        example: Example {
            query: r#"print k = "a", v = dynamic([1, 2]) | mv-expand v to typeof(long)"#,
            equals: r#"datatable (k: string, v: long) ["a", 1, "a", 2]"#,
        },
        forms: &[
            Form {
                what: "bagexpansion=array",
                query: r#"print d = dynamic({"a": 1}) | mv-expand bagexpansion=array d"#,
            },
            Form { what: "with_itemindex", query: "print v = dynamic([1]) | mv-expand with_itemindex=i v" },
            Form { what: "limit", query: "print v = dynamic([1, 2]) | mv-expand v limit 1" },
            Form { what: "two columns", query: "print v = dynamic([1]), w = dynamic([2]) | mv-expand v, w" },
        ],
        page: "mv-expand-operator",
    },
    Operator {
        name: "mv-apply",
        aliases: &[],
        syntax: "T | mv-apply [with_itemindex=name] name = expression [to typeof(type)], … [limit count] on (operators)",
        summary: "Runs a subquery over the elements of each row's array.",
        parameters: &[
            ("to typeof", "The type of the elements."),
            ("operators", "The subquery; its rows come out beside the row they are from."),
        ],
        example: Example {
            query: "print v = dynamic([1, 5, 3]) | mv-apply e = v to typeof(long) on (summarize most = max(e)) | project most",
            equals: "print most = 5",
        },
        forms: &[
            Form {
                what: "with_itemindex",
                query: "print v = dynamic([4]) | mv-apply with_itemindex=i e = v on (where i == 0)",
            },
            Form { what: "id", query: "print v = dynamic([1]) | mv-apply e = v id 1 on (take 1)" },
        ],
        page: "mv-apply-operator",
    },
    Operator {
        name: "parse",
        aliases: &[],
        syntax: r#"T | parse [kind=simple|regex|relaxed] [flags=…] expression with * "text" name: type …"#,
        summary: "Takes a text apart; rows that do not fit get empty columns.",
        parameters: &[
            ("kind", "`simple` if none is given: the texts must be there as written."),
            ("flags", "Of the regular expression."),
            ("name: type", "A column for what stands between the texts."),
        ],
        example: Example {
            query: r#"print s = "id=7;" | parse s with "id=" id: long ";" | project id"#,
            equals: "print id = 7",
        },
        forms: &[
            Form { what: "kind=regex", query: r#"print s = "id=7;" | parse kind=regex s with "i.=" id: long ";""# },
            Form {
                what: "kind=regex flags=U",
                query: r#"print s = "id=7;" | parse kind=regex flags=U s with "i.=" id: long ";""#,
            },
            Form { what: "kind=relaxed", query: r#"print s = "id=7;" | parse kind=relaxed s with "id=" id: long ";""# },
        ],
        page: "parse-operator",
    },
    Operator {
        name: "parse-where",
        aliases: &[],
        syntax: r#"T | parse-where [kind=…] [flags=…] expression with * "text" name: type …"#,
        summary: "As `parse`, but rows that do not fit go.",
        parameters: &[("kind, flags", "As for `parse`.")],
        example: Example {
            query: r#"datatable (s: string) ["id=7", "none"] | parse-where s with "id=" id: long | project id"#,
            equals: "print id = 7",
        },
        forms: &[Form {
            what: "kind=regex",
            query: r#"print s = "id=7;" | parse-where kind=regex s with "i.=" id: long ";""#,
        }],
        page: "parse-where-operator",
    },
    Operator {
        name: "parse-kv",
        aliases: &[],
        syntax: "T | parse-kv expression as (name: type, …) [with (pair_delimiter = …, kv_delimiter = …, quote = …, escape = …, greedy = true, regex = …)]",
        summary: "Columns from pairs of names and values in a text.",
        parameters: &[
            ("pair_delimiter, kv_delimiter", "What stands between pairs, and between a name and its value."),
            ("quote, escape", "Around values, and before a quote that belongs to a value."),
            ("greedy", "Values may hold delimiters."),
            ("regex", "A pattern of a pair instead of delimiters."),
        ],
        example: Example {
            query: r#"print s = "a=1 b=x" | parse-kv s as (a: long, b: string) with (pair_delimiter = " ", kv_delimiter = "=") | project a, b"#,
            equals: r#"datatable (a: long, b: string) [1, "x"]"#,
        },
        forms: &[
            Form {
                what: "quote",
                query: r#"print s = "a='x y'" | parse-kv s as (a: string) with (pair_delimiter = " ", kv_delimiter = "=", quote = "'")"#,
            },
            Form { what: "regex", query: r#"print s = "a=1" | parse-kv s as (a: long) with (regex = @"(\w+)=(\d+)")"# },
        ],
        page: "parse-kv-operator",
    },
];
