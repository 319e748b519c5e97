//! Every predicate divides a table in three: rows for which it is true, false and null. And filtering keeps as many rows
//! as counting finds.

use crate::kql;
use crate::random_table::{answer, in_file, in_memory, table};
use lurcher_engine::Engine;
use proptest::prelude::*;
use serde_json::Value as Json;
use std::sync::Arc;
use tokio::runtime::Runtime;

/// Simple predicates over the columns of the random table; most can be null.
const ATOMS: [&str; 36] = [
    "n == 3",
    "n != 3",
    "n < 3",
    "n >= 5",
    "3 > n",
    "n in (1, 2, 3)",
    "n !in (1, 2, 3)",
    "n between (2 .. 4)",
    "n !between (2 .. 4)",
    "n == x",
    "n > x",
    "n != x",
    "x <= 0.5",
    "x == 0",
    "x != 0.5",
    "isnull(n)",
    "isnotnull(x)",
    "n + 1 > x * 2",
    "n / 0 == 1",
    "s == ''",
    "s != 'Red'",
    "s =~ 'RED'",
    "s has 'red'",
    "s !has 'red'",
    "s contains 'ue'",
    "s !contains_cs 'R'",
    "s startswith 'r'",
    "s !endswith 'D'",
    "s in ('', 'b')",
    "k in~ ('ANN', 'bob')",
    "isempty(k)",
    "t > datetime(2024-05-02)",
    "t between (datetime(2024-05-02) .. 1d)",
    "bin(t, 1d) == datetime(2024-05-03)",
    "d.a == 1",
    "tolong(d.a) != n",
];

fn predicate() -> impl Strategy<Value = String> {
    let atom = prop::sample::select(&ATOMS[..]).prop_map(str::to_owned);
    atom.prop_recursive(3, 6, 2, |p| {
        prop_oneof![
            (p.clone(), p.clone()).prop_map(|(a, b)| format!("({a} and {b})")),
            (p.clone(), p.clone()).prop_map(|(a, b)| format!("({a} or {b})")),
            p.prop_map(|a| format!("not({a})")),
        ]
    })
}

/// The ids of the rows that a query keeps.
fn ids(runtime: &Runtime, engine: &Arc<Engine>, query: &str) -> Vec<i64> {
    let rows = answer(runtime, engine, query).rows;
    rows.iter().filter_map(|row| row.first().and_then(Json::as_i64)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_predicate_divides_in_three(table in table(), p in predicate(), few in 1usize..10) {
        let runtime = kql::runtime();
        let folder = tempfile::tempdir().unwrap();
        let all: Vec<i64> = (0..table.rows.len() as i64).collect();
        for engine in [in_memory(&table, few, 4), in_file(&table, folder.path(), few, 2)] {
            let kept = ids(&runtime, &engine, &format!("T | where {p}"));
            let dropped = ids(&runtime, &engine, &format!("T | where not({p})"));
            let open = ids(&runtime, &engine, &format!("T | where isnull({p})"));
            let mut together = [kept.clone(), dropped, open].concat();
            together.sort_unstable();
            prop_assert_eq!(&together, &all, "{}", p);

            let counted = ids(&runtime, &engine, &format!("T | summarize countif({p})"));
            prop_assert_eq!(counted, vec![kept.len() as i64], "{}", p);

            // A filter above an operator may be moved below it, and must mean the same there.
            let mut moved = ids(&runtime, &engine, &format!("T | join kind=leftouter (T | project id) on id | where {p}"));
            moved.sort_unstable();
            let mut kept = kept;
            kept.sort_unstable();
            prop_assert_eq!(moved, kept, "{}", p);
        }
    }
}
