//! UrlClickEvents: links that were opened.

use lurcher_types::Type;
use serde_json::json;

use crate::company::guid;
use crate::message::{Click, Link, Message};

use super::events::report_id;
use super::service::{self, Logged, mixed};
use super::{Cell, Column};

pub struct ClickRow<'m> {
    pub message: &'m Message,
    pub click: &'m Click,
    pub link: &'m Link,
    pub index: usize,
    pub tenant: &'m str,
}

impl<'m> ClickRow<'m> {
    pub fn of(message: &'m Message, tenant: &'m str) -> impl Iterator<Item = ClickRow<'m>> {
        message.clicks.iter().enumerate().filter_map(move |(index, click)| {
            let link = message.links.get(click.link)?;
            Some(ClickRow { message, click, link, index, tenant })
        })
    }
}

impl Logged for ClickRow<'_> {
    const TABLE: &'static str = "UrlClickEvents";

    fn time(&self) -> i64 {
        self.message.time + self.click.after
    }

    fn row_id(&self) -> u128 {
        mixed(self.message.id, 0x400 + self.index as u128)
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
    vec![
        service("Timestamp"),
        own("Url", String, |r| r.link.url.as_str().into()),
        own("ActionType", String, |r| r.click.action.into()),
        own("AccountUpn", String, |r| r.click.by.address.as_str().into()),
        own("Workload", String, |_| "Email".into()),
        own("NetworkMessageId", String, |r| guid(r.message.id).into()),
        own("ThreatTypes", String, |r| if r.click.action == "ClickBlocked" { "Phish".into() } else { "".into() }),
        own("DetectionMethods", String, |_| "".into()),
        own("IPAddress", String, |r| format!("203.0.113.{}", 1 + r.message.id % 250).into()),
        own("IsClickedThrough", Bool, |r| Cell::Bool(r.click.through)),
        own("UrlChain", String, |r| json!([r.link.url]).to_string().into()),
        own("ReportId", String, |r| report_id(r.message.id, r.row_id(), r.index).into()),
        own("AppName", String, |_| "Mail".into()),
        own("AppVersion", String, |_| "0.0.0000".into()),
        own("SourceId", String, |r| guid(r.message.id).into()),
        service("TenantId"),
        service("Type"),
        service("SourceSystem"),
        service("TimeGenerated"),
        service("_BilledSize"),
        service("_IsBillable"),
        service("_ResourceId"),
        service("_SubscriptionId"),
        service("_ItemId"),
        service("_TimeReceived"),
        service("_Internal_WorkspaceResourceId"),
    ]
}
