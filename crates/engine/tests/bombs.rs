//! Queries that would eat all memory or all time: each ends with a clear refusal, soon, and the engine goes on.

use crate::kql;
use lurcher_engine::catalog::FileCatalog;
use lurcher_engine::{Engine, Limits, Request};
use lurcher_schema::Schemas;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How such a query may end.
#[derive(Clone, Copy)]
enum End {
    /// Refused with one of these codes.
    Refused(&'static [&'static str]),
    /// It runs too long, if memory does not end it before.
    Late,
    /// It is big, and runs.
    Runs,
}

const MEMORY: usize = 32 << 20;
const TIME: Duration = Duration::from_millis(700);

fn engine(time: Duration) -> Arc<Engine> {
    let catalog = Arc::new(FileCatalog::open(Vec::new()).unwrap());
    let limits = Limits { memory_bytes: MEMORY, time, threads: 2, answer_rows: None };
    Arc::new(Engine::new(catalog, Arc::new(Schemas::builtin()), limits).unwrap())
}

/// Ends as it should, and not long after the limit.
fn ends(name: &str, query: &str, time: Duration, end: End) {
    let start = Instant::now();
    let request = Request { text: query.to_owned(), ..Request::default() };
    let answer = kql::query(&kql::runtime(), engine(time), request);
    let took = start.elapsed();
    println!(
        "{name}: {took:.1?}, {}",
        answer.as_ref().map_or_else(|d| format!("{}: {}", d.code, d.message), |_| "runs".into())
    );
    match (end, &answer) {
        (End::Runs, Ok(_)) => {}
        (End::Refused(codes), Err(d)) if codes.contains(&d.code) => {}
        (End::Late, Err(d)) if d.code == "LUR302" => {}
        (_, Ok(_)) => panic!("{name}: it runs"),
        (_, Err(d)) => panic!("{name}: {d}"),
    }
    // The machine may be busy; without the limit these would run for hours.
    assert!(took < time + Duration::from_secs(60), "{name} took {took:?}");
}

fn repeated(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).map(piece).collect()
}

const LIMIT: End = End::Refused(&["LUR302"]);
const KERNEL: End = End::Refused(&["LUR301", "LUR302"]);
const BINDING: End = End::Refused(&["LUR105", "LUR116"]);
const SYNTAX: End = End::Refused(&["LUR011"]);
const LONG: Duration = Duration::from_secs(60);

#[test]
fn rows_without_end() {
    ends("range", "range x from 1 to 1000000000 step 1 | count", LONG, LIMIT);
    ends("an answer", "let T = range x from 1 to 30000 step 1 | extend k = 1; T | join kind=inner T on k", LONG, LIMIT);
    ends(
        "materialize",
        "let M = materialize(range x from 1 to 40000000 step 1 | extend s = strcat('some text of a row', x)); M | count",
        LONG,
        LIMIT,
    );
    ends(
        "rows that wait",
        "range x from 1 to 40000000 step 1 | extend y = x + 1 | make-graph x --> y with_node_id=n | graph-to-table nodes | count",
        LONG,
        LIMIT,
    );
    ends("keys of innerunique", "let T = range x from 1 to 40000000 step 1; T | join T on x | count", LONG, LIMIT);
    ends(
        "make-series",
        "range x from 1 to 10 step 1 | extend t = datetime(2024-01-01) + x * 1d | make-series count() on t from datetime(2024-01-01) to datetime(2025-01-01) step 1tick",
        LONG,
        LIMIT,
    );
    ends(
        "series of many groups",
        "range x from 1 to 20000 step 1 | extend t = datetime(2024-01-01) + x * 1s | make-series count() on t from datetime(2024-01-01) to datetime(2024-01-02) step 1s by x",
        LONG,
        LIMIT,
    );
}

