//! One message, and the messages within it.

use lurcher_types::Value;

use super::attachments::Attachment;
use super::headers::Headers;
use super::mime::{self, Leaf};
use super::urls::{Location, Urls, host};
use super::{MailTables, MessageRows, Refusal, Target};
use super::{email_events, journal, network_message_id, recipients, timestamp, transfer};
use crate::Options;
use crate::dedupe::{Owner, RowKey};
use crate::digest::Identity;
use crate::rows::Row;

/// A message taken apart.
pub struct Message<'a> {
    pub headers: &'a Headers<'a>,
    pub size: usize,
    pub network_message_id: String,
    pub timestamp: Option<i64>,
    pub recipients: Vec<String>,
    pub subject: String,
    pub urls: Urls,
    pub attachments: Vec<Attachment>,
    pub nesting: Nesting,
}

/// How a message came to us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Nesting {
    /// By itself.
    Delivered,
    /// In a journal report, which names the true recipients.
    Journaled { recipients: Vec<String> },
    /// Attached to the message with this id: a user reported or forwarded it.
    Reported { within: String },
    /// Attached to a delivery report with this id.
    Returned { within: String },
}

/// All rows of a message and of the messages within it.
pub fn read(raw: &[u8], id: u64, options: &Options, tables: &MailTables) -> Result<MessageRows, Refusal> {
    let mut rows = MessageRows::default();
    // Each message within one takes the next id of its own.
    let mut reader = Reader { options, tables, rows: &mut rows, owner: id << 20 };
    reader.message(raw, Nesting::Delivered, 0)?;
    Ok(rows)
}

struct Reader<'o, 'r> {
    options: &'o Options,
    tables: &'o MailTables,
    rows: &'r mut MessageRows,
    owner: u64,
}

impl Reader<'_, '_> {
    fn message(&mut self, raw: &[u8], nesting: Nesting, depth: usize) -> Result<(), Refusal> {
        let limits = &self.options.limits;
        if depth > limits.max_mime_depth {
            return Err(Refusal::limit("max_mime_depth", limits.max_mime_depth));
        }
        let (headers, body) = Headers::split(raw);
        if raw.len() - body.len() > limits.max_header_bytes {
            return Err(Refusal::limit("max_header_bytes", limits.max_header_bytes));
        }
        if !looks_like_mail(&headers) {
            return Err(Refusal("it has no header of a mail".to_owned()));
        }
        let leaves = mime::leaves(&headers, body, limits)?;
        if let Some(envelope) = journal::envelope(&headers, &leaves)
            && let Some(inner) = leaves.iter().find(|l| l.is_message())
        {
            return self.message(&inner.bytes(), Nesting::Journaled { recipients: envelope }, depth + 1);
        }
        let within = self.own(&headers, (raw, body), &leaves, nesting)?;
        for leaf in leaves.iter().filter(|l| l.is_message()) {
            let inner = leaf.bytes();
            // An attached text that calls itself a message stays what it is: an attachment.
            if looks_like_mail(&Headers::split(&inner).0) {
                let within = within.clone();
                let nesting = if is_delivery_report(&headers) {
                    Nesting::Returned { within }
                } else {
                    Nesting::Reported { within }
                };
                self.message(&inner, nesting, depth + 1)?;
            }
        }
        Ok(())
    }

