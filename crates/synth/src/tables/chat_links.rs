//! MessageUrlInfo: one row per link of a message in Teams.

use lurcher_types::Type;

use crate::chat::Chat;
use crate::message::Link;

use super::Column;
use super::chats::{teams_message_id, threat_types};
use super::events::report_id;
use super::service::{self, Logged, mixed};

pub struct ChatLinkRow<'m> {
    pub chat: &'m Chat,
    pub link: &'m Link,
    pub index: usize,
    pub tenant: &'m str,
}

impl<'m> ChatLinkRow<'m> {
    pub fn of(chat: &'m Chat, tenant: &'m str) -> impl Iterator<Item = ChatLinkRow<'m>> {
        chat.links.iter().enumerate().map(move |(index, link)| ChatLinkRow { chat, link, index, tenant })
    }
}

impl Logged for ChatLinkRow<'_> {
    const TABLE: &'static str = "MessageUrlInfo";

    fn time(&self) -> i64 {
        self.chat.time
    }

    fn row_id(&self) -> u128 {
        mixed(self.chat.id, 0x600 + self.index as u128)
    }

    fn tenant(&self) -> &str {
        self.tenant
    }
}

/// In the order of the schema.
pub fn chat_link_columns<'m>() -> Vec<Column<ChatLinkRow<'m>>> {
    use Type::String;
    let own = Column::<ChatLinkRow<'m>>::new;
    let service = service::column::<ChatLinkRow<'m>>;
    service::ended(vec![
        service("Timestamp"),
        own("TeamsMessageId", String, |r| teams_message_id(r.chat).into()),
        own("Url", String, |r| r.link.url.as_str().into()),
        own("UrlDomain", String, |r| r.link.domain().into()),
        own("ThreatTypes", String, |r| threat_types(&r.chat.threats).into()),
        own("ReportId", String, |r| report_id(r.chat.id, r.row_id(), r.index).into()),
        service("_BilledSize"),
        service("_IsBillable"),
        service("SourceSystem"),
        service("TenantId"),
        service("TimeGenerated"),
        service("Type"),
    ])
}
