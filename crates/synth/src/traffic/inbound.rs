//! Wanted mail from outside: partners, customers, newsletters, notifications.

use lurcher_types::time::TICKS_PER_MINUTE;

use crate::company::Company;
use crate::message::{Authentication, Click, Decision, Direction, Message, Outcome, Threat, ThreatKind};
use crate::random::Random;

use super::{blank, page, readers, subject};

pub fn mail(company: &Company, random: &mut Random, time: i64) -> Message {
    let mut message = match random.below(100) {
        0..38 => partner(company, random, time),
        38..50 => customer(company, random, time),
        50..75 => newsletter(company, random, time),
        75..97 => service(company, random, time),
        _ => microsoft(company, random, time),
    };
    if random.chance(25) {
        click(random, &mut message);
    }
    message
}

fn partner(company: &Company, random: &mut Random, time: i64) -> Message {
    let people = random.pick_favoured(&company.partners);
    let sender = random.pick_favoured(people).clone();
    let to = readers(company, random, 5);
    let subject = subject::of_people(random, sender.language);
    let mut message = blank(random, time, Direction::Inbound, &sender, to, subject);
    message.copied = usize::from(message.recipients.len() > 1);
    if random.chance(250) {
        message.attachments.push(random.pick(&company.documents).clone());
    }
    if random.chance(200) {
        message.links.push(page(random, &format!("www.{}", sender.domain())));
    }
    message
}

fn customer(company: &Company, random: &mut Random, time: i64) -> Message {
    let sender = random.pick_favoured(&company.customers).clone();
    let to = readers(company, random, 1);
    let subject = subject::of_people(random, sender.language);
    let mut message = blank(random, time, Direction::Inbound, &sender, to, subject);
    if random.chance(80) {
        message.authentication = Authentication::SOFTFAIL;
    }
    if random.chance(150) {
        message.attachments.push(random.pick(&company.documents).clone());
    }
    message.first_contact = random.chance(60);
    message
}

/// Bulk mail, some of it junked by policy or allowed by its reader.
fn newsletter(company: &Company, random: &mut Random, time: i64) -> Message {
    let sender = random.pick_favoured(&company.newsletters).clone();
    let to = readers(company, random, 1);
    let subject = subject::of_newsletter(random);
    let mut message = blank(random, time, Direction::Inbound, &sender, to, subject);
    message.bulk = 1 + random.below(9) as u8;
    for _ in 0..1 + random.below(4) {
        message.links.push(page(random, sender.domain()));
    }
    message.links.push(page(random, "unsubscribe.sendhouse.example"));
    if random.chance(20) {
        message.reader = Some(Decision { action: "Allow", policy: "Safe senders" });
    } else if message.bulk >= 7 {
        message.outcome = Outcome::Junk;
        message.threats.push(Threat { kind: ThreatKind::Spam, method: "Bulk", high: false });
    }
    message
}

fn service(company: &Company, random: &mut Random, time: i64) -> Message {
    let sender = random.pick_favoured(&company.services).clone();
    let to = readers(company, random, 1);
    let subject = subject::of_service(random);
    let mut message = blank(random, time, Direction::Inbound, &sender, to, subject);
    message.links.push(page(random, &format!("app.{}", sender.domain())));
    // Two-factor set-ups really come as QR codes now and then.
    if random.chance(2) {
        message
            .links
            .push(crate::message::Link { location: "QRCode", ..page(random, &format!("go.{}", sender.domain())) });
    }
    message
}

fn microsoft(company: &Company, random: &mut Random, time: i64) -> Message {
    let sender = random.pick(&company.microsoft).clone();
    let to = readers(company, random, 1);
    let subject = random.pick(&["New sign-in to your account", "Service health advisory", "Your invoice is ready"]);
    let mut message = blank(random, time, Direction::Inbound, &sender, to, subject.to_string());
    message.links.push(page(random, "admin.microsoft.com"));
    message
}

/// Somebody opens a link of a clean mail.
fn click(random: &mut Random, message: &mut Message) {
    let link = random.below(message.links.len());
    if let (Some(_), Some(by)) = (message.links.get(link), message.recipients.first().cloned()) {
        let after = random.between(TICKS_PER_MINUTE, 300 * TICKS_PER_MINUTE);
        message.clicks.push(Click { after, by, link, action: "ClickAllowed", through: false });
    }
}
