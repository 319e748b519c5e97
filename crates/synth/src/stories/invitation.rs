//! An invitation from nobody, with a link to join.

use crate::company;

use super::{Stage, Teller, link};

pub const TELLER: Teller = Teller { name: "invitation", hunt: "calendar-invite-with-link", min_days: 3, tell };

const ADDRESS: &str = "calendar@board-review.example";

fn tell(stage: &mut Stage<'_>) -> (String, String) {
    let sender = stage.stranger("Board Review", ADDRESS);
    let file = company::file(&mut stage.random, "invite.ics".to_string(), "ics", 2_100, "");
    for number in 0..2 {
        let time = stage.between_hours_ago(14, 5);
        let mut mail = stage.inbound(time, &sender, &stage.person(12 + number * 4), "Salary review, join here");
        mail.links.push(link("https://board-review.example/join/77"));
        mail.attachments.push(file.clone());
        mail.first_contact = true;
        stage.messages.push(mail);
    }
    (ADDRESS.to_string(), "Two people get an invitation with a link from a domain that never wrote.".to_string())
}
