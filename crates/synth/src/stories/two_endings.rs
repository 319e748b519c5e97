//! A script with the name of a document, from one sender to a few.

use crate::company;
use crate::message::Outcome;

use super::{Stage, Teller};

pub const TELLER: Teller = Teller { name: "two endings", hunt: "two-extensions-on-one-file", min_days: 7, tell };

const NAME: &str = "Delivery_note_5510.pdf.js";

fn tell(stage: &mut Stage<'_>) -> (String, String) {
    let sender = stage.stranger("Dispatch", "dispatch@pallet-line.example");
    let file = company::file(&mut stage.random, NAME.to_string(), "js", 9_000, "");
    for number in 0..2 {
        let time = stage.between_hours_ago(160, 120);
        let mut mail = stage.inbound(time, &sender, &stage.person(5 + number * 8), "Delivery note 5510");
        mail.attachments.push(file.clone());
        mail.outcome = if number == 0 { Outcome::Inbox } else { Outcome::Junk };
        mail.first_contact = true;
        stage.messages.push(mail);
    }
    (NAME.to_string(), "A script called like a document reaches one inbox and one junk folder.".to_string())
}
