//! EmailEvents: one row per mail and recipient.

use std::sync::Arc;

use lurcher_types::Type;
use serde_json::json;

use crate::company::guid;
use crate::message::{Contact, Direction, Message, Outcome, Threat, ThreatKind, domain_of};

use super::service::{self, Logged, mixed};
use super::{Cell, Column};

pub struct MailRow<'m> {
    pub message: &'m Message,
    pub recipient: &'m Contact,
    pub index: usize,
    pub tenant: &'m str,
}

impl<'m> MailRow<'m> {
    pub fn of(message: &'m Message, tenant: &'m str) -> impl Iterator<Item = MailRow<'m>> {
        let recipients = message.recipients.iter().enumerate();
        recipients.map(move |(index, recipient)| MailRow { message, recipient, index, tenant })
    }
}

impl Logged for MailRow<'_> {
    const TABLE: &'static str = "EmailEvents";

    fn time(&self) -> i64 {
        self.message.time
    }

    fn row_id(&self) -> u128 {
        mixed(self.message.id, self.index as u128)
    }

    fn tenant(&self) -> &str {
        self.tenant
    }
}

/// In the order of the schema.
pub fn mail_columns<'m>() -> Vec<Column<MailRow<'m>>> {
    use Type::{Bool, Datetime, Dynamic, Int, Long, String};
    let own = Column::<MailRow<'m>>::new;
    let service = service::column::<MailRow<'m>>;
    service::ended(vec![
        service("Timestamp"),
        own("NetworkMessageId", String, |r| guid(r.message.id).into()),
        own("InternetMessageId", String, |r| internet_message_id(r.message).into()),
        own("SenderMailFromAddress", String, |r| r.message.sender.mail_from.as_str().into()),
        own("SenderFromAddress", String, |r| r.message.sender.address.as_str().into()),
        own("SenderDisplayName", String, |r| r.message.sender.name.as_str().into()),
        own("SenderObjectId", String, |r| r.message.sender.object_id.as_str().into()),
        own("SenderMailFromDomain", String, |r| domain_of(&r.message.sender.mail_from).into()),
        own("SenderFromDomain", String, |r| r.message.sender.domain().into()),
        own("SenderIPv4", String, |r| sender_ip(r.message).0.into()),
        own("SenderIPv6", String, |r| sender_ip(r.message).1.into()),
        own("RecipientEmailAddress", String, |r| r.recipient.address.as_str().into()),
        own("RecipientObjectId", String, |r| r.recipient.object_id.as_str().into()),
        own("Subject", String, |r| r.message.subject.as_str().into()),
        own("EmailClusterId", Long, |r| Cell::Long(r.message.cluster)),
        own("EmailDirection", String, |r| r.message.direction.name().into()),
        own("DeliveryAction", String, |r| r.message.outcome.action().into()),
        own("DeliveryLocation", String, |r| r.message.outcome.location().into()),
        own("ThreatTypes", String, |r| threat_types(r.message).into()),
        own("ThreatNames", String, |r| threat_names(r.message).into()),
        own("DetectionMethods", String, |r| detection_methods(r.message).into()),
        own("ConfidenceLevel", String, |r| confidence_level(r.message).into()),
        own("BulkComplaintLevel", Int, |r| Cell::Int(r.message.bulk.into())),
        own("EmailAction", String, |r| email_action(r.message).into()),
        own("EmailActionPolicy", String, |r| action_policy(r.message).into()),
        own("EmailActionPolicyGuid", String, |r| policy_guid(r).into()),
        own("AuthenticationDetails", String, |r| authentication_details(r.message).into()),
        own("AttachmentCount", Int, |r| Cell::Int(r.message.attachments.len() as i32)),
        own("UrlCount", Int, |r| Cell::Int(r.message.links.len() as i32)),
        own("EmailLanguage", String, |r| r.message.sender.language.into()),
        own("Connectors", String, |r| r.message.connector.into()),
        own("OrgLevelAction", String, |r| r.message.organisation.map_or("", |d| d.action).into()),
        own("OrgLevelPolicy", String, |r| r.message.organisation.map_or("", |d| d.policy).into()),
        own("UserLevelAction", String, |r| r.message.reader.map_or("", |d| d.action).into()),
        own("UserLevelPolicy", String, |r| r.message.reader.map_or("", |d| d.policy).into()),
        own("ReportId", String, |r| report_id(r.message.id, r.row_id(), r.index).into()),
        own("AdditionalFields", Dynamic, |r| Cell::Dynamic(additional_fields(r.message))),
        own("LatestDeliveryLocation", String, |r| latest_location(r.message).into()),
        own("LatestDeliveryAction", String, |r| latest_action(r.message).into()),
        own("DistributionList", String, |_| "".into()),
        service("_BilledSize"),
        service("_IsBillable"),
        own("Cc", Dynamic, |r| Cell::Dynamic(addresses(copied(r.message)))),
        own("Context", String, |_| "".into()),
        own("EmailSize", Int, |r| Cell::Int(email_size(r.message))),
        own("ExchangeTransportRule", String, |r| r.message.flow_rule.into()),
        own("ForwardingInformation", String, |r| forwarding(r.message).into()),
        own("IsFirstContact", Bool, |r| Cell::Bool(r.message.first_contact)),
        own("LastEventExecutionTime", Datetime, |r| Cell::Time(last_event(r.message))),
        own("RecipientDomain", String, |r| r.recipient.domain().into()),
        service("SourceSystem"),
        service("TenantId"),
        own("ThreatClassification", String, |r| classification(r.message).into()),
        service("TimeGenerated"),
        own("To", Dynamic, |r| Cell::Dynamic(addresses(addressed(r.message)))),
        service("Type"),
    ])
}

