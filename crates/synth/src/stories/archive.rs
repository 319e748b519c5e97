//! A locked archive whose password stands in the subject.

use crate::company;

use super::{Stage, Teller};

pub const TELLER: Teller = Teller { name: "locked archive", hunt: "archive-with-a-password", min_days: 7, tell };

const ADDRESS: &str = "filing@records-desk.example";

fn tell(stage: &mut Stage<'_>) -> (String, String) {
    let sender = stage.stranger("Records Desk", ADDRESS);
    for number in 0..4 {
        let time = stage.between_hours_ago(80, 60);
        let file = company::file(&mut stage.random, format!("Case_{}.zip", 3_300 + number), "zip", 24_000, "");
        let mut mail = stage.inbound(time, &sender, &stage.person(3 + number * 4), "Case file, password 7741");
        mail.attachments.push(file);
        mail.first_contact = true;
        stage.messages.push(mail);
    }
    (ADDRESS.to_string(), "Four people get an archive that no filter can open, and its password.".to_string())
}