#[test]
fn rows_for_hours() {
    ends(
        "crossed tables",
        "let T = range x from 1 to 100000 step 1 | extend k = 1; T | join kind=inner T on k | join kind=inner T on k | count",
        TIME,
        End::Late,
    );
    ends(
        "mv-expand in mv-expand",
        "range x from 1 to 1000000 step 1 | mv-expand a = range(1, 1000) | mv-expand b = range(1, 1000) | count",
        TIME,
        End::Late,
    );
    ends(
        "paths of a graph",
        "let E = range x from 1 to 3000 step 1 | mv-expand y = range(1, 1000) to typeof(long); E | make-graph x --> y with_node_id=n | graph-shortest-paths output=all (p)-[e*1..50]->(q) project e | count",
        TIME,
        End::Late,
    );
    ends(
        "steps of scan",
        &format!(
            "range x from 1 to 1000000 step 1 | sort by x asc | scan with ({}) | count",
            repeated(200, |i| format!("step s{i}: true;"))
        ),
        TIME,
        End::Late,
    );
    ends(
        "windows of a plugin",
        "range x from 1 to 1000000 step 1 | extend t = datetime(2024-01-01) + x * 1s | evaluate sliding_window_counts(x, t, datetime(2024-01-01), datetime(2024-02-01), 30d, 1s)",
        TIME,
        End::Late,
    );
    ends(
        "keys of partition",
        "range x from 1 to 19000 step 1 | partition hint.strategy=native by x (as hint.materialized=true T | join kind=inner (print x = 1) on x) | count",
        TIME,
        End::Late,
    );
}

#[test]
#[ignore = "takes a minute: `make fuzz` runs it"]
fn texts_without_end() {
    ends(
        "strcat of strcat",
        &format!(
            "print s = 'abcdefgh' | extend s = strcat(s, '') {} | project strlen(s)",
            repeated(32, |_| " | extend s = strcat(s, s)".into())
        ),
        LONG,
        KERNEL,
    );
    ends(
        "strcat of a constant",
        &format!("let f = (s: string) {{ strcat(s, s) }}; print s = {}'abcdefgh'{}", "f(".repeat(32), ")".repeat(32)),
        LONG,
        BINDING,
    );
    ends(
        "strcat of columns",
        &format!(
            "range x from 1 to 100000 step 1 | extend s = tostring(x) {} | summarize sum(strlen(s))",
            repeated(6, |_| " | extend s = strcat(s, s, s, s, s, s, s, s)".into())
        ),
        LONG,
        KERNEL,
    );
    ends(
        "replace_string",
        &format!(
            "print s = strrep('a', 1024) {} | project strlen(s)",
            repeated(3, |_| " | extend s = replace_string(s, 'a', strrep('a', 1024))".into())
        ),
        LONG,
        KERNEL,
    );
}

#[test]
fn texts_in_groups_and_series() {
    ends(
        "make_list of texts",
        "range x from 1 to 100000 step 1 | extend s = strrep(strcat(x, 'abcdefghijklmnopqrstuvwxyz'), 100) | summarize make_list(s)",
        LONG,
        LIMIT,
    );
    ends("repeat", "print s = repeat(1.0, 1000000000) | extend t = series_add(s, s)", LONG, BINDING);
    ends(
        "series_fir",
        "print a = repeat(1.0, 100000) | project array_length(series_fir(a, repeat(1.0, 100000)))",
        LONG,
        KERNEL,
    );
}

