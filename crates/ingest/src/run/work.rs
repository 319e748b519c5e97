//! Pieces of work for the parsing threads.

use std::sync::{Arc, Mutex};

use crossbeam_channel::Sender;

use crate::exports::csv::Record;
use crate::exports::json::Element;
use crate::exports::records::{CsvLayout, JsonTarget, Origin, RecordReader};
use crate::mail::{MailReader, MailTables};
use crate::rows::TableRows;
use crate::tables::Shapes;
use crate::{IngestError, Options, Report};

pub enum Work {
    Messages(Vec<RawMessage>),
    Csv { origin: Origin, layout: Arc<CsvLayout>, records: Vec<Record> },
    Json { origin: Origin, target: JsonTarget, elements: Vec<Element> },
}

pub struct RawMessage {
    pub source: Arc<str>,
    pub place: Option<String>,
    pub raw: Vec<u8>,
    pub id: u64,
}

/// What became of a piece of work.
pub struct Outcome {
    pub tables: Vec<TableRows>,
    pub report: Report,
    /// Copies of what was rejected, each with the place of its rejection in the report.
    pub kept: Vec<(usize, Vec<u8>)>,
}

pub struct Job {
    pub work: Work,
    pub answer: Sender<Result<Outcome, IngestError>>,
}

impl Work {
    pub fn run(self, options: &Options, tables: &MailTables, shapes: &Mutex<Shapes>) -> Result<Outcome, IngestError> {
        match self {
            Work::Messages(messages) => messages_to_rows(messages, options, tables),
            Work::Csv { origin, layout, records } => {
                let mut reader = RecordReader::new(options, origin, records.len());
                reader.csv(&layout, &records);
                reader.finish()
            }
            Work::Json { origin, target, elements } => {
                let mut reader = RecordReader::new(options, origin, elements.len());
                reader.json(&elements, &target, shapes);
                reader.finish()
            }
        }
    }
}

fn messages_to_rows(messages: Vec<RawMessage>, options: &Options, tables: &MailTables) -> Result<Outcome, IngestError> {
    let mut reader = MailReader::new(options, tables);
    let mut report = Report::default();
    let mut kept = Vec::new();
    for message in messages {
        if let Err(refusal) = reader.read(&message.raw, message.id) {
            if options.keep_aside.is_some() {
                kept.push((report.rejections.len(), message.raw));
            }
            report.reject(&message.source, message.place, refusal.to_string());
        }
    }
    report.messages = reader.messages;
    Ok(Outcome { tables: reader.finish()?, report, kept })
}
