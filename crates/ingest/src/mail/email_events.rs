//! The row of `EmailEvents`: each column from the header that proves it.

use std::net::IpAddr;

use serde_json::Value;

use super::headers::address::{self, Mailbox};
use super::headers::antispam_report::Pairs;
use super::headers::authentication_results::AuthenticationResults;
use super::message::Message;
use super::threat::Threat;
use super::{additional_fields, delivery, direction, overrides, recipients, sender_ip};
use crate::Options;
use crate::rows::Row;
use crate::tables::Shape;

/// The row without its recipient.
pub fn row<'s>(message: &Message<'_>, shape: &'s Shape, options: &Options) -> Row<'s> {
    let headers = message.headers;
    // The report of the sending side (`-Untrusted`) has another name and is not read.
    let report = headers.value("X-Forefront-Antispam-Report").map(|v| Pairs::parse(&v)).unwrap_or_default();
    let authentication =
        headers.value("Authentication-Results").map(|v| AuthenticationResults::parse(&v)).unwrap_or_default();

    let mut row = Row::new(shape);
    row.time(message.timestamp);
    row.text("Type", "EmailEvents");
    row.text("NetworkMessageId", &message.network_message_id);
    row.text("InternetMessageId", &headers.value("Message-ID").unwrap_or_default());
    row.text("Subject", &message.subject);
    set_sender(&mut row, message);
    let envelope_sender = set_envelope_sender(&mut row, message, &authentication);
    match sender_ip::find(headers, &report, &authentication) {
        Some(IpAddr::V4(v4)) => row.text("SenderIPv4", &v4.to_string()),
        Some(IpAddr::V6(v6)) => row.text("SenderIPv6", &v6.to_string()),
        None => {}
    }
    let sender = if envelope_sender.is_empty() { from(message).address } else { envelope_sender };
    let direction = direction::find(headers, &report, &authentication, &sender, &message.recipients, options);
    row.text("EmailDirection", direction);
    let delivery = delivery::find(headers, &report);
    row.text("DeliveryAction", delivery.action);
    row.text("DeliveryLocation", delivery.location);
    set_verdict(&mut row, message, &report, &authentication);

    for (column, name) in [("To", "To"), ("Cc", "Cc")] {
        let addresses = recipients::in_field(headers, name);
        if !addresses.is_empty() {
            row.json(column, &Value::from(addresses));
        }
    }
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    row.number("AttachmentCount", count(message.attachments.len()));
    row.number("UrlCount", count(message.urls.distinct()));
    row.number("EmailSize", count(message.size));
    row.text("EmailLanguage", report.get("LANG").unwrap_or(""));
    row
}

pub fn set_recipient(row: &mut Row<'_>, recipient: &str) {
    row.text("RecipientEmailAddress", recipient);
    row.text("RecipientDomain", &address::domain(recipient));
}

/// The sender that the reader sees.
pub fn set_sender(row: &mut Row<'_>, message: &Message<'_>) {
    let from = from(message);
    row.text("SenderFromAddress", &from.address);
    row.text("SenderFromDomain", &from.domain());
    row.text("SenderDisplayName", &from.name);
}

fn from(message: &Message<'_>) -> Mailbox {
    let field = message.headers.value("From").unwrap_or_default();
    let mut found = address::parse(&field);
    // A mailbox with an address says more than a name without one.
    let at = found.iter().position(|m| !m.address.is_empty()).unwrap_or(0);
    if found.is_empty() { Mailbox::default() } else { found.swap_remove(at) }
}

/// The sender of the envelope. `Return-Path: <>` is an answer too: the null sender of delivery reports.
fn set_envelope_sender(row: &mut Row<'_>, message: &Message<'_>, authentication: &AuthenticationResults) -> String {
    let sender = match message.headers.value("Return-Path") {
        Some(path) => address::bare(&path),
        None => authentication.mail_from.clone().unwrap_or_default(),
    };
    if address::is_address(&sender) {
        row.text("SenderMailFromAddress", &sender);
        row.text("SenderMailFromDomain", &address::domain(&sender));
        sender
    } else {
        // `smtp.mailfrom=` may give the domain alone.
        row.text("SenderMailFromDomain", &sender.trim_start_matches('@').to_lowercase());
        String::new()
    }
}

fn set_verdict(row: &mut Row<'_>, message: &Message<'_>, report: &Pairs, authentication: &AuthenticationResults) {
    let threat = Threat::find(message.headers, report);
    row.text("ThreatTypes", &threat.types());
    let bags = [
        ("DetectionMethods", threat.methods()),
        ("ConfidenceLevel", threat.confidence()),
        ("AuthenticationDetails", authentication.details()),
        ("AdditionalFields", additional_fields::bag(message, report, &threat)),
    ];
    for (column, bag) in bags {
        if let Some(bag) = bag {
            row.json(column, &bag);
        }
    }
    let overrides = overrides::find(report);
    row.text("OrgLevelAction", overrides.org_level);
    row.text("UserLevelAction", overrides.user_level);
    let bulk = message.headers.value("X-Microsoft-Antispam").and_then(|v| Pairs::parse(&v).number("BCL"));
    if let Some(level @ 0..=9) = bulk {
        row.number("BulkComplaintLevel", level);
    }
    // The first-contact safety tip.
    if report.get("SFTY") == Some("9.25") {
        row.bool("IsFirstContact", true);
    }
}
