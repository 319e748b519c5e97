//! EmailUrlInfo: one row per link of a mail.

use lurcher_types::Type;

use crate::company::guid;
use crate::message::{Link, Message};

use super::events::report_id;
use super::service::{self, Logged, mixed};
use super::{Cell, Column};

pub struct UrlRow<'m> {
    pub message: &'m Message,
    pub link: &'m Link,
    pub index: usize,
    pub tenant: &'m str,
}

impl<'m> UrlRow<'m> {
    /// Each different link once.
    pub fn of(message: &'m Message, tenant: &'m str) -> impl Iterator<Item = UrlRow<'m>> {
        let first = move |index: usize, link: &Link| message.links.iter().position(|l| l == link) == Some(index);
        let links = message.links.iter().enumerate().filter(move |(index, link)| first(*index, link));
        links.map(move |(index, link)| UrlRow { message, link, index, tenant })
    }
}

impl Logged for UrlRow<'_> {
    const TABLE: &'static str = "EmailUrlInfo";

    fn time(&self) -> i64 {
        self.message.time
    }

    fn row_id(&self) -> u128 {
        mixed(self.message.id, 0x100 + self.index as u128)
    }

    fn tenant(&self) -> &str {
        self.tenant
    }
}

/// In the order of the schema.
pub fn url_columns<'m>() -> Vec<Column<UrlRow<'m>>> {
    use Type::{Int, String};
    let own = Column::<UrlRow<'m>>::new;
    let service = service::column::<UrlRow<'m>>;
    service::ended(vec![
        service("Timestamp"),
        own("NetworkMessageId", String, |r| guid(r.message.id).into()),
        own("Url", String, |r| r.link.url.as_str().into()),
        own("UrlDomain", String, |r| r.link.domain().into()),
        own("UrlLocation", String, |r| r.link.location.into()),
        own("ReportId", String, |r| report_id(r.message.id, r.row_id(), r.index).into()),
        service("_BilledSize"),
        service("_IsBillable"),
        service("SourceSystem"),
        service("TenantId"),
        service("TimeGenerated"),
        service("Type"),
        own("UrlChainId", String, |_| "".into()),
        own("UrlChainPosition", Int, |_| Cell::Int(0)),
    ])
}
