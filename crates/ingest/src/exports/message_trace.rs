//! Exchange's message traces: rows of `EmailEvents` without a verdict.
//!
//! Two generations of columns: those of `Get-MessageTrace` (`Received`, `SenderAddress`, `RecipientAddress`, `Status`)
//! and those of the portal's reports (`origin_timestamp_utc`, `sender_address`, `recipient_status`). The address of the
//! sender is the envelope's; what the reader saw is not in a trace, and stays empty.

use std::net::IpAddr;
use std::sync::Arc;

use serde_json::json;

use super::convert;
use super::csv::Record;
use super::records::RecordReader;
use crate::dedupe::Owner;
use crate::mail::address;
use crate::rows::Row;
use crate::tables::Shape;

/// Where the columns of a trace stand.
#[derive(Debug)]
pub struct TraceLayout {
    shape: Arc<Shape>,
    width: usize,
    time: usize,
    sender: usize,
    recipient: Option<usize>,
    /// `a@x.org##Receive, Deliver;b@x.org##Receive, Fail`
    recipient_status: Option<usize>,
    subject: Option<usize>,
    status: Option<usize>,
    from_ip: Option<usize>,
    to_ip: Option<usize>,
    size: Option<usize>,
    internet_message_id: Option<usize>,
    network_message_id: Option<usize>,
    direction: Option<usize>,
    event: Option<usize>,
}

impl TraceLayout {
    /// The layout, if the header is that of a trace.
    pub fn find(header: &[String], shape: &Arc<Shape>) -> Option<TraceLayout> {
        let plain =
            |name: &str| name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        let names: Vec<String> = header.iter().map(|h| plain(h)).collect();
        let at = |candidates: &[&str]| candidates.iter().find_map(|c| names.iter().position(|n| n == c));
        let layout = TraceLayout {
            shape: shape.clone(),
            width: header.len(),
            time: at(&["received", "receivedutc", "origintimestamputc", "datetimeutc", "datetime", "dateutc", "date"])?,
            sender: at(&["senderaddress", "sender"])?,
            recipient: at(&["recipientaddress", "recipient", "recipients"]),
            recipient_status: at(&["recipientstatus"]),
            subject: at(&["subject", "messagesubject"]),
            status: at(&["status", "deliverystatus"]),
            from_ip: at(&["fromip", "originalclientip", "clientip"]),
            to_ip: at(&["toip"]),
            size: at(&["size", "totalbytes", "messagesize"]),
            internet_message_id: at(&["messageid", "internetmessageid"]),
            network_message_id: at(&["messagetraceid", "networkmessageid"]),
            direction: at(&["directionality", "direction"]),
            event: at(&["eventid"]),
        };
        let recipients = layout.recipient.is_some() || layout.recipient_status.is_some();
        let identified = layout.internet_message_id.is_some() || layout.network_message_id.is_some();
        (recipients && identified).then_some(layout)
    }

