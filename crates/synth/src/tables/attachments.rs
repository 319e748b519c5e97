//! EmailAttachmentInfo: one row per attachment and recipient of a mail.

use lurcher_types::Type;

use crate::company::guid;
use crate::message::{Contact, File, Message, ThreatKind};

use super::events::{detection_methods, report_id, threat_types};
use super::service::{self, Logged, mixed};
use super::{Cell, Column};

pub struct AttachmentRow<'m> {
    pub message: &'m Message,
    pub file: &'m File,
    pub recipient: &'m Contact,
    pub index: usize,
    pub tenant: &'m str,
}

impl<'m> AttachmentRow<'m> {
    pub fn of(message: &'m Message, tenant: &'m str) -> impl Iterator<Item = AttachmentRow<'m>> {
        let pairs =
            message.recipients.iter().flat_map(|recipient| message.attachments.iter().map(move |f| (recipient, f)));
        let rows = pairs.enumerate();
        rows.map(move |(index, (recipient, file))| AttachmentRow { message, file, recipient, index, tenant })
    }

    fn is_malware(&self) -> bool {
        self.message.threats.iter().any(|t| t.kind == ThreatKind::Malware)
    }
}

impl Logged for AttachmentRow<'_> {
    const TABLE: &'static str = "EmailAttachmentInfo";

    fn time(&self) -> i64 {
        self.message.time
    }

    fn row_id(&self) -> u128 {
        mixed(self.message.id, 0x200 + self.index as u128)
    }

    fn tenant(&self) -> &str {
        self.tenant
    }
}

/// In the order of the schema.
pub fn attachment_columns<'m>() -> Vec<Column<AttachmentRow<'m>>> {
    use Type::{Long, String};
    let own = Column::<AttachmentRow<'m>>::new;
    let service = service::column::<AttachmentRow<'m>>;
    service::ended(vec![
        service("Timestamp"),
        own("NetworkMessageId", String, |r| guid(r.message.id).into()),
        own("SenderFromAddress", String, |r| r.message.sender.address.as_str().into()),
        own("SenderDisplayName", String, |r| r.message.sender.name.as_str().into()),
        own("SenderObjectId", String, |r| r.message.sender.object_id.as_str().into()),
        own("RecipientEmailAddress", String, |r| r.recipient.address.as_str().into()),
        own("RecipientObjectId", String, |r| r.recipient.object_id.as_str().into()),
        own("FileName", String, |r| r.file.name.as_str().into()),
        own("FileType", String, |r| r.file.kind.into()),
        own("SHA256", String, |r| r.file.sha256.as_str().into()),
        own("FileSize", Long, |r| Cell::Long(r.file.size as i64)),
        own("ThreatTypes", String, |r| if r.is_malware() { threat_types(r.message).into() } else { "".into() }),
        own("ThreatNames", String, |r| r.file.malware.into()),
        own(
            "DetectionMethods",
            String,
            |r| if r.is_malware() { detection_methods(r.message).into() } else { "".into() },
        ),
        own("ReportId", String, |r| report_id(r.message.id, r.row_id(), r.index).into()),
        service("_BilledSize"),
        service("_IsBillable"),
        own("FileExtension", String, |r| r.file.extension().into()),
        service("SourceSystem"),
        service("TenantId"),
        service("TimeGenerated"),
        service("Type"),
    ])
}
