//! A raw message becomes rows of `EmailEvents`, `EmailUrlInfo`, `EmailAttachmentInfo` and `EmailHeaders`.
//!
//! Exchange Online writes its verdict into the headers; each file here reads one part of it.

mod additional_fields;
mod attachments;
mod delivery;
mod direction;
mod email_events;
mod headers;
mod journal;
mod message;
mod mime;
mod network_message_id;
mod overrides;
mod recipients;
mod sender_ip;
mod threat;
mod timestamp;
mod transfer;
mod urls;

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use lurcher_types::Value;

use crate::dedupe::RowKey;
use crate::rows::{RowsBuilder, TableRows};
use crate::tables::{Shape, Shapes};
use crate::{IngestError, Limits, Options};

pub use headers::{address, text_of};
pub use message::event_identity;

/// Why a message gives no rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal(String);

impl Refusal {
    pub fn limit(name: &str, allowed: usize) -> Refusal {
        Refusal(format!("it crosses the limit {name} of {allowed}"))
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The tables that messages fill.
#[derive(Debug, Clone)]
pub struct MailTables {
    pub events: Arc<Shape>,
    pub urls: Arc<Shape>,
    pub attachments: Arc<Shape>,
    pub headers: Arc<Shape>,
}

impl MailTables {
    pub fn new(shapes: &mut Shapes) -> Result<MailTables, IngestError> {
        let mut get = |name: &str| {
            shapes.get(name).ok_or_else(|| IngestError::UnknownTable { name: name.to_owned(), nearest: Vec::new() })
        };
        Ok(MailTables {
            events: get("EmailEvents")?,
            urls: get("EmailUrlInfo")?,
            attachments: get("EmailAttachmentInfo")?,
            headers: get("EmailHeaders")?,
        })
    }
}

/// Which of the tables a row is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    Events,
    Urls,
    Attachments,
    Headers,
}

/// The rows of one message and of the messages within it.
#[derive(Default)]
pub struct MessageRows {
    rows: Vec<(Target, Vec<Value>, RowKey)>,
    bytes: usize,
    messages: u64,
}

impl MessageRows {
    fn push(&mut self, target: Target, row: Vec<Value>, key: RowKey, limits: &Limits) -> Result<(), Refusal> {
        let text = |v: &Value| match v {
            Value::String(s) | Value::Dynamic(s) => s.len(),
            _ => 0,
        };
        self.bytes = self.bytes.saturating_add(row.iter().map(text).sum());
        if self.rows.len() >= limits.max_message_rows {
            return Err(Refusal::limit("max_message_rows", limits.max_message_rows));
        }
        if self.bytes > limits.max_message_row_bytes {
            return Err(Refusal::limit("max_message_row_bytes", limits.max_message_row_bytes));
        }
        self.rows.push((target, row, key));
        Ok(())
    }
}

/// Reads messages one after the other into batches.
pub struct MailReader<'o> {
    options: &'o Options,
    tables: &'o MailTables,
    builders: [RowsBuilder; 4],
    pub messages: u64,
}

impl<'o> MailReader<'o> {
    pub fn new(options: &'o Options, tables: &'o MailTables) -> MailReader<'o> {
        let new = |shape: &Arc<Shape>| RowsBuilder::new(shape.clone(), 64);
        let builders = [new(&tables.events), new(&tables.urls), new(&tables.attachments), new(&tables.headers)];
        MailReader { options, tables, builders, messages: 0 }
    }

    /// Adds the rows of a message, or none of them.
    pub fn read(&mut self, raw: &[u8], id: u64) -> Result<(), Refusal> {
        // Decoders are other people's code: what they do not survive is one rejected message.
        let attempt = catch_unwind(AssertUnwindSafe(|| message::read(raw, id, self.options, self.tables)));
        let read = attempt.unwrap_or_else(|_| Err(Refusal("the message cannot be parsed".to_owned())))?;
        self.messages += read.messages;
        let [events, urls, attachments, headers] = &mut self.builders;
        for (target, row, key) in read.rows {
            let builder = match target {
                Target::Events => &mut *events,
                Target::Urls => &mut *urls,
                Target::Attachments => &mut *attachments,
                Target::Headers => &mut *headers,
            };
            builder.push(&row, key);
        }
        Ok(())
    }

    pub fn finish(self) -> Result<Vec<TableRows>, IngestError> {
        let batches: Result<Vec<_>, _> = self.builders.into_iter().map(RowsBuilder::finish).collect();
        Ok(batches?.into_iter().flatten().collect())
    }
}
