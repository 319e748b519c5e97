//! Where a story is put together.

use std::sync::Arc;

use lurcher_types::time::TICKS_PER_HOUR;

use super::Trace;
use crate::chat::Chat;
use crate::company::{self, Company};
use crate::message::{Contact, Direction, Message};
use crate::options::Options;
use crate::random::Random;
use crate::setting::Setting;
use crate::traffic;

pub(crate) struct Stage<'a> {
    pub company: &'a Company,
    pub options: &'a Options,
    pub random: Random,
    /// The adversary's mail.
    pub messages: Vec<Message>,
    /// Harmless mail that the hunt compares with.
    pub beside: Vec<Message>,
    /// The adversary's messages in Teams.
    pub chats: Vec<Chat>,
    /// What the adversary changes about mailboxes.
    pub settings: Vec<Setting>,
    /// Further hunts that should find it.
    pub also: Vec<Trace>,
}

impl<'a> Stage<'a> {
    pub fn new(company: &'a Company, options: &'a Options, random: Random) -> Stage<'a> {
        Stage {
            company,
            options,
            random,
            messages: Vec::new(),
            beside: Vec::new(),
            chats: Vec::new(),
            settings: Vec::new(),
            also: Vec::new(),
        }
    }

    /// Another hunt should find it, by this value.
    pub fn also(&mut self, hunt: &'static str, evidence: &str) {
        self.also.push(Trace { hunt, evidence: evidence.to_string() });
    }

    /// A moment between so many hours before the end.
    pub fn between_hours_ago(&mut self, from: i64, to: i64) -> i64 {
        let end = self.options.end();
        self.random.between(end - from * TICKS_PER_HOUR, end - to * TICKS_PER_HOUR)
    }

    pub fn hours_ago(&self, hours: i64) -> i64 {
        self.options.end() - hours * TICKS_PER_HOUR
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
        self.mail(time, Direction::Inbound, sender, to, subject)
    }

    pub fn outbound(&mut self, time: i64, sender: &Arc<Contact>, to: &Arc<Contact>, subject: &str) -> Message {
        self.mail(time, Direction::Outbound, sender, to, subject)
    }

    pub fn inside(&mut self, time: i64, sender: &Arc<Contact>, to: &Arc<Contact>, subject: &str) -> Message {
        self.mail(time, Direction::IntraOrg, sender, to, subject)
    }

    fn mail(
        &mut self,
        time: i64,
        direction: Direction,
        sender: &Arc<Contact>,
        to: &Arc<Contact>,
        subject: &str,
    ) -> Message {
        traffic::blank(&mut self.random, time, direction, sender, vec![to.clone()], subject.to_string())
    }

    /// A message in Teams from outside.
    pub fn chat(&mut self, time: i64, sender: &Arc<Contact>, recipients: Vec<Arc<Contact>>) -> Chat {
        Chat {
            time: traffic::stamp(time),
            id: self.random.wide(),
            thread: self.random.wide(),
            sender: sender.clone(),
            recipients,
            outside: true,
            links: Vec::new(),
            threats: Vec::new(),
            removed: None,
            clicks: Vec::new(),
        }
    }

    /// A change of somebody's mailbox, made from far away.
    pub fn setting(
        &mut self,
        time: i64,
        by: &Arc<Contact>,
        operation: &'static str,
        parameters: Vec<(&'static str, String)>,
    ) -> Setting {
        let ip = format!("198.51.100.{}", 1 + self.random.below(250));
        let (time, id) = (traffic::stamp(time), self.random.wide());
        Setting { time, id, by: by.clone(), ip, country: "MD", operation, parameters }
    }
}
