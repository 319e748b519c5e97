//! Columns that name an entity wherever they stand, in the words of Defender's and Sentinel's tables.

/// Columns that together describe one entity.
pub struct EntitySet {
    /// In Sentinel's words.
    pub kind: &'static str,
    /// Each column, and which part of the entity it is.
    pub columns: &'static [(&'static str, &'static str)],
}

/// Kinds whose names are the same in capitals.
pub const FOLDED_KINDS: &[&str] = &["Mailbox", "DNS"];

pub const RECOGNISED: &[EntitySet] = &[
    EntitySet {
        kind: "MailMessage",
        columns: &[("NetworkMessageId", "NetworkMessageId"), ("InternetMessageId", "InternetMessageId")],
    },
    EntitySet {
        kind: "Mailbox",
        columns: &[("RecipientEmailAddress", "MailboxPrimaryAddress"), ("RecipientObjectId", "AadUserId")],
    },
    EntitySet { kind: "Mailbox", columns: &[("SenderFromAddress", "Sender")] },
    EntitySet { kind: "Mailbox", columns: &[("SenderMailFromAddress", "P1Sender")] },
    EntitySet { kind: "Mailbox", columns: &[("SenderEmailAddress", "Sender")] },
    EntitySet { kind: "Mailbox", columns: &[("RecipientAddress", "MailboxPrimaryAddress")] },
    EntitySet { kind: "DNS", columns: &[("SenderFromDomain", "DomainName")] },
    EntitySet { kind: "DNS", columns: &[("SenderMailFromDomain", "DomainName")] },
    EntitySet { kind: "DNS", columns: &[("UrlDomain", "DomainName")] },
    EntitySet { kind: "IP", columns: &[("SenderIPv4", "Address")] },
    EntitySet { kind: "IP", columns: &[("SenderIPv6", "Address")] },
    EntitySet { kind: "IP", columns: &[("IPAddress", "Address")] },
    EntitySet { kind: "IP", columns: &[("RemoteIP", "Address")] },
    EntitySet { kind: "IP", columns: &[("ClientIP", "Address")] },
    EntitySet { kind: "IP", columns: &[("ClientIPAddress", "Address")] },
    EntitySet { kind: "URL", columns: &[("Url", "Url")] },
    EntitySet { kind: "URL", columns: &[("RemoteUrl", "Url")] },
    EntitySet {
        kind: "File",
        columns: &[("FileName", "Name"), ("SHA256", "SHA256"), ("SHA1", "SHA1"), ("MD5", "MD5")],
    },
    EntitySet {
        kind: "Account",
        columns: &[
            ("AccountUpn", "UserPrincipalName"),
            ("AccountObjectId", "AadUserId"),
            ("AccountName", "Name"),
            ("AccountSid", "Sid"),
        ],
    },
    EntitySet { kind: "Account", columns: &[("UserPrincipalName", "UserPrincipalName")] },
    EntitySet { kind: "Account", columns: &[("UserId", "FullName")] },
    EntitySet { kind: "Host", columns: &[("DeviceName", "FullName"), ("DeviceId", "AzureID")] },
];

/// The entity that a column belongs to, and which part of it.
pub fn of_column(name: &str) -> Option<(&'static EntitySet, &'static str)> {
    RECOGNISED.iter().find_map(|set| {
        let (_, identifier) = set.columns.iter().find(|(column, _)| *column == name)?;
        Some((set, *identifier))
    })
}
