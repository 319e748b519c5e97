//! Files that hunts read little of.

use std::fs::File;
use std::path::Path;

use arrow::array::Array;
use arrow::datatypes::DataType;
use lurcher_ingest::{Ingest, ParquetOptions, ParquetSink, Partition};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::file::reader::{FileReader, SerializedFileReader};

use crate::world::World;

fn convert(world: &World, options: ParquetOptions) -> Vec<String> {
    let out = world.path("out");
    let mut sink = ParquetSink::new(&out, options);
    Ingest::new(world.options.clone()).run(&[world.path("in")], &mut sink, &|_| {}).unwrap();
    let mut files: Vec<String> =
        sink.files().iter().map(|f| f.strip_prefix(&out).unwrap().display().to_string()).collect();
    files.sort();
    files
}

fn rows(path: &Path) -> Vec<arrow::array::RecordBatch> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap().build().unwrap();
    reader.map(Result::unwrap).collect()
}

#[test]
fn partitions_row_groups_and_types() {
    let mut csv = String::from("Timestamp,NetworkMessageId,Subject,AdditionalFields,RecipientEmailAddress\n");
    for i in (0..100).rev() {
        csv.push_str(&format!("2024-0{}-01T00:00:{:02}Z,id{i},s{i},{{}},r@own.example\n", 1 + i % 2, i % 60));
    }
    csv.push_str(",id,none,,r@own.example\n");
    let world = World::new().file("in/EmailEvents.csv", csv);
    let options = ParquetOptions { row_group_rows: 20, ..ParquetOptions::default() };
    let files = convert(&world, options);
    assert_eq!(
        files,
        [
            "EmailEvents/2024-01/part-0.parquet",
            "EmailEvents/2024-02/part-0.parquet",
            "EmailEvents/no-time/part-0.parquet"
        ]
    );
    let path = world.path("out/EmailEvents/2024-01/part-0.parquet");
    let batches = rows(&path);
    assert_eq!(batches.iter().map(|b| b.num_rows()).sum::<usize>(), 50);
    let schema = batches[0].schema();
    let time = schema.field_with_name("Timestamp").unwrap();
    assert!(matches!(time.data_type(), DataType::Timestamp(..)));
    assert_eq!(time.metadata()["kql.type"], "datetime");
    assert_eq!(schema.field_with_name("Subject").unwrap().data_type(), &DataType::Utf8);
    assert_eq!(schema.field_with_name("AdditionalFields").unwrap().metadata()["kql.type"], "dynamic");

    let file = SerializedFileReader::new(File::open(&path).unwrap()).unwrap();
    let groups = file.metadata().row_groups();
    // 8192 rows come at once here, so one write fills several groups.
    assert!(groups.len() >= 3 && groups.iter().all(|g| g.num_rows() <= 20));
    let column = |name: &str| groups[0].columns().iter().find(|c| c.column_path().string() == name).unwrap();
    assert!(column("NetworkMessageId").bloom_filter_offset().is_some());
    assert!(column("RecipientEmailAddress").dictionary_page_offset().is_some());
    assert!(column("NetworkMessageId").dictionary_page_offset().is_none());
    assert!(column("Timestamp").column_index_offset().is_some());
    let times: Vec<_> =
        batches.iter().flat_map(|b| b.column(0).to_data().buffers()[0].typed_data::<i64>().to_vec()).collect();
    assert!(times.is_sorted());
}

#[test]
fn ticks_are_kept_where_a_microsecond_is_too_coarse() {
    let world = World::new().file("in/EmailEvents.csv", "Timestamp,Subject\n2024-01-01T00:00:00.1234567Z,a\n");
    let files = convert(&world, ParquetOptions { partition: Partition::Day, ..ParquetOptions::default() });
    assert_eq!(files, ["EmailEvents/2024-01-01/part-0.parquet"]);
    let batch = &rows(&world.path("out/EmailEvents/2024-01-01/part-0.parquet"))[0];
    let schema = batch.schema();
    let time = schema.field_with_name("Timestamp").unwrap();
    assert_eq!((time.data_type(), time.metadata()["kql.type"].as_str()), (&DataType::Int64, "datetime"));
}

#[test]
fn a_second_run_adds_parts() {
    let world = World::new().file("in/EmailEvents.csv", "Timestamp,Subject\n2024-01-01,a\n");
    convert(&world, ParquetOptions::default());
    assert_eq!(convert(&world, ParquetOptions::default()), ["EmailEvents/2024-01/part-1.parquet"]);
}

#[test]
fn odd_dates_do_not_open_a_file_each_forever() {
    let mut csv = String::from("Timestamp,Subject\n");
    (0..500).for_each(|i| csv.push_str(&format!("{:04}-01-01,s{i}\n", 1000 + i)));
    let world = World::new().file("in/EmailEvents.csv", csv);
    let options = ParquetOptions { max_open_files: 4, max_buffered_bytes: 10_000, ..ParquetOptions::default() };
    assert_eq!(convert(&world, options).len(), 500);
}
