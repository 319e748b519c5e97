//! MessageEvents: one row per message in Teams.

use lurcher_types::Type;
use serde_json::json;

use crate::chat::Chat;
use crate::message::Threat;

use super::events::report_id;
use super::service::{self, Logged, mixed};
use super::{Cell, Column};

pub struct ChatRow<'m> {
    pub chat: &'m Chat,
    pub tenant: &'m str,
}

impl Logged for ChatRow<'_> {
    const TABLE: &'static str = "MessageEvents";

    fn time(&self) -> i64 {
        self.chat.time
    }

    fn row_id(&self) -> u128 {
        mixed(self.chat.id, 0x500)
    }

    fn tenant(&self) -> &str {
        self.tenant
    }
}

/// In the order of the schema.
pub fn chat_columns<'m>() -> Vec<Column<ChatRow<'m>>> {
    use Type::{Bool, Dynamic, String};
    let own = Column::<ChatRow<'m>>::new;
    let service = service::column::<ChatRow<'m>>;
    service::ended(vec![
        service("Timestamp"),
        own("LastEditedTime", String, |_| "".into()),
        own("TeamsMessageId", String, |r| teams_message_id(r.chat).into()),
        own("SenderEmailAddress", String, |r| r.chat.sender.address.as_str().into()),
        own("SenderDisplayName", String, |r| r.chat.sender.name.as_str().into()),
        own("SenderObjectId", String, |r| r.chat.sender.object_id.as_str().into()),
        own("SenderType", String, |_| "User".into()),
        own("RecipientDetails", Dynamic, |r| Cell::Dynamic(recipient_details(r.chat))),
        own("IsOwnedThread", Bool, |r| Cell::Bool(!r.chat.outside)),
        own("MessageId", String, |r| (r.chat.id as u64).to_string().into()),
        own("ParentMessageId", String, |r| (r.chat.id as u64).to_string().into()),
        own("GroupId", String, |_| "".into()),
        own("GroupName", String, |_| "".into()),
        own("ThreadId", String, |r| thread_id(r.chat).into()),
        own("ThreadSubtype", String, |_| "None".into()),
        own("IsExternalThread", Bool, |r| Cell::Bool(r.chat.outside)),
        own("MessageFormatType", String, |_| "RichText".into()),
        own("MessageFormatSubtype", String, |_| "HTML".into()),
        own("MessageVersion", String, |_| "1".into()),
        own("MessageSubject", String, |_| "".into()),
        own("ThreatTypes", String, |r| threat_types(&r.chat.threats).into()),
        own("DetectionMethods", Dynamic, |r| Cell::Dynamic(by_threat(&r.chat.threats, |t| json!([t.method])))),
        own("ConfidenceLevel", Dynamic, |r| Cell::Dynamic(by_threat(&r.chat.threats, |t| json!(confidence(t))))),
        own("DeliveryAction", String, |_| "Delivered".into()),
        own("DeliveryLocation", String, |_| "Teams".into()),
        own("ReportId", String, |r| report_id(r.chat.id, r.row_id(), 0).into()),
        own("SafetyTip", String, |_| "".into()),
        service("_BilledSize"),
        service("_IsBillable"),
        own("MessageSubtype", String, |_| "".into()),
        own("MessageType", String, |_| "".into()),
        service("SourceSystem"),
        own("Subject", String, |_| "".into()),
        service("TenantId"),
        own("ThreadName", String, |_| "".into()),
        own("ThreadSubType", String, |_| "None".into()),
        own("ThreadType", String, |_| "chat".into()),
        service("TimeGenerated"),
        service("Type"),
    ])
}

pub fn teams_message_id(chat: &Chat) -> String {
    format!("{};{}", thread_id(chat), chat.id as u64)
}

fn thread_id(chat: &Chat) -> String {
    format!("19:{:032x}@thread.v2", chat.thread)
}

pub fn recipient_details(chat: &Chat) -> String {
    let recipients = chat.recipients.iter().map(|r| {
        json!({
            "RecipientSmtpAddress": r.address,
            "RecipientDisplayName": r.name,
            "RecipientType": "User",
            "RecipientObjectId": r.object_id,
        })
    });
    serde_json::Value::Array(recipients.collect()).to_string()
}

pub fn threat_types(threats: &[Threat]) -> String {
    let names: Vec<&str> = threats.iter().map(|t| t.kind.name()).collect();
    names.join(", ")
}

/// A bag with an entry for each threat.
fn by_threat(threats: &[Threat], value: impl Fn(&Threat) -> serde_json::Value) -> String {
    let entries = threats.iter().map(|t| (t.kind.name().to_string(), value(t)));
    serde_json::Value::Object(entries.collect()).to_string()
}

fn confidence(threat: &Threat) -> &'static str {
    if threat.high { "High" } else { "Normal" }
}
