//! Text that a file holds as a dictionary gives the same answers as text that it holds in full.

use crate::{fixture, kql};
use datafusion::arrow::array::{ArrayRef, Int64Array, RecordBatch, StringArray};
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::file::properties::WriterProperties;
use lurcher_engine::Engine;
use lurcher_engine::catalog::{Source, TableSource};
use lurcher_testkit::Answer;
use lurcher_types::Type;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const ROWS: i64 = 20_000;

/// Rows of a table with few texts, with many, and with some missing.
fn rows() -> RecordBatch {
    let text = |f: &dyn Fn(i64) -> Option<String>| Arc::new(StringArray::from_iter((0..ROWS).map(f))) as ArrayRef;
    RecordBatch::try_from_iter([
        ("id", Arc::new(Int64Array::from_iter_values(0..ROWS)) as ArrayRef),
        ("few", text(&|i| (i % 5 != 3).then(|| format!("kind {}", i % 5)))),
        ("many", text(&|i| Some(format!("User{}@{}.example", i % 3_000, i % 7)))),
        ("none", text(&|_| None)),
        ("bag", text(&|i| bag(i % 40))),
    ])
    .unwrap()
}

/// JSON, and what is none.
fn bag(kind: i64) -> Option<String> {
    Some(match kind {
        0 => return None,
        1 => "null".to_owned(),
        2 => " ".to_owned(),
        3 => "no json".to_owned(),
        4 => "[1, 2.50, \"x\"]".to_owned(),
        n => format!("{{\"k\": {}, \"list\": [{n}, {{\"d\" : \"e\\u0041\"}}], \"k\": \"v{}\"}}", n % 3, n % 4),
    })
}

fn write(folder: &Path, name: &str, dictionary: bool, batch: &RecordBatch) -> PathBuf {
    let path = folder.join(name);
    let properties =
        WriterProperties::builder().set_dictionary_enabled(dictionary).set_max_row_group_row_count(Some(7_000)).build();
    let file = std::fs::File::create(&path).unwrap();
    let mut writer = ArrowWriter::try_new(file, batch.schema(), Some(properties)).unwrap();
    writer.write(batch).unwrap();
    writer.close().unwrap();
    path
}

fn engine(files: Vec<PathBuf>, threads: usize) -> Arc<Engine> {
    let columns = [("id", Type::Long), ("few", Type::String), ("many", Type::String), ("none", Type::String)];
    let columns = [columns.as_slice(), &[("bag", Type::Dynamic)]].concat();
    let sources = files.into_iter().map(Source::File).collect();
    let table = TableSource { name: "T".to_owned(), schema: fixture::table("T", &columns), sources };
    Arc::new(kql::engine(vec![table], threads))
}

const QUERIES: [&str; 22] = [
    "T | where bag.k == 'v1' | summarize count(), max(id) by tostring(bag.list[1].d)",
    "T | where isnull(bag) | count",
    "T | mv-expand x = bag.list | summarize count() by tostring(x)",
    "T | mv-expand bag to typeof(string) | summarize count(), min(id) by bag",
    "T | summarize count() by tostring(bag), gettype(bag)",
    "T | where id > 19990 | extend b = bag | project id, bag, c = parse_json(b).k, few",
    "T | sort by id asc | take 50",
    "T | where few == 'kind 1' | count",
    "T | where few != 'kind 1' and few != '' | summarize count() by few",
    "T | where isempty(few) | summarize count(), max(id)",
    "T | where isempty(none) and isnotempty(many) | count",
    "T | where few in ('kind 2', '') or many has 'user17' | summarize count(), sum(id)",
    "T | where many contains 'R29' | summarize count() by tolower(few)",
    "T | extend domain = tostring(split(many, '@')[1]) | summarize count(), dcount(many) by domain",
    "T | where id % 999 == 0 | project id, many, few, upper = toupper(many), length = strlen(none) | sort by id asc",
    "T | where strcat(few, many) endswith '1User6@6.example' | project id, x = strcat(few, many) | sort by id asc",
    "T | extend v = case(few == 'kind 0', 1, few == '', 2, 3) | summarize count() by v",
    "T | extend p = parse_json(strcat('[', strlen(many), ']')) | summarize sum(tolong(p[0]))",
    "T | join kind=inner (T | where id < 3 | project many, other = id) on many | summarize count() by other",
    "union T, (T | where few == 'kind 4') | summarize count() by few, none",
    "T | where many matches regex '^User1[0-9]{2}@3' | distinct many | sort by many asc | take 9",
    "T | where tolong(extract('([0-9]+)', 1, many)) > 2990 | summarize count() by many | sort by many asc",
];

#[test]
fn keys_and_full_text_answer_alike() {
    let runtime = kql::runtime();
    let folder = tempfile::tempdir().unwrap();
    let batch = rows();
    let full = engine(vec![write(folder.path(), "full.parquet", false, &batch)], 1);
    let keys = write(folder.path(), "keys.parquet", true, &batch);
    let (first, second) = (batch.slice(0, 9_000), batch.slice(9_000, ROWS as usize - 9_000));
    let halves = |a: bool, b: bool| {
        let name = |i: u8, keys: bool| format!("half-{i}-{keys}.parquet");
        vec![write(folder.path(), &name(1, a), a, &first), write(folder.path(), &name(2, b), b, &second)]
    };
    let others = [
        ("keys", engine(vec![keys.clone()], 1)),
        ("keys, three threads", engine(vec![keys], 3)),
        ("two files of keys", engine(halves(true, true), 1)),
        ("one file of two", engine(halves(true, false), 2)),
    ];
    for query in QUERIES {
        let expected = answer(&runtime, &full, query);
        assert!(!expected.rows.is_empty(), "{query}");
        for (name, engine) in &others {
            assert_eq!(answer(&runtime, engine, query).rows, expected.rows, "{query}, {name}");
        }
    }
}

fn answer(runtime: &tokio::runtime::Runtime, engine: &Arc<Engine>, query: &str) -> Answer {
    let mut answer = crate::random_table::answer(runtime, engine, query);
    if !query.contains("sort by") {
        answer.rows.sort_by_key(|row| format!("{row:?}"));
    }
    answer
}

#[test]
fn filters_ask_each_text_once() {
    let runtime = kql::runtime();
    let folder = tempfile::tempdir().unwrap();
    let plan = |keys: bool, query: &str| {
        let engine = engine(vec![write(folder.path(), &format!("{keys}.parquet"), keys, &rows())], 1);
        runtime.block_on(engine.explain(&kql::request(query, "2024-05-05"))).unwrap()
    };
    let query = "T | where few has 'kind' and many has few | project many";
    assert!(plan(true, query).contains("each text of few"));
    assert!(!plan(true, query).contains("each text of many"), "it depends on another column as well");
    assert!(!plan(false, query).contains("each text of"));
    let random = "T | where strcat(few, tostring(rand())) has 'kind' | project few";
    assert!(!plan(true, random).contains("each text of"), "each row has a chance of its own");
}
