//! What may not matter to an answer: how rows lie in batches, and how many threads work.

use crate::kql;
use lurcher_testkit::compare::Expected;
use lurcher_testkit::{Answer, Column, Order, Table, compare};
use proptest::prelude::*;
use serde_json::{Value as Json, json};
use std::sync::Arc;
use tokio::runtime::Runtime;

/// Queries whose answer is laid down but for the order of rows; ties do not show in them.
const QUERIES: [&str; 24] = [
    "T",
    "T | where n > 2 and s has 'red'",
    "T | where s !contains 'b' or isnull(x)",
    "T | where n between (1 .. 5) | extend y = n * 2, z = strcat(s, '/', k)",
    "T | project k, t = bin(t, 1d), d.a",
    "T | summarize count(), sum(n), avg(x), min(t), max(t) by k",
    "T | summarize count(), dcount(s), countif(n > 3), make_set(k) | extend set_k = array_sort_asc(set_k)",
    "T | summarize l = make_list(n) by k | extend l = array_sort_asc(l)",
    "T | summarize arg_max(id, *) by k",
    "T | summarize arg_min(id, s, n)",
    "T | summarize percentile(n, 50), stdev(n) by bin(t, 1d)",
    "T | distinct k, s",
    "T | count",
    "T | sort by id asc | take 5",
    "T | top 3 by id desc",
    "T | sort by k asc, id desc | extend r = row_number(), p = prev(id), q = next(n)",
    "T | mv-expand d.list to typeof(long)",
    "T | join kind=inner (T | project k, other = id) on k",
    "T | join kind=leftouter (T | where n > 3 | summarize c = count() by k) on k",
    "T | join kind=fullouter (T | where x > 1 | project s, id) on s",
    "T | join kind=leftanti (T | where n > 3) on k",
    "T | join kind=rightsemi (T | where n > 3) on k",
    "T | lookup (T | summarize c = count() by s) on s",
    "union withsource=w T, (T | where n > 3) | summarize count() by w, k",
];

fn row() -> impl Strategy<Value = Vec<Json>> {
    let key = prop_oneof![Just("ann"), Just("bob"), Just("")];
    let text = prop_oneof![Just(""), Just("red fox"), Just("Red"), Just("blue-red"), Just("b")];
    let number = prop_oneof![4 => (0i64..7).prop_map(|n| json!(n)), 1 => Just(Json::Null)];
    // Halves: sums of them are exact in any order.
    let real = prop_oneof![4 => (-4i64..5).prop_map(|n| json!(n as f64 / 2.0)), 1 => Just(Json::Null)];
    let time = (1u32..5, 0u32..24).prop_map(|(day, hour)| json!(format!("2024-05-{day:02}T{hour:02}:00:00Z")));
    let list = prop::collection::vec(0i64..4, 0..3);
    let dynamic = prop_oneof![Just(Json::Null), (list, 0i64..3).prop_map(|(l, a)| json!({"a": a, "list": l}))];
    (key, text, number, real, time, dynamic).prop_map(|(k, s, n, x, t, d)| vec![json!(k), json!(s), n, x, t, d])
}

/// Up to forty rows, each with an id of its own.
fn table() -> impl Strategy<Value = Table> {
    let types = [("id", "long"), ("k", "string"), ("s", "string"), ("n", "long")];
    let types = types.into_iter().chain([("x", "real"), ("t", "datetime"), ("d", "dynamic")]);
    let columns: Vec<Column> = types.map(|(name, t)| Column::new(name, t)).collect();
    prop::collection::vec(row(), 0..40).prop_map(move |rows| {
        let with_id = rows.into_iter().enumerate().map(|(id, row)| [vec![json!(id)], row].concat());
        Table { name: "T".to_owned(), columns: columns.clone(), rows: with_id.collect() }
    })
}

fn run(runtime: &Runtime, table: &Table, batch_rows: usize, threads: usize, query: &str) -> Answer {
    let engine = Arc::new(kql::engine(vec![kql::memory(table, batch_rows)], threads));
    let tables =
        kql::query(runtime, engine, kql::request(query, "2024-05-05")).unwrap_or_else(|d| panic!("{query}: {d}"));
    kql::comparable(&tables[0])
}

proptest! {
    // Unoptimised, a case of all queries takes about a second.
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn batches_and_threads_change_nothing(table in table(), batch_rows in 1usize..10) {
        let runtime = kql::runtime();
        for query in QUERIES {
            let whole = run(&runtime, &table, 1000, 1, query);
            let expected = Expected {
                columns: whole.columns.iter().map(|c| c.name.clone()).collect(),
                types: whole.columns.iter().map(|c| c.kql_type.clone()).collect(),
                rows: whole.rows,
                printed: false,
                names: true,
            };
            for (batch_rows, threads) in [(batch_rows, 1), (1000, 4), (batch_rows, 4)] {
                let pieces = run(&runtime, &table, batch_rows, threads, query);
                let order = if query.contains("sort by") || query.contains("top ") { Order::Exact } else { Order::Any };
                let same = compare(&expected, &pieces, &order);
                prop_assert!(same.is_ok(), "{query}, {batch_rows} rows a batch, {threads} threads: {}", same.unwrap_err());
            }
        }
    }
}
