//! Operators over graphs.

use super::{Example, Form, Operator};

pub const OPERATORS: &[Operator] = &[
    Operator {
        name: "make-graph",
        aliases: &[],
        syntax: "Edges | make-graph source --> target [with Nodes on id | with_node_id=name] [partitioned-by column (operators)]",
        summary: "A graph of a table of edges.",
        parameters: &[
            ("source, target", "The columns with the ends of an edge."),
            ("Nodes on id", "A table of nodes and its key."),
            ("with_node_id", "The name of the nodes' key if there is no table of nodes."),
        ],
        example: Example {
            query: r#"datatable (a: string, b: string) ["x", "y", "y", "z"] | make-graph a --> b with_node_id=id | graph-to-table nodes"#,
            equals: r#"datatable (id: string) ["x", "y", "z"]"#,
        },
        forms: &[Form {
            what: "with Nodes on id",
            query: r#"datatable (a: string, b: string) ["x", "y"] | make-graph a --> b with (datatable (id: string) ["x", "y"]) on id | graph-to-table nodes"#,
        }],
        page: "make-graph-operator",
    },
    Operator {
        name: "graph-match",
        aliases: &[],
        syntax: "G | graph-match [cycles=…] (a)-[e]->(b) … [where predicate] project name = expression, …",
        summary: "Finds a pattern of nodes and edges.",
        parameters: &[
            ("cycles", "`all`, `none` or `unique_edges`."),
            (
                "pattern",
                "Nodes in round brackets, edges in square ones; `-[e*1..3]->` is a path of one to three edges.",
            ),
        ],
        example: Example {
            query: r#"datatable (a: string, b: string) ["x", "y", "y", "z"] | make-graph a --> b with_node_id=id | graph-match (p)-[one]->(q)-[two]->(r) project first = p.id, last = r.id"#,
            equals: r#"datatable (first: string, last: string) ["x", "z"]"#,
        },
        forms: &[
            Form {
                what: "-[e*1..3]->",
                query: r#"datatable (a: string, b: string) ["x", "y", "y", "z"] | make-graph a --> b with_node_id=id | graph-match (p)-[e*1..3]->(q) project p.id, q.id"#,
            },
            Form {
                what: "cycles=none",
                query: r#"datatable (a: string, b: string) ["x", "y", "y", "z"] | make-graph a --> b with_node_id=id | graph-match cycles=none (p)-[e]->(q) project p.id"#,
            },
        ],
        page: "graph-match-operator",
    },
    Operator {
        name: "graph-shortest-paths",
        aliases: &[],
        syntax: "G | graph-shortest-paths [output=any|all] (a)-[e*1..3]->(b) [where predicate] project name = expression, …",
        summary: "The shortest paths between nodes.",
        parameters: &[("output", "One path for each pair of nodes, or all that are as short.")],
        example: Example {
            query: r#"datatable (a: string, b: string) ["x", "y", "y", "z"] | make-graph a --> b with_node_id=id | graph-shortest-paths (p)-[e*1..3]->(q) where p.id == "x" and q.id == "z" project first = p.id, last = q.id"#,
            equals: r#"datatable (first: string, last: string) ["x", "z"]"#,
        },
        forms: &[],
        page: "graph-shortest-paths-operator",
    },
    Operator {
        name: "graph-mark-components",
        aliases: &[],
        syntax: "G | graph-mark-components [kind=weak|strong] [with_component_id=name]",
        summary: "Numbers the parts of a graph that hang together.",
        parameters: &[("with_component_id", "The name of the nodes' new property.")],
        example: Example {
            query: r#"datatable (a: string, b: string) ["x", "y", "y", "z"] | make-graph a --> b with_node_id=id | graph-mark-components with_component_id=part | graph-to-table nodes | summarize parts = dcount(part)"#,
            equals: "print parts = 1",
        },
        forms: &[Form {
            what: "kind=strong",
            query: r#"datatable (a: string, b: string) ["x", "y", "y", "z"] | make-graph a --> b with_node_id=id | graph-mark-components kind=strong | graph-to-table nodes"#,
        }],
        page: "graph-mark-components-operator",
    },
    Operator {
        name: "graph-to-table",
        aliases: &[],
        syntax: "G | graph-to-table nodes [as N] [with_node_id=name], edges [as E] [with_source_id=name] [with_target_id=name]",
        summary: "The nodes, the edges or both as tables.",
        parameters: &[
            ("as", "The name of the table."),
            ("with_node_id", "The name of a column with the node's hash; the other two likewise."),
        ],
        example: Example {
            query: r#"datatable (a: string, b: string) ["x", "y", "y", "z"] | make-graph a --> b with_node_id=id | graph-to-table edges"#,
            equals: r#"datatable (a: string, b: string) ["x", "y", "y", "z"]"#,
        },
        forms: &[Form {
            what: "nodes and edges",
            query: r#"datatable (a: string, b: string) ["x", "y", "y", "z"] | make-graph a --> b with_node_id=id | graph-to-table nodes as N, edges as E"#,
        }],
        page: "graph-to-table-operator",
    },
    Operator {
        name: "graph-where-nodes",
        aliases: &[],
        syntax: "G | graph-where-nodes predicate",
        summary: "Keeps the nodes for which a predicate is true.",
        parameters: &[("predicate", "Over the nodes' properties.")],
        example: Example {
            query: r#"datatable (a: string, b: string) ["x", "y", "y", "z"] | make-graph a --> b with_node_id=id | graph-where-nodes id != "z" | graph-to-table nodes"#,
            equals: r#"datatable (id: string) ["x", "y"]"#,
        },
        forms: &[],
        page: "graph-where-nodes-operator",
    },
    Operator {
        name: "graph-where-edges",
        aliases: &[],
        syntax: "G | graph-where-edges predicate",
        summary: "Keeps the edges for which a predicate is true.",
        parameters: &[("predicate", "Over the edges' properties.")],
        example: Example {
            query: r#"datatable (a: string, b: string) ["x", "y", "y", "z"] | make-graph a --> b with_node_id=id | graph-where-edges a == "x" | graph-to-table edges"#,
            equals: r#"datatable (a: string, b: string) ["x", "y"]"#,
        },
        forms: &[],
        page: "graph-where-edges-operator",
    },
];
