use super::*;
use lurcher_columnar::value_at;
use std::io::Write;

fn read(text: &[u8], format: ExternalFormat, skip: bool, columns: &[(&str, Type)]) -> Result<Vec<Vec<Value>>, String> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(text).unwrap();
    let columns: Vec<(String, Type)> = columns.iter().map(|(n, t)| ((*n).to_owned(), *t)).collect();
    let spec = ExternalFile { columns: &columns, format, ignore_first_record: skip, mapping: None, members: None };
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
fn a_backslash_escapes_in_tsve() {
    let text = b"a\\tb\t5\nc\\\\d\\n\tx\n\n";
    let rows = read(text, ExternalFormat::Escaped, false, &[("x", Type::String), ("y", Type::Long)]).unwrap();
    assert_eq!(
        rows,
        [[Value::String("a\tb".into()), Value::Long(5)], [Value::String("c\\d\n".into()), Value::Null(Type::Long)]]
    );
    assert!(read(b"a\\q", ExternalFormat::Escaped, false, &[("x", Type::String)]).is_err());
}

#[test]
fn a_first_record_of_json_is_not_guessed_at() {
    assert!(read(b"{}", ExternalFormat::Json, true, &[("x", Type::String)]).is_err());
}

#[test]
fn a_mapping_and_a_pattern_choose() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    let mut zip = zip::ZipWriter::new(&mut file);
    for (name, text) in [("a.csv", "1,one\n"), ("b.txt", "2,two\n")] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
    let columns = vec![("name".to_owned(), Type::String)];
    let mapping = Mapping::parse(r#"[{"Column":"name","Properties":{"Ordinal":1}}]"#, &columns).unwrap();
    let members = MemberPattern::parse("*.csv").unwrap();
    let spec = ExternalFile {
        columns: &columns,
        format: ExternalFormat::Delimited(b','),
        ignore_first_record: false,
        mapping: Some(&mapping),
        members: Some(&members),
    };
    let batch = read_external(file.path(), &spec).unwrap();
    assert_eq!(batch.num_rows(), 1);
    assert_eq!(value_at(Type::String, batch.column(0), 0), Value::String("one".into()));
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
