//! EmailPostDeliveryEvents: mail taken back after delivery.

use lurcher_types::Type;

use crate::company::guid;
use crate::message::{Contact, Message, Outcome, Purge, ThreatKind};

use super::Column;
use super::events::{detection_methods, internet_message_id, report_id, threat_types};
use super::service::{self, Logged, mixed};

pub struct PurgeRow<'m> {
    pub message: &'m Message,
    pub purge: Purge,
    pub recipient: &'m Contact,
    pub index: usize,
    pub tenant: &'m str,
}

impl<'m> PurgeRow<'m> {
    pub fn of(message: &'m Message, tenant: &'m str) -> impl Iterator<Item = PurgeRow<'m>> {
        message.purge.into_iter().flat_map(move |purge| {
            let recipients = message.recipients.iter().enumerate();
            recipients.map(move |(index, recipient)| PurgeRow { message, purge, recipient, index, tenant })
        })
    }
}

impl Logged for PurgeRow<'_> {
    const TABLE: &'static str = "EmailPostDeliveryEvents";

    fn time(&self) -> i64 {
        self.message.time + self.purge.after
    }

    fn row_id(&self) -> u128 {
        mixed(self.message.id, 0x300 + self.index as u128)
    }

    fn tenant(&self) -> &str {
        self.tenant
    }
}

/// In the order of the schema.
pub fn purge_columns<'m>() -> Vec<Column<PurgeRow<'m>>> {
    use Type::String;
    let own = Column::<PurgeRow<'m>>::new;
    let service = service::column::<PurgeRow<'m>>;
    vec![
        service("Timestamp"),
        own("NetworkMessageId", String, |r| guid(r.message.id).into()),
        own("InternetMessageId", String, |r| internet_message_id(r.message).into()),
        own("Action", String, |_| "Moved to quarantine".into()),
        own("ActionType", String, |r| zap(r.purge.kind).into()),
        own("ActionTrigger", String, |_| "ZAP".into()),
        own("ActionResult", String, |_| "Success".into()),
        own("RecipientEmailAddress", String, |r| r.recipient.address.as_str().into()),
        own("DeliveryLocation", String, |_| Outcome::Quarantine.location().into()),
        own("SourceLocation", String, |r| r.message.outcome.location().into()),
        own("ThreatTypes", String, |r| threat_types(r.message).into()),
        own("DetectionMethods", String, |r| detection_methods(r.message).into()),
        own("ReportId", String, |r| report_id(r.message.id, r.row_id(), r.index).into()),
        service("_BilledSize"),
        service("_IsBillable"),
        own("EmailDirection", String, |r| r.message.direction.name().into()),
        own("SenderFromAddress", String, |r| r.message.sender.address.as_str().into()),
        service("SourceSystem"),
        service("TenantId"),
        service("TimeGenerated"),
        service("Type"),
        service("_ResourceId"),
        service("_SubscriptionId"),
        service("_ItemId"),
        service("_TimeReceived"),
        service("_Internal_WorkspaceResourceId"),
    ]
}

fn zap(kind: ThreatKind) -> &'static str {
    match kind {
        ThreatKind::Malware => "Malware ZAP",
        ThreatKind::Phish => "Phish ZAP",
        ThreatKind::Spam => "Spam ZAP",
    }
}
