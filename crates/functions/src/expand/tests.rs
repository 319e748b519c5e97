use super::{BagKind, Expander, List, Options};
use lurcher_columnar::{Column, array_of, value_at};
use lurcher_types::{Type, Value};

fn column(texts: &[&str]) -> Column {
    let value = |t: &&str| if *t == "null" { Value::Null(Type::Dynamic) } else { Value::Dynamic((*t).to_owned()) };
    let values: Vec<Value> = texts.iter().map(value).collect();
    Column::new(Type::Dynamic, array_of(Type::Dynamic, &values))
}

/// The answer as lines: source row, item index, then the encoded or printed values.
fn expand(lists: &[List], rows: usize, options: Options, most: usize) -> Vec<String> {
    let mut expander = Expander::new(lists, rows, options).unwrap();
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
    let encoded: Vec<List> = lists.iter().map(|texts| List::dynamic(column(texts)).unwrap()).collect();
    for most in [1, 2, 3, 1000] {
        assert_eq!(expand(&encoded, lists[0].len(), options.clone(), most), expected, "in pieces of {most}");
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
    assert!(List::dynamic(Column::new(Type::String, array_of(Type::String, []))).is_err());
}

/// A list that is never written expands as the one that its function writes.
#[track_caller]
fn expands_alike(read: &List, function: &str, arguments: &[Column], rows: usize) {
    let function = crate::function(function).expect("a function of the table");
    let context = crate::Context { now: 0, seed: 0 };
    let call = crate::Call { args: arguments, rows, returns: Type::Dynamic, context: &context };
    let written = List::dynamic(Column::new(Type::Dynamic, function.evaluate(&call).unwrap())).unwrap();
    for to_type in [None, Some(Type::String), Some(Type::Long)] {
        for limit in [None, Some(2)] {
            let options = Options { limit, types: vec![to_type], ..Options::default() };
            let lines = |list: &List| expand(std::slice::from_ref(list), rows, options.clone(), 3);
            assert_eq!(lines(read), lines(&written), "{to_type:?} {limit:?}");
        }
    }
}

fn texts(texts: &[&str]) -> Column {
    Column::new(
        Type::String,
        array_of(Type::String, &texts.iter().map(|t| Value::String((*t).into())).collect::<Vec<_>>()),
    )
}

#[test]
fn parsed_lists() {
    let plain = [r#"["a","12"]"#, "", "[]", r#" [ "é" , "" ] "#, r#"["a long text that is kept elsewhere","b","c"]"#];
    let others = [r#"["a\n"]"#, r#"{"a":[1]}"#, "[1,2.5,null]", "null", "no JSON", r#"["a",]"#, "7"];
    for json in [plain.to_vec(), others.to_vec(), [plain.as_slice(), &others].concat()] {
        let column = texts(&json);
        expands_alike(&List::parsed(column.clone(), json.len()), "parse_json", &[column], json.len());
    }
}

#[test]
fn split_lists() {
    for delimiter in [" ", "", ", ", "é"] {
        let whole = ["a b  c", "", " ", "say \"12\", \\ 7", "1é2éé", "a, b,c, "];
        let (column, delimiters) = (texts(&whole), texts(&[delimiter; 6]));
        let read = List::pieces(column.clone(), delimiters.clone());
        expands_alike(&read, "split", &[column, delimiters], whole.len());
    }
}
