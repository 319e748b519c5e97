//! Phishing is judged harmless at first; two people click before it is taken back.

use lurcher_types::time::TICKS_PER_MINUTE;

use crate::message::{Click, Purge, Threat, ThreatKind};

use super::{Stage, Teller, link};

pub const TELLER: Teller =
    Teller { name: "clicked before the purge", hunt: "clicked-before-the-purge", min_days: 3, tell };

const ADDRESS: &str = "scan@document-relay.example";

fn tell(stage: &mut Stage<'_>) -> (String, String) {
    let sender = stage.stranger("Scan Service", ADDRESS);
    let sent = stage.between_hours_ago(60, 56);
    for number in 0..6 {
        let person = stage.person(8 + number * 4);
        let mut mail =
            stage.inbound(sent + number as i64 * TICKS_PER_MINUTE, &sender, &person, "Scanned document 0419");
        mail.links.push(link("https://document-relay.example/s/0419"));
        mail.threats.push(Threat { kind: ThreatKind::Phish, method: "URL malicious reputation", high: true });
        mail.purge = Some(Purge { after: 95 * TICKS_PER_MINUTE, kind: ThreatKind::Phish, succeeded: true });
        mail.first_contact = true;
        if number < 2 {
            let after = (12 + 9 * number as i64) * TICKS_PER_MINUTE;
            mail.clicks.push(Click { after, by: person, link: 0, action: "ClickAllowed", through: false });
        }
        stage.messages.push(mail);
    }
    let what = "Six people get a faked scan; two open its link before it is taken back an hour and a half later.";
    (ADDRESS.to_string(), what.to_string())
}
