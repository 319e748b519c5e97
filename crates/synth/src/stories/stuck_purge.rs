//! Phishing that cannot be taken back, because its reader has moved it.

use lurcher_types::time::TICKS_PER_HOUR;

use crate::message::{Purge, ThreatKind};

use super::{Stage, Teller, link, phish};

pub const TELLER: Teller = Teller { name: "purge that failed", hunt: "purge-that-failed", min_days: 3, tell };

const ADDRESS: &str = "benefits@staff-perks.example";

fn tell(stage: &mut Stage<'_>) -> (String, String) {
    let sender = stage.stranger("Staff Perks", ADDRESS);
    for number in 0..3 {
        let time = stage.between_hours_ago(70, 60);
        let mut mail = stage.inbound(time, &sender, &stage.person(16 + number), "Your new benefits");
        mail.links.push(link("https://staff-perks.example/choose"));
        mail.threats.push(phish("URL malicious reputation"));
        mail.purge = Some(Purge { after: 3 * TICKS_PER_HOUR, kind: ThreatKind::Phish, succeeded: number > 0 });
        stage.messages.push(mail);
    }
    (ADDRESS.to_string(), "Three phishing mails are to be taken back; one stays where it is.".to_string())
}