    /// Adds one row per recipient.
    pub fn read(&self, record: &Record, reader: &mut RecordReader<'_>) {
        if record.len() != self.width {
            return reader.reject_ragged(record, self.width);
        }
        let cells: Vec<_> = record.texts().collect();
        let cell = |at: Option<usize>| at.and_then(|i| cells.get(i)).map_or("", |c| c.trim());

        // The log of single events: only those that end a message's way say what became of it.
        let event = cell(self.event).to_ascii_uppercase();
        if self.event.is_some() && !matches!(event.as_str(), "DELIVER" | "SEND" | "SENDEXTERNAL" | "FAIL" | "DROP") {
            reader.report.records += 1;
            reader.report.warn(
                "the trace lists single events; only DELIVER, SEND, SENDEXTERNAL, FAIL and DROP became rows".to_owned(),
            );
            return;
        }
        let recipients = self.recipients(&cell);
        // Each recipient gets a copy of the whole row.
        let limit = reader.options.limits.max_message_row_bytes;
        if recipients.len().saturating_mul(record.bytes()) > limit {
            return reader.reject_record(record, format!("it crosses the limit max_message_row_bytes of {limit}"));
        }
        reader.report.records += 1;
        let mut row = Row::new(&self.shape);
        row.text("Type", "EmailEvents");
        let written = cell(Some(self.time));
        let time = convert::datetime(written, reader.options.date_order);
        if time.is_none() && !written.is_empty() {
            reader.report.misfit(self.shape.name(), "Timestamp", written);
            if convert::has_slashes(written) {
                reader.report.warn(format!(
                    "the trace holds dates such as {written} that do not fit the chosen order of day and month; the \
                     others may be misread"
                ));
            }
        }
        row.time(time);
        row.text("NetworkMessageId", &cell(self.network_message_id).to_ascii_lowercase());
        row.text("InternetMessageId", cell(self.internet_message_id));
        let sender = cell(Some(self.sender)).trim_matches(|c| matches!(c, '<' | '>'));
        row.text("SenderMailFromAddress", sender);
        row.text("SenderMailFromDomain", &address::domain(sender));
        row.text("Subject", cell(self.subject));
        match cell(self.from_ip).parse::<IpAddr>() {
            Ok(IpAddr::V4(v4)) => row.text("SenderIPv4", &v4.to_string()),
            Ok(IpAddr::V6(v6)) => row.text("SenderIPv6", &v6.to_string()),
            Err(_) => {}
        }
        let size = cell(self.size);
        match size.parse() {
            Ok(bytes) => row.number("EmailSize", bytes),
            Err(_) if size.is_empty() => {}
            Err(_) => reader.report.misfit(self.shape.name(), "EmailSize", size),
        }
        let addresses: Vec<&str> = recipients.iter().map(|(r, _)| *r).collect();
        row.text("EmailDirection", self.direction(&cell, sender, &addresses, reader));

        for (recipient, status) in &recipients {
            let status = if event.is_empty() { status } else { event.as_str() };
            let mut own = Row::new(&self.shape);
            own.values.clone_from(&row.values);
            own.text("RecipientEmailAddress", recipient);
            own.text("RecipientDomain", &address::domain(recipient));
            let (action, location, threat) = outcome(status);
            own.text("DeliveryAction", action);
            own.text("DeliveryLocation", location);
            own.text("ThreatTypes", threat);
            let mut fields = serde_json::Map::new();
            for (name, value) in [("Status", status), ("ToIP", cell(self.to_ip))] {
                if !value.is_empty() {
                    fields.insert(name.to_owned(), json!(value));
                }
            }
            if !fields.is_empty() {
                own.json("AdditionalFields", &fields.into());
            }
            reader.push(&self.shape, own.values, Owner::MESSAGE_TRACE);
        }
    }

    /// Each recipient with what became of the message for it. A row without any is one row with an empty one.
    fn recipients<'c>(&self, cell: &dyn Fn(Option<usize>) -> &'c str) -> Vec<(&'c str, &'c str)> {
        let status = cell(self.status);
        let found: Vec<(&str, &str)> = match self.recipient_status {
            Some(at) => {
                let parts = cell(Some(at)).split(';').map(str::trim).filter(|p| !p.is_empty());
                parts.map(|p| p.split_once("##").unwrap_or((p, status))).collect()
            }
            None => {
                let parts = cell(self.recipient).split(';').map(str::trim).filter(|p| !p.is_empty());
                parts.map(|p| (p, status)).collect()
            }
        };
        if found.is_empty() { vec![("", status)] } else { found }
    }

    fn direction<'c>(
        &self,
        cell: &dyn Fn(Option<usize>) -> &'c str,
        sender: &str,
        recipients: &[&str],
        reader: &RecordReader<'_>,
    ) -> &'static str {
        let own = |address: &str| reader.options.is_own(address);
        let all_own = !recipients.is_empty() && recipients.iter().all(|r| own(r) == Some(true));
        let any_own = recipients.iter().any(|r| own(r) == Some(true));
        match cell(self.direction).to_ascii_lowercase().as_str() {
            "incoming" | "inbound" => "Inbound",
            "originating" | "outbound" if all_own => "Intra-org",
            "originating" | "outbound" => "Outbound",
            _ => match own(sender) {
                Some(true) if all_own => "Intra-org",
                Some(true) => "Outbound",
                Some(false) if any_own => "Inbound",
                _ => "",
            },
        }
    }
}

/// Action, location and threat, as far as a status proves them. `FilteredAsSpam` does not say where the message went, and
/// `Delivered` not to which folder.
fn outcome(status: &str) -> (&'static str, &'static str, &'static str) {
    // Reports list the whole way: `Receive, Deliver`.
    let last = status.rsplit(',').next().unwrap_or("").trim();
    match last.replace(' ', "").to_ascii_lowercase().as_str() {
        "delivered" | "deliver" => ("Delivered", "", ""),
        "send" | "sendexternal" => ("Delivered", "On-premises/external", ""),
        "quarantined" | "quarantine" => ("Blocked", "Quarantine", ""),
        "failed" | "fail" => ("Blocked", "Failed", ""),
        "drop" => ("Blocked", "Dropped", ""),
        "filteredasspam" => ("", "", "Spam"),
        _ => ("", "", ""),
    }
}
