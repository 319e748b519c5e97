//! One mail: the model that every format is written from.

use std::sync::Arc;

/// Somebody or something with an address.
#[derive(Debug, Clone, PartialEq)]
pub struct Contact {
    pub name: String,
    pub address: String,
    /// The envelope address, which differs from `address` for bulk mail and fakes.
    pub mail_from: String,
    pub ipv4: String,
    /// Used instead of `ipv4` where it is not empty.
    pub ipv6: String,
    /// Empty for anybody outside the company.
    pub object_id: String,
    pub language: &'static str,
    pub country: &'static str,
}

impl Contact {
    pub fn domain(&self) -> &str {
        domain_of(&self.address)
    }
}

pub fn domain_of(address: &str) -> &str {
    address.rsplit_once('@').map_or("", |(_, domain)| domain)
}

#[derive(Debug, Clone)]
pub struct Message {
    /// Ticks, on a multiple of 100 µs: what Exchange writes into headers.
    pub time: i64,
    /// Exchange's NetworkMessageId.
    pub id: u128,
    pub direction: Direction,
    pub sender: Arc<Contact>,
    pub recipients: Vec<Arc<Contact>>,
    /// The last so many recipients stand in Cc.
    pub copied: usize,
    pub subject: String,
    pub outcome: Outcome,
    pub threats: Vec<Threat>,
    pub bulk: u8,
    pub authentication: Authentication,
    pub links: Vec<Link>,
    pub attachments: Vec<Arc<File>>,
    pub forwarding: Option<Forwarding>,
    /// The connector that it came through; mostly empty.
    pub connector: &'static str,
    /// The mail flow rule that matched it; mostly empty.
    pub flow_rule: &'static str,
    /// The allow entry that let it in, or the block entry that stopped it.
    pub organisation: Option<Decision>,
    pub reader: Option<Decision>,
    pub first_contact: bool,
    pub cluster: i64,
    pub purge: Option<Purge>,
    /// Ticks after the mail, when somebody released it from quarantine.
    pub released: Option<i64>,
    pub clicks: Vec<Click>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Inbound,
    Outbound,
    IntraOrg,
}

impl Direction {
    pub fn name(self) -> &'static str {
        match self {
            Direction::Inbound => "Inbound",
            Direction::Outbound => "Outbound",
            Direction::IntraOrg => "Intra-org",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Inbox,
    Junk,
    Quarantine,
    /// Handed over to another organisation.
    Outside,
}

impl Outcome {
    pub fn action(self) -> &'static str {
        match self {
            Outcome::Inbox | Outcome::Outside => "Delivered",
            Outcome::Junk => "Junked",
            Outcome::Quarantine => "Blocked",
        }
    }

    pub fn location(self) -> &'static str {
        match self {
            Outcome::Inbox => "Inbox/folder",
            Outcome::Junk => "Junk folder",
            Outcome::Quarantine => "Quarantine",
            Outcome::Outside => "On-premises/external",
        }
    }
}

/// A verdict of the filters and how it was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Threat {
    pub kind: ThreatKind,
    pub method: &'static str,
    pub high: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ThreatKind {
    Malware,
    Phish,
    Spam,
}

impl ThreatKind {
    pub fn name(self) -> &'static str {
        match self {
            ThreatKind::Malware => "Malware",
            ThreatKind::Phish => "Phish",
            ThreatKind::Spam => "Spam",
        }
    }
}

/// Results of SPF, DKIM, DMARC and the composite check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Authentication {
    pub spf: &'static str,
    pub dkim: &'static str,
    pub dmarc: &'static str,
    pub composite: &'static str,
}

impl Authentication {
    pub const PASS: Authentication = Authentication { spf: "pass", dkim: "pass", dmarc: "pass", composite: "pass" };
    pub const NONE: Authentication = Authentication { spf: "none", dkim: "none", dmarc: "none", composite: "fail" };
    pub const FAIL: Authentication = Authentication { spf: "fail", dkim: "none", dmarc: "fail", composite: "fail" };
    pub const SOFTFAIL: Authentication =
        Authentication { spf: "softfail", dkim: "fail", dmarc: "none", composite: "pass" };
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub url: String,
    /// `Body`, `Subject` or `QRCode`.
    pub location: &'static str,
}

impl Link {
    pub fn domain(&self) -> &str {
        let rest = self.url.split_once("://").map_or(self.url.as_str(), |(_, rest)| rest);
        rest.split(['/', '?']).next().unwrap_or(rest)
    }
}

/// An attachment. Its bytes follow from `seed` and `size`, so that the hash is true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    pub name: String,
    pub kind: &'static str,
    pub seed: u64,
    pub size: usize,
    pub sha256: String,
    /// The malware's name; empty for a clean file.
    pub malware: &'static str,
}

impl File {
    pub fn extension(&self) -> &str {
        self.name.rsplit_once('.').map_or("", |(_, extension)| extension)
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Forwarding {
    pub mailbox: Arc<Contact>,
    pub kind: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    pub action: &'static str,
    pub policy: &'static str,
}

/// Taken back after delivery, or tried to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Purge {
    /// Ticks after the mail.
    pub after: i64,
    pub kind: ThreatKind,
    pub succeeded: bool,
}

#[derive(Debug, Clone)]
pub struct Click {
    /// Ticks after the mail.
    pub after: i64,
    pub by: Arc<Contact>,
    pub link: usize,
    pub action: &'static str,
    pub through: bool,
}
