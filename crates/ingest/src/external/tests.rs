use super::*;
use lurcher_columnar::value_at;
use std::io::Write;

fn read(text: &[u8], format: ExternalFormat, skip: bool, columns: &[(&str, Type)]) -> Result<Vec<Vec<Value>>, String> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(text).unwrap();
    let columns: Vec<(String, Type)> = columns.iter().map(|(n, t)| ((*n).to_owned(), *t)).collect();
    let spec = ExternalFile { columns: &columns, format, ignore_first_record: skip };
    let batch = read_external(file.path(), &spec)?;
    let row = |r: usize| columns.iter().zip(batch.columns()).map(|((_, t), a)| value_at(*t, a, r)).collect();
    Ok((0..batch.num_rows()).map(row).collect())
}

#[test]
fn fields_go_by_place_and_what_does_not_fit_is_null() {
    let csv = b"name,n,more\r\n\"a, b\",5,x\r\nc,five\r\n";
    let rows = read(csv, ExternalFormat::Delimited(b','), true, &[("x", Type::String), ("y", Type::Long)]).unwrap();
    assert_eq!(
        rows,
        [[Value::String("a, b".into()), Value::Long(5)], [Value::String("c".into()), Value::Null(Type::Long)]]
    );
}

#[test]
fn lines_keep_their_commas_and_empty_ones_are_passed_over() {
    let rows = read(b"a,b\n\nc\r\n", ExternalFormat::Lines, false, &[("x", Type::String)]).unwrap();
    assert_eq!(rows, [[Value::String("a,b".into())], [Value::String("c".into())]]);
}

#[test]
fn objects_come_one_after_the_other_or_in_an_array() {
    let columns = [("a", Type::Long), ("b", Type::Dynamic)];
    let wanted = [[Value::Long(1), Value::Dynamic("[2]".into())], [Value::Long(3), Value::Null(Type::Dynamic)]];
    for text in ["{\"a\":1,\"b\":[2]}\n{\"a\":3}", "[{\"a\":1, \"b\": [2]}, {\"a\": 3, \"c\": 4}]"] {
        assert_eq!(read(text.as_bytes(), ExternalFormat::Json, false, &columns).unwrap(), wanted);
    }
    assert!(read(b"[1]", ExternalFormat::Json, false, &columns).is_err());
}

#[test]
fn the_name_tells_the_format() {
    assert_eq!(ExternalFormat::of_name("https://x/list.TXT"), ExternalFormat::Lines);
    assert_eq!(ExternalFormat::of_name("list.tsv.gz"), ExternalFormat::Delimited(b'\t'));
    assert_eq!(ExternalFormat::of_name("list"), ExternalFormat::Delimited(b','));
}

#[test]
fn a_watchlist_has_its_own_columns_and_those_of_every_watchlist() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(b"User,Role\nann,admin\n").unwrap();
    let (table, batch) = watchlist("W", file.path(), None).unwrap();
    let names: Vec<&str> = table.columns.iter().map(|c| c.name.as_str()).collect();
    assert_eq!(names, ["_DTItemId", "LastUpdatedTimeUTC", "SearchKey", "WatchlistItem", "User", "Role"]);
    assert_eq!(value_at(Type::String, batch.column(2), 0), Value::String("ann".into()));
    assert_eq!(value_at(Type::Dynamic, batch.column(3), 0), Value::Dynamic(r#"{"User":"ann","Role":"admin"}"#.into()));
}
