//! Mail to partners and customers.

use std::sync::Arc;

use crate::company::Company;
use crate::message::{Contact, Direction, Message};
use crate::random::Random;

use super::{blank, subject};

pub fn mail(company: &Company, random: &mut Random, time: i64) -> Message {
    let sender = random.pick_favoured(&company.people).clone();
    let to: Vec<Arc<Contact>> = if random.chance(600) {
        let partner = random.pick_favoured(&company.partners);
        let first = random.pick_favoured(partner).clone();
        let second = random.pick_favoured(partner).clone();
        if random.chance(120) && !Arc::ptr_eq(&first, &second) { vec![first, second] } else { vec![first] }
    } else {
        vec![random.pick_favoured(&company.customers).clone()]
    };
    let language = to.first().map_or("en", |c| c.language);
    let subject = subject::of_people(random, language);
    let mut message = blank(random, time, Direction::Outbound, &sender, to, subject);
    if random.chance(200) {
        message.attachments.push(random.pick_favoured(&company.documents).clone());
    }
    message
}