pub fn internet_message_id(message: &Message) -> String {
    format!("<{:024x}@{}>", message.id >> 32, message.sender.domain())
}

/// IPv4 and IPv6; mail that starts inside has no outside sender.
pub fn sender_ip(message: &Message) -> (&str, &str) {
    match message.direction {
        Direction::Inbound => (&message.sender.ipv4, &message.sender.ipv6),
        Direction::Outbound | Direction::IntraOrg => ("", ""),
    }
}

/// In Defender's order, joined by `, `.
pub fn threat_types(message: &Message) -> String {
    let names: Vec<&str> = message.threats.iter().map(|t| t.kind.name()).collect();
    names.join(", ")
}

fn threat_names(message: &Message) -> &str {
    message.attachments.iter().map(|f| f.malware).find(|m| !m.is_empty()).unwrap_or("")
}

/// JSON text of one entry per threat; empty without any.
fn by_threat(message: &Message, value: impl Fn(&Threat) -> String) -> String {
    if message.threats.is_empty() {
        return String::new();
    }
    let entries: Vec<String> = message.threats.iter().map(|t| format!("\"{}\":{}", t.kind.name(), value(t))).collect();
    format!("{{{}}}", entries.join(","))
}

pub fn detection_methods(message: &Message) -> String {
    by_threat(message, |t| format!("[\"{}\"]", t.method))
}

fn confidence_level(message: &Message) -> String {
    by_threat(message, |t| format!("\"{}\"", if t.high { "High" } else { "Normal" }))
}

/// Only mail from outside is authenticated.
pub fn authentication_details(message: &Message) -> String {
    if message.direction != Direction::Inbound {
        return String::new();
    }
    let a = message.authentication;
    format!(r#"{{"SPF":"{}","DKIM":"{}","DMARC":"{}","CompAuth":"{}"}}"#, a.spf, a.dkim, a.dmarc, a.composite)
}

fn email_action(message: &Message) -> &'static str {
    match message.outcome {
        Outcome::Junk => "Move to junk mail folder",
        Outcome::Quarantine => "Send to quarantine",
        Outcome::Inbox | Outcome::Outside => "No action taken",
    }
}

fn action_policy(message: &Message) -> &'static str {
    match message.threats.first() {
        _ if message.outcome == Outcome::Inbox => "",
        None => "",
        Some(t) if t.kind == ThreatKind::Malware => "Antimalware",
        Some(t) if t.method.starts_with("Spoof") => "Anti-phishing spoof",
        Some(t) if t.kind == ThreatKind::Phish => "Antispam phishing",
        Some(t) if t.method == "Bulk" => "Antispam bulk mail",
        Some(t) if t.high => "Antispam high-confidence",
        Some(_) => "Antispam",
    }
}

fn policy_guid(row: &MailRow<'_>) -> String {
    match action_policy(row.message) {
        "" => String::new(),
        policy => guid(mixed(policy.bytes().fold(0, |id, b| id * 31 + u128::from(b)), 9)),
    }
}

pub fn report_id(message: u128, row: u128, index: usize) -> String {
    format!("{}-{}-{index}", guid(message), row as u64)
}

fn additional_fields(message: &Message) -> String {
    format!(r#"{{"SCL":{},"CTRY":"{}"}}"#, spam_confidence(message), message.sender.country)
}

/// Exchange's SCL: 1 for clean mail, 5 for spam, 9 for what is surely spam.
pub fn spam_confidence(message: &Message) -> i32 {
    let spam = message.threats.iter().find(|t| t.kind == ThreatKind::Spam);
    match (message.direction, spam) {
        (Direction::IntraOrg, _) => -1,
        (_, Some(spam)) if spam.high => 9,
        (_, Some(_)) => 5,
        (_, None) => 1,
    }
}

fn latest_location(message: &Message) -> &'static str {
    match (message.purge, message.released) {
        (_, Some(_)) => Outcome::Inbox.location(),
        (Some(purge), None) if purge.succeeded => Outcome::Quarantine.location(),
        _ => message.outcome.location(),
    }
}

fn latest_action(message: &Message) -> &'static str {
    match (message.purge, message.released) {
        (_, Some(_)) => "Quarantine release",
        (Some(purge), None) if purge.succeeded => "Moved to quarantine",
        _ => message.outcome.action(),
    }
}

fn last_event(message: &Message) -> i64 {
    message.time + message.released.or(message.purge.map(|p| p.after)).unwrap_or_default()
}

pub fn addressed(message: &Message) -> &[Arc<Contact>] {
    message.recipients.get(..message.recipients.len() - message.copied).unwrap_or_default()
}

pub fn copied(message: &Message) -> &[Arc<Contact>] {
    message.recipients.get(message.recipients.len() - message.copied..).unwrap_or_default()
}

fn addresses(contacts: &[Arc<Contact>]) -> String {
    let quoted: Vec<String> = contacts.iter().map(|c| format!("\"{}\"", c.address)).collect();
    format!("[{}]", quoted.join(","))
}

fn email_size(message: &Message) -> i32 {
    let text = 4_000 + (message.id >> 9) as usize % 30_000;
    let attached: usize = message.attachments.iter().map(|f| f.size * 4 / 3 + 200).sum();
    (text + attached) as i32
}

fn forwarding(message: &Message) -> String {
    message
        .forwarding
        .as_ref()
        .map_or(String::new(), |f| json!({ "ForwardingType": f.kind, "ForwardingUser": f.mailbox.address }).to_string())
}

fn classification(message: &Message) -> &'static str {
    match message.threats.first().map(|t| t.kind) {
        Some(ThreatKind::Phish) => "Credential phishing",
        _ => "",
    }
}
