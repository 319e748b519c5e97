//! Foreign units and types become KQL values.

use datafusion::arrow::array::*;
use datafusion::arrow::datatypes::{DataType, Field, Float64Type, Int32Type, Schema};
use lurcher_columnar::{array_of, field};
use lurcher_engine::catalog::CatalogError;
use lurcher_engine::scan::missed_values;
use lurcher_types::{Type, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::fixture::*;

async fn read(t: Type, stored: ArrayRef) -> Vec<Value> {
    let file = one_column(t, stored, 100);
    values(&file.catalog.unwrap(), "X", None).await
}

#[tokio::test]
async fn timestamps_of_every_unit_become_the_same_ticks() {
    let expected = [Value::Datetime(TICKS_2024), Value::Null(Type::Datetime)];
    let stored: [ArrayRef; 7] = [
        Arc::new(TimestampSecondArray::from(vec![Some(UNIX_2024), None])),
        Arc::new(TimestampMillisecondArray::from(vec![Some(UNIX_2024 * 1_000), None]).with_timezone("+02:00")),
        Arc::new(TimestampMicrosecondArray::from(vec![Some(UNIX_2024 * 1_000_000), None]).with_timezone("UTC")),
        Arc::new(TimestampNanosecondArray::from(vec![Some(UNIX_2024 * 1_000_000_000 + 99), None])),
        Arc::new(Date32Array::from(vec![Some((UNIX_2024 / 86_400) as i32), None])),
        Arc::new(StringArray::from(vec![Some("2024-01-01T00:00:00Z"), Some("")])),
        Arc::new(StringArray::from(vec![Some("2024-01-01T00:00:00Z"), Some("not a time")])),
    ];
    for array in stored {
        let stored_type = array.data_type().clone();
        assert_eq!(read(Type::Datetime, array).await, expected, "{stored_type}");
    }
}

#[tokio::test]
async fn a_time_that_kql_cannot_hold_is_null_and_counted() {
    let stored = TimestampSecondArray::from(vec![UNIX_2024, i64::MAX, i64::MIN]);
    let file = one_column(Type::Datetime, Arc::new(stored), 100);
    let catalog = file.catalog.unwrap();
    let expected = [Value::Datetime(TICKS_2024), Value::Null(Type::Datetime), Value::Null(Type::Datetime)];
    assert_eq!(values(&catalog, "X", None).await, expected);
    let (plan, _) = run(frame(&catalog, 1).await).await;
    assert_eq!(missed_values(&plan), BTreeMap::from([("X".to_owned(), 2)]));
}

#[tokio::test]
async fn text_of_every_layout_becomes_a_string() {
    let dictionary: DictionaryArray<Int32Type> = vec![Some("a"), None, Some("é")].into_iter().collect();
    let stored: [ArrayRef; 5] = [
        Arc::new(StringArray::from(vec![Some("a"), None, Some("é")])),
        Arc::new(LargeStringArray::from(vec![Some("a"), None, Some("é")])),
        Arc::new(StringViewArray::from(vec![Some("a"), None, Some("é")])),
        Arc::new(dictionary),
        Arc::new(BinaryArray::from_opt_vec(vec![Some(b"a"), None, Some("é".as_bytes())])),
    ];
    for array in stored {
        let stored_type = array.data_type().clone();
        assert_eq!(read(Type::String, array).await, strings(&["a", "", "é"]), "{stored_type}");
    }
}

#[tokio::test]
async fn bytes_that_are_no_text_are_refused_with_their_place() {
    let file = one_column(Type::String, Arc::new(BinaryArray::from_vec(vec![b"ok", b"\xff\xfe"])), 100);
    let error = frame(&file.catalog.unwrap(), 1).await.collect().await.unwrap_err().to_string();
    assert!(error.contains("x.parquet") && error.contains("'X'") && error.contains("UTF-8"), "{error}");
}

#[tokio::test]
async fn numbers_of_other_widths_fit_or_are_null() {
    let long = |v| Value::Long(v);
    assert_eq!(read(Type::Long, Arc::new(Int8Array::from(vec![-1]))).await, [long(-1)]);
    assert_eq!(read(Type::Long, Arc::new(UInt32Array::from(vec![u32::MAX]))).await, [long(u32::MAX.into())]);
    let unsigned = read(Type::Long, Arc::new(UInt64Array::from(vec![5, u64::MAX]))).await;
    assert_eq!(unsigned, [long(5), Value::Null(Type::Long)]);
    let narrow = read(Type::Int, Arc::new(Int64Array::from(vec![5, i64::MAX]))).await;
    assert_eq!(narrow, [Value::Int(5), Value::Null(Type::Int)]);
    assert_eq!(read(Type::Real, Arc::new(Float32Array::from(vec![0.5]))).await, [Value::Real(0.5)]);
    let decimal = Decimal128Array::from(vec![12345]).with_precision_and_scale(20, 2).unwrap();
    let expected = Value::Decimal(lurcher_types::Decimal { mantissa: 12345, scale: 2 });
    assert_eq!(read(Type::Decimal, Arc::new(decimal)).await, [expected]);
    let texts = StringArray::from(vec!["12", "x", ""]);
    let expected = [long(12), Value::Null(Type::Long), Value::Null(Type::Long)];
    assert_eq!(read(Type::Long, Arc::new(texts)).await, expected);
    assert_eq!(read(Type::String, Arc::new(Int16Array::from(vec![Some(7), None]))).await, strings(&["7", ""]));
}

#[tokio::test]
async fn guids_come_as_bytes_or_text() {
    let bytes: [u8; 16] = std::array::from_fn(|i| i as u8);
    let stored = FixedSizeBinaryArray::try_from_iter([bytes].into_iter()).unwrap();
    assert_eq!(read(Type::Guid, Arc::new(stored.clone())).await, [Value::Guid(bytes)]);
    let text = "00010203-0405-0607-0809-0a0b0c0d0e0f";
    assert_eq!(read(Type::String, Arc::new(stored)).await, strings(&[text]));
    let texts = StringArray::from(vec![text, "nonsense"]);
    assert_eq!(read(Type::Guid, Arc::new(texts)).await, [Value::Guid(bytes), Value::Null(Type::Guid)]);
}

#[tokio::test]
async fn json_text_becomes_dynamic() {
    let stored = StringArray::from(vec![Some("{ \"a\" : [1, 2.50] }"), Some("plain"), Some("null"), Some(""), None]);
    let dynamic = |text: &str| Value::Dynamic(text.to_owned());
    let null = || Value::Null(Type::Dynamic);
    let expected = [dynamic(r#"{"a":[1,2.50]}"#), dynamic(r#""plain""#), null(), null(), null()];
    assert_eq!(read(Type::Dynamic, Arc::new(stored)).await, expected);
}

#[tokio::test]
async fn nested_columns_become_dynamic() {
    let list = ListArray::from_iter_primitive::<Float64Type, _, _>([Some(vec![Some(1.5), None]), None]);
    let names: ArrayRef = Arc::new(StringArray::from(vec![Some("x"), None]));
    let list: ArrayRef = Arc::new(list);
    let stored = StructArray::from(vec![
        (Arc::new(Field::new("Name", DataType::Utf8, true)), names),
        (Arc::new(Field::new("Scores", list.data_type().clone(), true)), list),
    ]);
    let expected = [r#"{"Name":"x","Scores":[1.5,null]}"#, r#"{"Name":null,"Scores":null}"#];
    assert_eq!(read(Type::Dynamic, Arc::new(stored)).await, expected.map(|e| Value::Dynamic(e.to_owned())));
}

#[tokio::test]
async fn our_own_files_come_back_unchanged() {
    let all = [
        Value::Bool(true),
        Value::Int(-3),
        Value::Long(i64::MIN),
        Value::Real(0.1),
        Value::Decimal(lurcher_types::Decimal { mantissa: 15, scale: 1 }),
        Value::String("ü".to_owned()),
        Value::Datetime(TICKS_2024 + 1),
        Value::Timespan(-1),
        Value::Guid([7; 16]),
        Value::Dynamic(r#"{"at":@d637134336000000000}"#.to_owned()),
    ];
    for value in all {
        let t = value.kql_type();
        let stored = array_of(t, [&value, &Value::missing(t)]);
        let schema = Arc::new(Schema::new(vec![field("X", t)]));
        let batch = RecordBatch::try_new(schema, vec![stored]).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = write_batch(folder.path(), "x.parquet", &batch, 10);
        let catalog = catalog(&[("X", t)], vec![lurcher_engine::catalog::Source::File(path)]).unwrap();
        assert_eq!(values(&catalog, "X", None).await, [value, Value::missing(t)]);
    }
}

#[tokio::test]
async fn a_type_without_the_meaning_is_refused_at_registration() {
    for (want, stored) in [
        (Type::Datetime, Arc::new(Int64Array::from(vec![1])) as ArrayRef),
        (Type::Bool, Arc::new(Int32Array::from(vec![1]))),
        (Type::Long, Arc::new(Float64Array::from(vec![1.5]))),
    ] {
        let error = one_column(want, stored, 10).catalog.unwrap_err();
        let message = error.to_string();
        assert!(matches!(error, CatalogError::ColumnType { .. }), "{message}");
        assert!(message.contains("x.parquet") && message.contains("'X'") && message.contains(want.name()), "{message}");
    }
}
