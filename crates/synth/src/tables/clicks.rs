//! UrlClickEvents: links that were opened, in mail and in Teams.

use lurcher_types::Type;
use serde_json::json;

use crate::chat::Chat;
use crate::company::guid;
use crate::message::{Click, Link, Message};

use super::events::report_id;
use super::service::{self, Logged, mixed};
use super::{Cell, Column};

pub struct ClickRow<'m> {
    pub click: &'m Click,
    pub link: &'m Link,
    pub origin: Origin,
    pub index: usize,
    pub tenant: &'m str,
}

/// What held the link.
#[derive(Debug, Clone, Copy)]
pub struct Origin {
    pub id: u128,
    pub time: i64,
    pub workload: &'static str,
}

impl<'m> ClickRow<'m> {
    pub fn of(message: &'m Message, tenant: &'m str) -> impl Iterator<Item = ClickRow<'m>> {
        let origin = Origin { id: message.id, time: message.time, workload: "Email" };
        rows(&message.clicks, &message.links, origin, tenant)
    }

    pub fn of_chat(chat: &'m Chat, tenant: &'m str) -> impl Iterator<Item = ClickRow<'m>> {
        rows(&chat.clicks, &chat.links, Origin { id: chat.id, time: chat.time, workload: "Teams" }, tenant)
    }

    /// Only mail has one.
    fn network_message_id(&self) -> String {
        if self.origin.workload == "Email" { guid(self.origin.id) } else { String::new() }
    }
}

fn rows<'m>(
    clicks: &'m [Click],
    links: &'m [Link],
    origin: Origin,
    tenant: &'m str,
) -> impl Iterator<Item = ClickRow<'m>> {
    clicks.iter().enumerate().filter_map(move |(index, click)| {
        let link = links.get(click.link)?;
        Some(ClickRow { click, link, origin, index, tenant })
    })
}

impl Logged for ClickRow<'_> {
    const TABLE: &'static str = "UrlClickEvents";

    fn time(&self) -> i64 {
        self.origin.time + self.click.after
    }

    fn row_id(&self) -> u128 {
        mixed(self.origin.id, 0x400 + self.index as u128)
    }

    fn tenant(&self) -> &str {
        self.tenant
    }
}

/// In the order of the schema.
pub fn click_columns<'m>() -> Vec<Column<ClickRow<'m>>> {
    use Type::{Bool, String};
    let own = Column::<ClickRow<'m>>::new;
    let service = service::column::<ClickRow<'m>>;
    service::ended(vec![
        service("Timestamp"),
        own("Url", String, |r| r.link.url.as_str().into()),
        own("ActionType", String, |r| r.click.action.into()),
        own("AccountUpn", String, |r| r.click.by.address.as_str().into()),
        own("Workload", String, |r| r.origin.workload.into()),
        own("NetworkMessageId", String, |r| r.network_message_id().into()),
        own("ThreatTypes", String, |r| if r.click.action == "ClickBlocked" { "Phish".into() } else { "".into() }),
        own("DetectionMethods", String, |_| "".into()),
        own("IPAddress", String, |r| format!("203.0.113.{}", 1 + r.origin.id % 250).into()),
        own("IsClickedThrough", Bool, |r| Cell::Bool(r.click.through)),
        own("UrlChain", String, |r| json!([r.link.url]).to_string().into()),
        own("ReportId", String, |r| report_id(r.origin.id, r.row_id(), r.index).into()),
        own("AppName", String, |r| if r.origin.workload == "Email" { "Mail".into() } else { "Teams".into() }),
        own("AppVersion", String, |_| "0.0.0000".into()),
        own("SourceId", String, |r| guid(r.origin.id).into()),
        service("TenantId"),
        service("Type"),
        service("SourceSystem"),
        service("TimeGenerated"),
        service("_BilledSize"),
        service("_IsBillable"),
    ])
}
