//! MessagePostDeliveryEvents: messages in Teams that were taken back.

use lurcher_types::Type;

use crate::chat::Chat;

use super::chats::{recipient_details, teams_message_id};
use super::events::report_id;
use super::service::{self, Logged, mixed};
use super::{Cell, Column};

pub struct ChatRemovalRow<'m> {
    pub chat: &'m Chat,
    /// Ticks after the message.
    pub after: i64,
    pub tenant: &'m str,
}

impl<'m> ChatRemovalRow<'m> {
    pub fn of(chat: &'m Chat, tenant: &'m str) -> Option<ChatRemovalRow<'m>> {
        chat.removed.map(|after| ChatRemovalRow { chat, after, tenant })
    }
}

impl Logged for ChatRemovalRow<'_> {
    const TABLE: &'static str = "MessagePostDeliveryEvents";

    fn time(&self) -> i64 {
        self.chat.time + self.after
    }

    fn row_id(&self) -> u128 {
        mixed(self.chat.id, 0x700)
    }

    fn tenant(&self) -> &str {
        self.tenant
    }
}

/// In the order of the schema.
pub fn chat_removal_columns<'m>() -> Vec<Column<ChatRemovalRow<'m>>> {
    use Type::{Bool, Dynamic, String};
    let own = Column::<ChatRemovalRow<'m>>::new;
    let service = service::column::<ChatRemovalRow<'m>>;
    service::ended(vec![
        service("Timestamp"),
        own("TeamsMessageId", String, |r| teams_message_id(r.chat).into()),
        own("Action", String, |_| "Moved to quarantine".into()),
        own("ActionType", String, |_| "Phish ZAP".into()),
        own("ActionTrigger", String, |_| "ZAP".into()),
        own("ActionResult", String, |_| "Success".into()),
        own("SenderEmailAddress", String, |r| r.chat.sender.address.as_str().into()),
        own("RecipientDetails", Dynamic, |r| Cell::Dynamic(recipient_details(r.chat))),
        own("ThreatTypes", String, |_| "Phish".into()),
        own("ConfidenceLevel", Dynamic, |_| Cell::Dynamic(r#"{"Phish":"High"}"#.to_string())),
        own("DetectionMethods", String, |_| r#"{"Phish":["URL malicious reputation"]}"#.into()),
        own("LatestDeliveryLocation", String, |_| "Quarantine".into()),
        own("ReportId", String, |r| report_id(r.chat.id, r.row_id(), 0).into()),
        own("IsExternalThread", Bool, |r| Cell::Bool(r.chat.outside)),
        own("SafetyTip", String, |_| "".into()),
        service("_BilledSize"),
        service("_IsBillable"),
        service("SourceSystem"),
        service("TenantId"),
        service("TimeGenerated"),
        service("Type"),
    ])
}
