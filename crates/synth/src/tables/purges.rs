//! EmailPostDeliveryEvents: mail taken back after delivery, or released from quarantine.

use lurcher_types::Type;

use crate::company::guid;
use crate::message::{Contact, Message, Outcome, Purge, ThreatKind};

use super::Column;
use super::events::{detection_methods, internet_message_id, report_id, threat_types};
use super::service::{self, Logged, mixed};

/// What was done with the mail.
#[derive(Debug, Clone, Copy)]
pub enum Afterwards {
    Purged(Purge),
    /// Ticks after the mail.
    Released(i64),
}

pub struct PurgeRow<'m> {
    pub message: &'m Message,
    pub done: Afterwards,
    pub recipient: &'m Contact,
    pub index: usize,
    pub tenant: &'m str,
}

impl<'m> PurgeRow<'m> {
    pub fn of(message: &'m Message, tenant: &'m str) -> impl Iterator<Item = PurgeRow<'m>> {
        let purged = message.purge.into_iter().map(Afterwards::Purged);
        let released = message.released.into_iter().map(Afterwards::Released);
        let pairs = purged.chain(released).flat_map(|done| message.recipients.iter().map(move |r| (done, r)));
        pairs.enumerate().map(move |(index, (done, recipient))| PurgeRow { message, done, recipient, index, tenant })
    }
}

impl Logged for PurgeRow<'_> {
    const TABLE: &'static str = "EmailPostDeliveryEvents";

    fn time(&self) -> i64 {
        self.message.time
            + match self.done {
                Afterwards::Purged(purge) => purge.after,
                Afterwards::Released(after) => after,
            }
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
    service::ended(vec![
        service("Timestamp"),
        own("NetworkMessageId", String, |r| guid(r.message.id).into()),
        own("InternetMessageId", String, |r| internet_message_id(r.message).into()),
        own("Action", String, |r| action(r.done).into()),
        own("ActionType", String, |r| action_type(r.done).into()),
        own("ActionTrigger", String, |r| {
            if matches!(r.done, Afterwards::Purged(_)) { "ZAP" } else { "AdminAction" }.into()
        }),
        own("ActionResult", String, |r| result(r.done).into()),
        own("RecipientEmailAddress", String, |r| r.recipient.address.as_str().into()),
        own("DeliveryLocation", String, |r| location(r).into()),
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
    ])
}

fn action(done: Afterwards) -> &'static str {
    match done {
        Afterwards::Purged(_) => "Moved to quarantine",
        Afterwards::Released(_) => "Quarantine release",
    }
}

fn action_type(done: Afterwards) -> &'static str {
    match done {
        Afterwards::Purged(Purge { kind: ThreatKind::Malware, .. }) => "Malware ZAP",
        Afterwards::Purged(Purge { kind: ThreatKind::Phish, .. }) => "Phish ZAP",
        Afterwards::Purged(Purge { kind: ThreatKind::Spam, .. }) => "Spam ZAP",
        Afterwards::Released(_) => "Manual remediation",
    }
}

fn result(done: Afterwards) -> &'static str {
    match done {
        Afterwards::Purged(Purge { succeeded: false, .. }) => "Error",
        Afterwards::Purged(_) | Afterwards::Released(_) => "Success",
    }
}

fn location(row: &PurgeRow<'_>) -> &'static str {
    match row.done {
        Afterwards::Purged(Purge { succeeded: true, .. }) => Outcome::Quarantine.location(),
        Afterwards::Purged(_) => row.message.outcome.location(),
        Afterwards::Released(_) => Outcome::Inbox.location(),
    }
}
