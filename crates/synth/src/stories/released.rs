//! Somebody releases phishing from quarantine.

use lurcher_types::time::TICKS_PER_HOUR;

use crate::message::Outcome;

use super::{Stage, Teller, link, phish};

pub const TELLER: Teller =
    Teller { name: "released from quarantine", hunt: "threat-released-from-quarantine", min_days: 7, tell };

const ADDRESS: &str = "invoices@copier-lease.example";

fn tell(stage: &mut Stage<'_>) -> (String, String) {
    let sender = stage.stranger("Copier Lease", ADDRESS);
    for number in 0..2 {
        let time = stage.between_hours_ago(130, 100);
        let mut mail = stage.inbound(time, &sender, &stage.person(13 + number * 3), "Lease invoice");
        mail.links.push(link("https://copier-lease.example/pay"));
        mail.threats.push(phish("URL detonation reputation"));
        mail.outcome = Outcome::Quarantine;
        mail.released = Some(20 * TICKS_PER_HOUR);
        stage.messages.push(mail);
    }
    (ADDRESS.to_string(), "Two phishing mails are caught, and released the day after.".to_string())
}
