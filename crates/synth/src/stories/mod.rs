//! What is planted: attacks with a beginning and an end, each with the hunt that should find it.
//!
//! One file tells one story. A story may also put harmless mail beside its own, where the hunt needs a before.

mod allowed;
mod clicked;
mod drain;
mod executive;
mod fake_answer;
mod forwarding;
mod lookalike;
mod own_domain;
mod partner;
mod qr_codes;
mod risky_file;
mod spam_wave;

use std::sync::Arc;

use lurcher_types::time::TICKS_PER_HOUR;

use crate::company::{self, Company};
use crate::message::{Contact, Direction, Link, Message};
use crate::options::Options;
use crate::random::Random;
use crate::traffic;

/// What was planted, for whoever wants to find it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    pub name: &'static str,
    /// The hunt of `packs/mail-starter/hunts` that should find it, without `.yaml`.
    pub hunt: &'static str,
    /// A value that stands in a row of the hunt's answer.
    pub evidence: String,
    /// One sentence on what happens.
    pub what: String,
    /// Ticks of the first and the last planted mail.
    pub first: i64,
    pub last: i64,
    /// Mails of the adversary, without the harmless ones beside them.
    pub messages: usize,
    /// Their rows in EmailEvents.
    pub rows: usize,
}

impl Story {
    pub(crate) fn of(teller: &Teller, evidence: String, what: String, messages: &[Message]) -> Story {
        Story {
            name: teller.name,
            hunt: teller.hunt,
            evidence,
            what,
            first: messages.iter().map(|m| m.time).min().unwrap_or_default(),
            last: messages.iter().map(|m| m.time).max().unwrap_or_default(),
            messages: messages.len(),
            rows: messages.iter().map(|m| m.recipients.len()).sum(),
        }
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
pub(crate) const ALL: [Teller; 12] = [
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
];

/// Where a story is put together.
pub(crate) struct Stage<'a> {
    pub company: &'a Company,
    pub options: &'a Options,
    pub random: Random,
    /// The adversary's mail.
    pub messages: Vec<Message>,
    /// Harmless mail that the hunt compares with.
    pub beside: Vec<Message>,
}

impl Stage<'_> {
    /// A moment between so many hours before the end.
    pub fn between_hours_ago(&mut self, from: i64, to: i64) -> i64 {
        let end = self.options.end();
        self.random.between(end - from * TICKS_PER_HOUR, end - to * TICKS_PER_HOUR)
    }

    pub fn stranger(&mut self, name: &str, address: &str) -> Arc<Contact> {
        let (name, address) = (name.to_string(), address.to_string());
        company::contact(&mut self.random, name, address.clone(), address, String::new(), "en", "NL")
    }

    /// One of the people; low numbers write and receive most.
    pub fn person(&self, number: usize) -> Arc<Contact> {
        self.company.people[number % self.company.people.len()].clone()
    }

    pub fn inbound(&mut self, time: i64, sender: &Arc<Contact>, to: &Arc<Contact>, subject: &str) -> Message {
        traffic::blank(&mut self.random, time, Direction::Inbound, sender, vec![to.clone()], subject.to_string())
    }

    pub fn outbound(&mut self, time: i64, sender: &Arc<Contact>, to: &Arc<Contact>, subject: &str) -> Message {
        traffic::blank(&mut self.random, time, Direction::Outbound, sender, vec![to.clone()], subject.to_string())
    }
}

pub(crate) fn link(url: &str) -> Link {
    Link { url: url.to_string(), location: "Body" }
}
