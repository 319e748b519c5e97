use super::{BagKind, Expander, Options};
use lurcher_columnar::{Column, array_of, value_at};
use lurcher_types::{Type, Value};

fn column(texts: &[&str]) -> Column {
    let value = |t: &&str| if *t == "null" { Value::Null(Type::Dynamic) } else { Value::Dynamic((*t).to_owned()) };
    let values: Vec<Value> = texts.iter().map(value).collect();
    Column::new(Type::Dynamic, array_of(Type::Dynamic, &values))
}

/// The answer as lines: source row, item index, then the encoded or printed values.
fn expand(lists: &[&[&str]], options: Options, most: usize) -> Vec<String> {
    let columns: Vec<Column> = lists.iter().map(|texts| column(texts)).collect();
    let mut expander = Expander::new(&columns, lists[0].len(), options).unwrap();
    let mut lines = Vec::new();
    while let Some(piece) = expander.next(most) {
        assert!(piece.source.len() <= most);
        for row in 0..piece.source.len() {
            let values =
                piece.columns.iter().enumerate().map(|(i, array)| match value_at(expander.target(i), array, row) {
                    Value::Dynamic(text) | Value::String(text) => text,
                    Value::Null(_) => "null".to_owned(),
                    value => format!("{value:?}"),
                });
            let values: Vec<String> = values.collect();
            lines.push(format!("{} {} {}", piece.source[row], piece.item_index.value(row), values.join(" ")));
        }
    }
    lines
}

/// Expands in one piece and in pieces of every small size, which must agree.
#[track_caller]
fn gives(lists: &[&[&str]], options: Options, expected: &[&str]) {
    for most in [1, 2, 3, 1000] {
        assert_eq!(expand(lists, options.clone(), most), expected, "in pieces of {most}");
    }
}

#[test]
fn one_list() {
    gives(
        &[&["[10,\"a\"]", "{\"p\":1,\"q\":[2]}", "null", "[]", "{}", "5", "[null]"]],
        Options::default(),
        &["0 0 10", "0 1 \"a\"", "1 0 {\"p\":1}", "1 1 {\"q\":[2]}", "2 0 null", "5 0 5", "6 0 null"],
    );
    gives(&[&[]], Options::default(), &[]);
}

#[test]
fn lists_are_zipped() {
    gives(
        &[&["{\"a\":1,\"b\":2}", "[]", "[]", "null"], &["[5,4,3]", "[\"p\"]", "[]", "[]"]],
        Options::default(),
        &["0 0 {\"a\":1} 5", "0 1 {\"b\":2} 4", "0 2 null 3", "1 0 null \"p\"", "3 0 null null"],
    );
}

#[test]
fn limits_hold_for_each_row() {
    let limited = |n| Options { limit: Some(n), ..Options::default() };
    gives(&[&["[1,2,3]", "[4]"], &["[1]", "[7,8,9]"]], limited(2), &["0 0 1 1", "0 1 2 null", "1 0 4 7", "1 1 null 8"]);
    gives(&[&["[1,2,3]", "null"]], limited(0), &[]);
}

#[test]
fn bags_as_pairs() {
    let pairs = Options { kind: BagKind::Array, ..Options::default() };
    gives(&[&["{\"a\":1,\"b\":[2]}", "[3]"]], pairs, &["0 0 [\"a\",1]", "0 1 [\"b\",[2]]", "1 0 3"]);
}

#[test]
fn types() {
    let options = Options { types: vec![Some(Type::Long), Some(Type::String)], ..Options::default() };
    gives(
        &[&["[1,-2.5,\"2\",null]"], &["[\"x\",null,1]"]],
        options,
        &["0 0 Long(1) x", "0 1 Long(-2) ", "0 2 null 1", "0 3 null "],
    );
    let columns = [Column::new(Type::String, array_of(Type::String, []))];
    assert!(Expander::new(&columns, 0, Options::default()).is_err());
}
