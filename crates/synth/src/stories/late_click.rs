//! Somebody opens the link from a preview, after the mail was taken back.

use lurcher_types::time::TICKS_PER_MINUTE;

use crate::message::{Click, Purge, ThreatKind};

use super::{Stage, Teller, link, phish};

pub const TELLER: Teller =
    Teller { name: "clicked after the purge", hunt: "clicked-after-the-purge", min_days: 3, tell };

const URL: &str = "https://storage-limit.example/extend";

fn tell(stage: &mut Stage<'_>) -> (String, String) {
    let sender = stage.stranger("Storage", "limit@storage-limit.example");
    for number in 0..4 {
        let time = stage.between_hours_ago(58, 52);
        let person = stage.person(9 + number * 5);
        let mut mail = stage.inbound(time, &sender, &person, "Storage limit reached");
        mail.links.push(link(URL));
        mail.threats.push(phish("URL malicious reputation"));
        mail.purge = Some(Purge { after: 30 * TICKS_PER_MINUTE, kind: ThreatKind::Phish, succeeded: true });
        if number == 1 {
            let after = 75 * TICKS_PER_MINUTE;
            mail.clicks.push(Click { after, by: person, link: 0, action: "ClickAllowed", through: false });
        }
        stage.messages.push(mail);
    }
    (URL.to_string(), "A mail is taken back; its reader still has it open, and clicks.".to_string())
}
