//! What is planted: attacks with a beginning and an end, each with the hunt that should find it.
//!
//! One file tells one story. A story may also put harmless mail beside its own, where the hunt needs a before.

mod allowed;
mod archive;
mod backwards_name;
mod blocked_link;
mod bomb;
mod borrowed_name;
mod campaign;
mod clicked;
mod connector;
mod drain;
mod executive;
mod fake_answer;
mod flow_rule;
mod forwarding;
mod free_mailbox;
mod from_oneself;
mod harmless;
mod invitation;
mod late_click;
mod late_malware;
mod lookalike;
mod opened_mailbox;
mod our_lookalike;
mod own_domain;
mod partner;
mod punycode;
mod qr_codes;
mod qr_parcel;
mod released;
mod risky_file;
mod safe_sender;
mod short_links;
mod spam_wave;
mod spoofed_partner;
mod stage;
mod stuck_purge;
mod taken_over;
mod teams_lure;
mod teams_phish;
mod two_endings;
mod warning;
mod web_pages;

pub(crate) use harmless::LOOK_ALIKES;
pub use harmless::LookAlike;
pub(crate) use stage::Stage;

use crate::message::{Link, Threat, ThreatKind};

/// What was planted, for whoever wants to find it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    pub name: &'static str,
    /// One sentence on what happens.
    pub what: String,
    /// Which hunts should find it, and by what; the first is the one that the story is about.
    pub traces: Vec<Trace>,
    /// Ticks of the first and the last planted event.
    pub first: i64,
    pub last: i64,
    /// Mails of the adversary, without the harmless ones beside them.
    pub messages: usize,
    /// Their rows in EmailEvents.
    pub rows: usize,
    /// Messages of the adversary in Teams.
    pub chats: usize,
    /// Changes of mailboxes by the adversary.
    pub settings: usize,
}

/// What a hunt should find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// A hunt of `packs/mail-starter/hunts`, without `.yaml`.
    pub hunt: &'static str,
    /// A value that stands in a row of the hunt's answer.
    pub evidence: String,
}

impl Story {
    pub(crate) fn of(teller: &Teller, (evidence, what): (String, String), stage: &Stage<'_>) -> Story {
        let mails = stage.messages.iter().map(|m| m.time);
        let times = mails.chain(stage.chats.iter().map(|c| c.time)).chain(stage.settings.iter().map(|s| s.time));
        let mut traces = vec![Trace { hunt: teller.hunt, evidence }];
        traces.extend(stage.also.iter().cloned());
        Story {
            name: teller.name,
            what,
            traces,
            first: times.clone().min().unwrap_or_default(),
            last: times.max().unwrap_or_default(),
            messages: stage.messages.len(),
            rows: stage.messages.iter().map(|m| m.recipients.len()).sum(),
            chats: stage.chats.len(),
            settings: stage.settings.len(),
        }
    }
}

impl Story {
    /// `110 mails, 3 chats`
    pub fn amount(&self) -> String {
        let kinds = [(self.messages, "mail"), (self.chats, "chat"), (self.settings, "change of a mailbox")];
        let said = kinds.iter().filter(|(count, _)| *count > 0).map(|(count, kind)| match (*count, *kind) {
            (1, kind) => format!("1 {kind}"),
            (count, "change of a mailbox") => format!("{count} changes of mailboxes"),
            (count, kind) => format!("{count} {kind}s"),
        });
        said.collect::<Vec<_>>().join(", ")
    }
}

/// A story that can be told.
pub(crate) struct Teller {
    pub name: &'static str,
    pub hunt: &'static str,
    /// The story needs so long a past.
    pub min_days: u32,
    /// Puts its mail on the stage; returns the evidence and what happens.
    pub tell: fn(&mut Stage<'_>) -> (String, String),
}

/// The order is part of the seed: add new ones at the end.
pub(crate) const ALL: [Teller; 40] = [
    lookalike::TELLER,
    partner::TELLER,
    spam_wave::TELLER,
    forwarding::TELLER,
    executive::TELLER,
    clicked::TELLER,
    own_domain::TELLER,
    qr_codes::TELLER,
    risky_file::TELLER,
    drain::TELLER,
    allowed::TELLER,
    fake_answer::TELLER,
    bomb::TELLER,
    taken_over::TELLER,
    archive::TELLER,
    blocked_link::TELLER,
    invitation::TELLER,
    campaign::TELLER,
    late_click::TELLER,
    spoofed_partner::TELLER,
    borrowed_name::TELLER,
    backwards_name::TELLER,
    two_endings::TELLER,
    web_pages::TELLER,
    free_mailbox::TELLER,
    opened_mailbox::TELLER,
    our_lookalike::TELLER,
    from_oneself::TELLER,
    late_malware::TELLER,
    teams_lure::TELLER,
    teams_phish::TELLER,
    punycode::TELLER,
    stuck_purge::TELLER,
    qr_parcel::TELLER,
    safe_sender::TELLER,
    short_links::TELLER,
    flow_rule::TELLER,
    released::TELLER,
    connector::TELLER,
    warning::TELLER,
];

pub(crate) fn link(url: &str) -> Link {
    Link { url: url.to_string(), location: "Body" }
}

/// A verdict of phishing.
pub(crate) fn phish(method: &'static str) -> Threat {
    Threat { kind: ThreatKind::Phish, method, high: true }
}
