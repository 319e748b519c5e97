//! Rows of EmailEvents as plain Rust sees them, for counting what a hunt must find without the engine.

use datafusion::arrow::array::{Array, AsArray, RecordBatch};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Int64Type, TimeUnit};
use lurcher_types::time::{TICKS_PER_MICROSECOND, UNIX_EPOCH_TICKS};

/// The columns that the hunts of `seeds` read.
#[derive(Debug, Clone, Default)]
pub struct Mail {
    /// In ticks.
    pub time: i64,
    pub id: String,
    pub sender: String,
    pub sender_name: String,
    pub sender_domain: String,
    pub mail_from: String,
    pub recipient: String,
    pub subject: String,
    pub direction: String,
    pub action: String,
    pub location: String,
    pub threats: String,
    pub methods: String,
    pub organisation: String,
    pub reader: String,
}

/// The rows of batches of EmailEvents.
pub fn mails(batches: &[RecordBatch]) -> Vec<Mail> {
    batches.iter().flat_map(mails_of).collect()
}

fn mails_of(batch: &RecordBatch) -> Vec<Mail> {
    let mut mails: Vec<Mail> = times(batch).into_iter().map(|time| Mail { time, ..Mail::default() }).collect();
    let mut fill = |column: &str, set: fn(&mut Mail, String)| {
        let texts = cast(batch.column_by_name(column).unwrap(), &DataType::Utf8).unwrap();
        let texts = texts.as_string::<i32>();
        for (row, mail) in mails.iter_mut().enumerate() {
            // A missing text is an empty one.
            set(mail, if texts.is_null(row) { String::new() } else { texts.value(row).to_owned() });
        }
    };
    fill("NetworkMessageId", |m, v| m.id = v);
    fill("SenderFromAddress", |m, v| m.sender = v);
    fill("SenderDisplayName", |m, v| m.sender_name = v);
    fill("SenderFromDomain", |m, v| m.sender_domain = v);
    fill("SenderMailFromAddress", |m, v| m.mail_from = v);
    fill("RecipientEmailAddress", |m, v| m.recipient = v);
    fill("Subject", |m, v| m.subject = v);
    fill("EmailDirection", |m, v| m.direction = v);
    fill("DeliveryAction", |m, v| m.action = v);
    fill("DeliveryLocation", |m, v| m.location = v);
    fill("ThreatTypes", |m, v| m.threats = v);
    fill("DetectionMethods", |m, v| m.methods = v);
    fill("OrgLevelAction", |m, v| m.organisation = v);
    fill("UserLevelAction", |m, v| m.reader = v);
    mails
}

/// `Timestamp` in ticks, from ticks or from a Parquet timestamp.
fn times(batch: &RecordBatch) -> Vec<i64> {
    let column = batch.column_by_name("Timestamp").unwrap();
    if column.data_type() == &DataType::Int64 {
        return column.as_primitive::<Int64Type>().values().to_vec();
    }
    let micros = DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()));
    let micros = cast(&cast(column, &micros).unwrap(), &DataType::Int64).unwrap();
    let ticks = |us: &i64| UNIX_EPOCH_TICKS + us * TICKS_PER_MICROSECOND;
    micros.as_primitive::<Int64Type>().values().iter().map(ticks).collect()
}
