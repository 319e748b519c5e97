//! An ordinary hour's mail.

mod chats;
mod inbound;
mod inside;
mod outbound;
mod settings;
mod subject;
mod unwanted;

use std::sync::Arc;

pub use chats::chat;
pub use settings::setting;

use lurcher_types::time::TICKS_PER_HOUR;

use crate::company::Company;
use crate::message::{Authentication, Contact, Direction, Link, Message, Outcome};
use crate::random::Random;

/// Exchange notes arrival to 100 µs.
const TICKS_PER_STAMP: i64 = 1_000;

/// One mail at any moment of the hour that begins at `hour`.
pub fn ordinary(company: &Company, random: &mut Random, hour: i64) -> Message {
    let time = stamp(hour + random.between(0, TICKS_PER_HOUR));
    match random.below(1_000) {
        0..230 => inside::mail(company, random, time),
        230..380 => outbound::mail(company, random, time),
        380..460 => unwanted::mail(company, random, time),
        _ => inbound::mail(company, random, time),
    }
}

/// To the precision of the headers.
pub fn stamp(ticks: i64) -> i64 {
    ticks - ticks.rem_euclid(TICKS_PER_STAMP)
}

/// A plain, clean mail to build on.
pub fn blank(
    random: &mut Random,
    time: i64,
    direction: Direction,
    sender: &Arc<Contact>,
    recipients: Vec<Arc<Contact>>,
    subject: String,
) -> Message {
    let outcome = if direction == Direction::Outbound { Outcome::Outside } else { Outcome::Inbox };
    let cluster = cluster(sender.domain(), &subject);
    Message {
        time: stamp(time),
        id: random.wide(),
        direction,
        sender: sender.clone(),
        recipients,
        copied: 0,
        subject,
        outcome,
        threats: Vec::new(),
        bulk: 0,
        authentication: Authentication::PASS,
        links: Vec::new(),
        attachments: Vec::new(),
        forwarding: None,
        connector: "",
        flow_rule: "",
        organisation: None,
        reader: None,
        first_contact: false,
        cluster,
        purge: None,
        released: None,
        clicks: Vec::new(),
    }
}

/// Mails with the same words from the same domain share a number (FNV-1a).
fn cluster(domain: &str, subject: &str) -> i64 {
    let words = subject.bytes().filter(|b| !b.is_ascii_digit());
    let hash = domain
        .bytes()
        .chain(words)
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    (hash >> 1) as i64
}

/// A path such as a site's own pages have.
fn page(random: &mut Random, domain: &str) -> Link {
    let url = format!(
        "https://{domain}/{}/{:x}",
        random.pick(&["news", "view", "doc", "order", "help"]),
        random.below(1 << 20)
    );
    Link { url, location: "Body" }
}

/// One or more different people.
fn readers(company: &Company, random: &mut Random, most: usize) -> Vec<Arc<Contact>> {
    let count = match random.below(100) {
        0..88 => 1,
        88..96 => 2,
        _ => 3 + random.below(3),
    };
    let mut readers: Vec<Arc<Contact>> = Vec::with_capacity(count);
    for _ in 0..count.min(most) {
        let reader = random.pick_favoured(&company.people);
        if readers.iter().all(|r| !Arc::ptr_eq(r, reader)) {
            readers.push(reader.clone());
        }
    }
    readers
}
