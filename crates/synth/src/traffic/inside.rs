//! Colleagues writing to each other.

use crate::company::{Company, DOMAIN};
use crate::message::{Direction, Link, Message};
use crate::random::Random;

use super::{blank, readers, subject};

pub fn mail(company: &Company, random: &mut Random, time: i64) -> Message {
    let sender = random.pick_favoured(&company.people).clone();
    let to = readers(company, random, 8);
    let subject = subject::of_people(random, "en");
    let mut message = blank(random, time, Direction::IntraOrg, &sender, to, subject);
    message.copied = if message.recipients.len() > 2 { 1 } else { 0 };
    if random.chance(220) {
        message.attachments.push(random.pick_favoured(&company.documents).clone());
    }
    if random.chance(300) {
        let url = format!("https://intranet.{DOMAIN}/pages/{}", random.below(4_000));
        message.links.push(Link { url, location: "Body" });
    }
    message
}
