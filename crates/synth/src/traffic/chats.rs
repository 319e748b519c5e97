//! Colleagues and partners chatting in Teams.

use std::sync::Arc;

use lurcher_types::time::{TICKS_PER_HOUR, TICKS_PER_MINUTE};

use crate::chat::Chat;
use crate::company::{Company, DOMAIN};
use crate::message::{Click, Contact, Link};
use crate::random::Random;

use super::{readers, stamp};

/// One chat message at any moment of the hour that begins at `hour`.
pub fn chat(company: &Company, random: &mut Random, hour: i64) -> Chat {
    let time = stamp(hour + random.between(0, TICKS_PER_HOUR));
    let recipients = readers(company, random, 4);
    let outside = random.chance(120);
    let sender: Arc<Contact> = match outside {
        // The first partners are those that people talk to most.
        true => partner(company, random),
        false => random.pick_favoured(&company.people).clone(),
    };
    let mut links = Vec::new();
    if random.chance(150) {
        let url = format!("https://intranet.{DOMAIN}/pages/{}", random.below(4_000));
        links.push(Link { url, location: "Body" });
    }
    let mut clicks = Vec::new();
    if !links.is_empty() && random.chance(300) {
        let after = random.between(TICKS_PER_MINUTE, 60 * TICKS_PER_MINUTE);
        clicks.extend(recipients.first().map(|by| Click {
            after,
            by: by.clone(),
            link: 0,
            action: "ClickAllowed",
            through: false,
        }));
    }
    Chat {
        time,
        id: random.wide(),
        thread: random.wide(),
        sender,
        recipients,
        outside,
        links,
        threats: Vec::new(),
        removed: None,
        clicks,
    }
}

fn partner(company: &Company, random: &mut Random) -> Arc<Contact> {
    let people = random.pick_favoured(&company.partners);
    random.pick_favoured(people).clone()
}