#[test]
fn queries_that_grow_while_they_are_read() {
    ends("parentheses", &format!("print {}1{}", "(".repeat(10_000), ")".repeat(10_000)), LONG, SYNTAX);
    ends("a deep dynamic", &format!("print dynamic({}{})", "[".repeat(100_000), "]".repeat(100_000)), LONG, SYNTAX);
    ends("toscalar in toscalar", &format!("print {}1{}", "toscalar(print ".repeat(190), ")".repeat(190)), LONG, SYNTAX);
    ends("a sum", &format!("print x = 1 | extend y = x{}", repeated(19_000, |_| " + x".into())), LONG, BINDING);
    ends("a sum of constants", &format!("print y = 1{}", repeated(19_000, |_| " + 1".into())), LONG, End::Runs);
    let doubled =
        |first: &str, next: &dyn Fn(usize) -> String| format!("{first}{}", (1..40).map(next).collect::<String>());
    let functions = doubled("let f0 = (x: long) { x + x }; ", &|i| {
        format!("let f{i} = (x: long) {{ f{}(x) + f{}(x) }}; ", i - 1, i - 1)
    });
    ends("functions of functions", &format!("{functions} print f39(1)"), LONG, BINDING);
    let tables = doubled("let T0 = print x = 1; ", &|i| format!("let T{i} = union T{}, T{}; ", i - 1, i - 1));
    ends("unions of unions", &format!("{tables} T39 | count"), LONG, BINDING);
    let scalars = doubled("let a0 = toscalar(print x = 1); ", &|i| format!("let a{i} = a{} + a{}; ", i - 1, i - 1));
    ends("names of names", &format!("{scalars} print a39"), LONG, BINDING);
    ends(
        "a regular expression",
        "print extract('((((a{1,1000}){1,1000}){1,1000}){1,1000})', 1, 'aaaa')",
        LONG,
        BINDING,
    );
    ends("a function of itself", "let f = (x: long) { f(x - 1) }; print f(3)", LONG, End::Refused(&["LUR103"]));
}

#[test]
fn queries_of_many_words() {
    ends(
        "many wheres",
        &format!("datatable(x: long)[1] {}| count", repeated(2000, |i| format!("| where x != {i} "))),
        LONG,
        End::Runs,
    );
    ends(
        "many predicates",
        &format!(
            "datatable(x: long, s: string)[1, 'a'] | where {} | count",
            (0..3000).map(|i| format!("(x != {i} or s contains 'a{i}')")).collect::<Vec<_>>().join(" and ")
        ),
        TIME,
        End::Late,
    );
    ends(
        "a long list",
        &format!(
            "range x from 1 to 1000 step 1 | where x in ({}) | count",
            (0..20_000).map(|i| i.to_string()).collect::<Vec<_>>().join(",")
        ),
        LONG,
        End::Runs,
    );
    ends(
        "many wildcards",
        &format!(
            "range x from 1 to 100 step 1 | extend s = strrep('ab ', 1000) | parse s with {} y | count",
            "* 'a' ".repeat(100)
        ),
        LONG,
        End::Runs,
    );
    ends(
        "a pattern that goes back",
        "range x from 1 to 1000 step 1 | extend s = strrep('a', 1000) | where s matches regex '(a|aa)*(a|aa)*(a|aa)*b' | count",
        LONG,
        End::Runs,
    );
}

/// Far more rows than the memory holds, and the first too many ends the query.
#[test]
fn an_answer_with_too_many_rows_is_refused_before_it_is_whole() {
    let answer = |text: &str, most: usize| {
        let engine = Arc::new(engine(LONG).as_ref().clone().with_answer_rows(most));
        kql::query(&kql::runtime(), engine, Request { text: text.to_owned(), ..Request::default() })
    };
    let rows = |text: &str, most| answer(text, most).map(|a| a.iter().map(|t| t.row_count()).sum::<usize>());
    let wide = "range x from 1 to 40000000 step 1 | extend s = strcat('some text of a row', x)";
    let refusal = rows(wide, 1000).unwrap_err();
    assert_eq!((refusal.code, refusal.message.contains("more than 1000 rows")), ("LUR302", true), "{refusal}");
    // All results count together, and what a step holds does not.
    let two = "range x from 1 to 3 step 1; range x from 1 to 3 step 1";
    assert_eq!(rows(two, 6).unwrap(), 6);
    assert!(rows(two, 5).is_err());
    let step = "let many = materialize(range x from 1 to 1000 step 1); many | count; many | summarize max(x)";
    assert_eq!(rows(step, 2).unwrap(), 2);
    // Nor do the columns that binding asks for.
    let bag = "print d = dynamic({'a': 1, 'b': 2, 'c': 3}) | evaluate bag_unpack(d)";
    assert_eq!(rows(bag, 1).unwrap(), 1);
}
