//! Blackmail that seems to come from the reader's own mailbox.

use std::sync::Arc;

use crate::message::{Authentication, Contact};

use super::{Stage, Teller};

pub const TELLER: Teller =
    Teller { name: "mail from oneself", hunt: "mail-from-oneself-from-outside", min_days: 7, tell };

const ENVELOPE: &str = "quiet-host.example";

fn tell(stage: &mut Stage<'_>) -> (String, String) {
    for number in 0..5 {
        let person = stage.person(10 + number * 3);
        let honest = stage.stranger("", &person.address);
        let sender = Arc::new(Contact { mail_from: format!("x{number}@{ENVELOPE}"), ..(*honest).clone() });
        let time = stage.between_hours_ago(100, 80);
        let mut mail = stage.inbound(time, &sender, &person, "I have recorded you");
        mail.authentication = Authentication::FAIL;
        stage.messages.push(mail);
    }
    stage.also("own-domain-failing-authentication", ENVELOPE);
    stage.also("envelope-of-another-domain", ENVELOPE);
    (ENVELOPE.to_string(), "Five people are blackmailed in mail that bears their own address.".to_string())
}
