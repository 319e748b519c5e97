//! What may not matter to an answer: how rows lie in batches and files, and how many threads work.

use crate::kql;
use crate::random_table::{answer, in_file, in_memory, table};
use lurcher_testkit::compare::Expected;
use lurcher_testkit::{Answer, Order, compare};
use proptest::prelude::*;

/// Queries whose answer is laid down but for the order of rows; ties do not show in them.
const QUERIES: [&str; 28] = [
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
    "T | where tolower(s) == 'red' or isempty(k) | project id, u = strcat(s, s), l = strlen(k)",
    "T | extend v = case(s == 'Red', 1, s has 'fox', 2, 3) | summarize count() by v, toupper(k)",
    "T | where s in~ ('RED', '') and k != 'bob'",
    "T | where strcat(s, k) contains 'db' | project id, s, k",
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

fn expected(answer: Answer) -> Expected {
    Expected {
        columns: answer.columns.iter().map(|c| c.name.clone()).collect(),
        types: answer.columns.iter().map(|c| c.kql_type.clone()).collect(),
        rows: answer.rows,
        printed: false,
        names: true,
    }
}

proptest! {
    // Unoptimised, a case of all queries takes about two seconds.
    #![proptest_config(ProptestConfig { cases: 10, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn places_and_threads_change_nothing(table in table(), few in 1usize..10) {
        let runtime = kql::runtime();
        let folder = tempfile::tempdir().unwrap();
        let whole = in_memory(&table, 1000, 1);
        let others = [
            ("small batches", in_memory(&table, few, 1)),
            ("small batches, four threads", in_memory(&table, few, 4)),
            ("a file, four threads", in_file(&table, folder.path(), few, 4)),
        ];
        for query in QUERIES {
            let expected = expected(answer(&runtime, &whole, query));
            let in_order = query.contains("sort by") || query.contains("top ");
            let order = if in_order { Order::Exact } else { Order::Any };
            for (place, engine) in &others {
                let same = compare(&expected, &answer(&runtime, engine, query), &order);
                prop_assert!(same.is_ok(), "{query}, {few} rows at a time, {place}: {}", same.unwrap_err());
            }
        }
    }
}