    /// The rows of the message itself; returns its id.
    fn own(
        &mut self,
        headers: &Headers<'_>,
        (raw, body): (&[u8], &[u8]),
        leaves: &[Leaf<'_>],
        nesting: Nesting,
    ) -> Result<String, Refusal> {
        let subject = headers.decoded("Subject").unwrap_or_default();
        let mut urls = Urls::new(self.options.limits.max_message_rows);
        urls.scan_text(&subject, Location::Subject);
        let mut attachments = Vec::new();
        for leaf in leaves {
            self.leaf(leaf, &mut urls, &mut attachments);
        }
        let message = Message {
            size: raw.len(),
            network_message_id: network_message_id::find(headers, body),
            timestamp: timestamp::find(headers),
            recipients: recipients::find(headers, &nesting, self.options),
            headers,
            subject,
            urls,
            attachments,
            nesting,
        };
        self.rows.messages += 1;
        self.owner += 1;
        self.events(&message)?;
        self.urls(&message)?;
        self.attachments(&message)?;
        self.headers(&message)?;
        Ok(message.network_message_id)
    }

    fn leaf(&self, leaf: &Leaf<'_>, urls: &mut Urls, attachments: &mut Vec<Attachment>) {
        if leaf.is_report() {
            return;
        }
        let bytes = leaf.bytes();
        let body = leaf.is_body();
        if !body {
            // An empty part without a name is a mailer's slip, not a file.
            if bytes.is_empty() && leaf.file_name.is_empty() {
                return;
            }
            attachments.push(Attachment::new(leaf, &bytes));
        }
        let location = if body { Location::Body } else { Location::Attachment };
        let kind = attachments.last().filter(|_| !body).map(|a| a.file_type.as_str()).unwrap_or_default();
        let html = leaf.media_type == "text/html" || matches!(kind, "htm" | "html" | "xhtml" | "shtml" | "svg");
        if html || leaf.media_type.starts_with("text/") || matches!(kind, "txt" | "ics" | "url") {
            let text = transfer::text(leaf.charset.as_deref(), &bytes);
            if html { urls.scan_html(&text, location) } else { urls.scan_text(&text, location) }
        }
    }

    fn events(&mut self, message: &Message<'_>) -> Result<(), Refusal> {
        let shape = self.tables.events.clone();
        let event = email_events::row(message, &shape, self.options);
        for recipient in each_recipient(message) {
            let mut row = Row::new(&shape);
            row.values.clone_from(&event.values);
            email_events::set_recipient(&mut row, recipient);
            let claim = event_identity(&message.network_message_id, recipient);
            self.push(Target::Events, row.values, claim)?;
        }
        Ok(())
    }

    fn urls(&mut self, message: &Message<'_>) -> Result<(), Refusal> {
        let shape = self.tables.urls.clone();
        for (url, location) in &message.urls.found {
            let mut row = Row::new(&shape);
            self.common(&mut row, message, "EmailUrlInfo");
            row.text("Url", url);
            row.text("UrlDomain", &host(url));
            row.text("UrlLocation", location.name());
            let claim = once_per_message(message);
            self.push(Target::Urls, row.values, claim)?;
        }
        Ok(())
    }

    fn attachments(&mut self, message: &Message<'_>) -> Result<(), Refusal> {
        let shape = self.tables.attachments.clone();
        for attachment in &message.attachments {
            for recipient in each_recipient(message) {
                let mut row = Row::new(&shape);
                self.common(&mut row, message, "EmailAttachmentInfo");
                email_events::set_sender(&mut row, message);
                row.text("RecipientEmailAddress", recipient);
                attachment.fill(&mut row);
                let id = message.network_message_id.as_bytes();
                let claim = Identity::of([b"attachments", id, recipient.to_lowercase().as_bytes()]);
                self.push(Target::Attachments, row.values, claim)?;
            }
        }
        Ok(())
    }

    fn headers(&mut self, message: &Message<'_>) -> Result<(), Refusal> {
        let shape = self.tables.headers.clone();
        for (ordinal, field) in message.headers.iter().enumerate() {
            let mut row = Row::new(&shape);
            self.common(&mut row, message, "EmailHeaders");
            row.number("Ordinal", i64::try_from(ordinal).unwrap_or(i64::MAX));
            row.text("Name", field.name);
            row.text("Value", &field.decoded());
            let claim = once_per_message(message);
            self.push(Target::Headers, row.values, claim)?;
        }
        Ok(())
    }

    fn common(&self, row: &mut Row<'_>, message: &Message<'_>, table: &str) {
        row.time(message.timestamp);
        row.text("NetworkMessageId", &message.network_message_id);
        row.text("Type", table);
    }

    fn push(&mut self, target: Target, row: Vec<Value>, claim: u128) -> Result<(), Refusal> {
        let key = RowKey { claim: Some((claim, Owner(self.owner))), content: None };
        self.rows.push(target, row, key, &self.options.limits)
    }
}

/// What makes two rows of `EmailEvents` the same event.
pub fn event_identity(network_message_id: &str, recipient: &str) -> u128 {
    Identity::of([b"event", network_message_id.to_lowercase().as_bytes(), recipient.to_lowercase().as_bytes()])
}

/// Rows that do not depend on the recipient: the first copy of a message gives them.
fn once_per_message(message: &Message<'_>) -> u128 {
    Identity::of([b"message", message.network_message_id.as_bytes()])
}

/// A message without any recipient is one row with an empty one.
fn each_recipient<'m>(message: &'m Message<'_>) -> impl Iterator<Item = &'m str> {
    let nobody = message.recipients.is_empty().then_some("");
    message.recipients.iter().map(String::as_str).chain(nobody)
}

/// Random bytes may hold a colon; a mail has a field that every mail has.
fn looks_like_mail(headers: &Headers<'_>) -> bool {
    const USUAL: [&str; 12] = [
        "From",
        "To",
        "Cc",
        "Subject",
        "Date",
        "Received",
        "Message-ID",
        "Return-Path",
        "MIME-Version",
        "Content-Type",
        "Delivered-To",
        "Reply-To",
    ];
    headers.iter().any(|f| USUAL.iter().any(|u| f.name.eq_ignore_ascii_case(u)))
}

fn is_delivery_report(headers: &Headers<'_>) -> bool {
    let content_type = headers.value("Content-Type").and_then(|v| mime::parameters(&v));
    content_type.is_some_and(|c| {
        let kind = c.attribute("report-type").unwrap_or("").to_ascii_lowercase();
        matches!(kind.as_str(), "delivery-status" | "disposition-notification")
    })
}

/// The first leaf that is text, as the reader would see it.
pub fn first_text(leaves: &[Leaf<'_>]) -> Option<String> {
    let leaf = leaves.iter().find(|l| l.media_type == "text/plain")?;
    let bytes = leaf.bytes();
    Some(transfer::text(leaf.charset.as_deref(), &bytes).into_owned())
}
