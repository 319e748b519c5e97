//! Spam, phishing and malware, most of it caught.

use lurcher_types::time::TICKS_PER_MINUTE;

use crate::company::{self, COUNTRIES, Company};
use crate::message::{Authentication, Click, Decision, Direction, Link, Message, Outcome, Purge, Threat, ThreatKind};
use crate::random::Random;

use super::{blank, readers, subject};

const SPAM_METHODS: [&str; 4] =
    ["General filter", "Fingerprint matching", "Mixed analysis detection", "URL malicious reputation"];
const PHISH_METHODS: [&str; 5] = [
    "URL malicious reputation",
    "General filter",
    "URL detonation reputation",
    "Impersonation brand",
    "Spoof external domain",
];

pub fn mail(company: &Company, random: &mut Random, time: i64) -> Message {
    match random.below(100) {
        0..76 => spam(company, random, time),
        76..96 => phish(company, random, time),
        _ => malware(company, random, time),
    }
}

fn spam(company: &Company, random: &mut Random, time: i64) -> Message {
    let mut message = from_stranger(company, random, time, subject::of_spam);
    let high = random.chance(400);
    let method: &'static str = random.pick::<&str>(&SPAM_METHODS);
    message.threats.push(Threat { kind: ThreatKind::Spam, method, high });
    message.outcome = if high { Outcome::Quarantine } else { Outcome::Junk };
    if random.chance(60) {
        message.organisation = Some(Decision { action: "Block", policy: "Tenant block list" });
        message.outcome = Outcome::Quarantine;
    }
    message
}

/// One in fifteen gets through and is taken back within hours.
fn phish(company: &Company, random: &mut Random, time: i64) -> Message {
    let mut message = from_stranger(company, random, time, subject::of_phish);
    let high = random.chance(600);
    let method: &'static str = random.pick::<&str>(&PHISH_METHODS);
    message.threats.push(Threat { kind: ThreatKind::Phish, method, high });
    if random.chance(300) {
        message.threats.push(Threat { kind: ThreatKind::Spam, method: "Mixed analysis detection", high: false });
    }
    message.outcome = if high { Outcome::Quarantine } else { Outcome::Junk };
    if random.chance(66) {
        message.outcome = Outcome::Inbox;
        let after = random.between(20 * TICKS_PER_MINUTE, 600 * TICKS_PER_MINUTE);
        message.purge = Some(Purge { after, kind: ThreatKind::Phish, succeeded: true });
    } else if random.chance(40)
        && let Some(by) = message.recipients.first().cloned()
    {
        // Curiosity meets the warning page.
        let after = random.between(TICKS_PER_MINUTE, 200 * TICKS_PER_MINUTE);
        message.clicks.push(Click { after, by, link: 0, action: "ClickBlocked", through: false });
    }
    message
}

fn malware(company: &Company, random: &mut Random, time: i64) -> Message {
    let mut message = from_stranger(company, random, time, subject::of_phish);
    message.links.clear();
    let extension = *random.pick(&["html", "js", "iso", "docm", "lnk"]);
    let name = format!("document_{}.{extension}", random.below(90_000));
    let size = 3_000 + random.below(20_000);
    message.attachments.push(company::file(random, name, extension, size, "Trojan:Script/Dropper"));
    message.threats.push(Threat { kind: ThreatKind::Malware, method: "Antimalware engine", high: true });
    if random.chance(300) {
        message.threats.push(Threat { kind: ThreatKind::Phish, method: "General filter", high: true });
    }
    message.outcome = Outcome::Quarantine;
    message
}

fn from_stranger(company: &Company, random: &mut Random, time: i64, subject: fn(&mut Random) -> String) -> Message {
    let domain = random.pick(&company.spam_domains).clone();
    let (country, language) = *random.pick(&COUNTRIES);
    let address = format!("{}{}@{domain}", random.pick(&["info", "mail", "contact", "offers"]), random.below(60));
    let name = random.pick(&["Customer Care", "Support", "Account Service", "Bonus Club", "Дирекция", ""]).to_string();
    let envelope = if random.chance(500) { address.clone() } else { format!("bounce{}@{domain}", random.below(900)) };
    let sender = company::contact(random, name, address, envelope, String::new(), language, country);
    let to = readers(company, random, 2);
    let subject = subject(random);
    let mut message = blank(random, time, Direction::Inbound, &sender, to, subject);
    message.authentication =
        *random.pick(&[Authentication::NONE, Authentication::FAIL, Authentication::SOFTFAIL, Authentication::PASS]);
    message.first_contact = true;
    message.links.push(Link { url: format!("http://{domain}/{:x}", random.below(1 << 24)), location: "Body" });
    message
}
