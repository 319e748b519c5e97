//! Whatever a pipeline does, a sort behind it sorts all its rows, and numbers given then count them in that order.

use crate::kql;
use crate::random_table::{answer, in_file, in_memory, table};
use lurcher_engine::Engine;
use proptest::prelude::*;
use serde_json::Value as Json;
use std::sync::Arc;
use tokio::runtime::Runtime;

/// Pipelines with a column `id`.
const PIPELINES: [&str; 16] = [
    "T",
    "T | where n > 2",
    "T | take 7",
    "T | sort by t desc | where n != 3 | take 4",
    "T | top 5 by x desc",
    "T | sort by id desc | extend before = prev(id)",
    "union T, (T | where n > 3)",
    "union (T | take 3), (T | top 4 by id desc), (T | where s == '')",
    "T | union (T | extend id = id + 100 | project id, k)",
    "T | distinct id, k",
    "T | summarize id = max(id) by k, s",
    "T | summarize arg_max(t, id) by k",
    "T | join kind=inner (T | project k, other = id) on k",
    "T | join kind=fullouter (T | where n > 3 | project id2 = id) on $left.id == $right.id2",
    "T | lookup (T | summarize c = count() by s) on s",
    "T | mv-expand d.list to typeof(long)",
];

/// The ids in order, and the number that each row got.
fn numbered(runtime: &Runtime, engine: &Arc<Engine>, pipeline: &str) -> (Vec<i64>, Vec<i64>) {
    let query = format!("{pipeline} | project id | sort by id asc | extend number = row_number()");
    let rows = answer(runtime, engine, &query).rows;
    let column = |at: usize| rows.iter().filter_map(|row| row.get(at).and_then(Json::as_i64)).collect();
    (column(0), column(1))
}

proptest! {
    // Unoptimised, a case takes about a second.
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_sort_sorts_all_rows(table in table(), few in 1usize..10) {
        let runtime = kql::runtime();
        let folder = tempfile::tempdir().unwrap();
        for engine in [in_memory(&table, few, 4), in_file(&table, folder.path(), few, 2)] {
            for pipeline in PIPELINES {
                let (ids, numbers) = numbered(&runtime, &engine, pipeline);
                prop_assert!(ids.is_sorted(), "{}: {:?}", pipeline, ids);
                prop_assert!(numbers.iter().copied().eq(1..=numbers.len() as i64), "{}: {:?}", pipeline, numbers);
            }
        }
    }
}
