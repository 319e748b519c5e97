//! A partner to whom people have been writing is taken over and sends phishing.

use crate::company::TURNED_PARTNER;
use crate::message::{Outcome, Threat, ThreatKind};

use super::{Stage, Teller, link};

pub const TELLER: Teller =
    Teller { name: "partner turned malicious", hunt: "correspondent-now-sending-threats", min_days: 7, tell };

fn tell(stage: &mut Stage<'_>) -> (String, String) {
    let partners = stage.company.partners.first().cloned().unwrap_or_default();
    let oldest = i64::from(stage.options.days) * 24;
    for (number, partner) in partners.iter().cycle().take(16).enumerate() {
        let (asked, answered) = (stage.between_hours_ago(oldest, 80), stage.between_hours_ago(oldest, 80));
        let person = stage.person(number);
        let question = stage.outbound(asked, &person, partner, "Delivery schedule");
        let answer = stage.inbound(answered, partner, &person, "RE: Delivery schedule");
        stage.beside.extend([question, answer]);
    }
    for (number, partner) in partners.iter().take(2).cycle().take(9).enumerate() {
        let time = stage.between_hours_ago(46, 3);
        let mut mail =
            stage.inbound(time, partner, &stage.person(number * 3), "RE: Delivery schedule - new bank details");
        mail.links.push(link("https://files.seabridge-freight-share.example/open?doc=771"));
        mail.threats.push(Threat {
            kind: ThreatKind::Phish,
            method: "URL detonation reputation",
            high: number % 2 == 0,
        });
        mail.outcome = if number % 2 == 0 { Outcome::Quarantine } else { Outcome::Junk };
        stage.messages.push(mail);
    }
    let what = "Two mailboxes of a freight partner, long written to, send links to a faked document share.";
    (TURNED_PARTNER.to_string(), what.to_string())
}
