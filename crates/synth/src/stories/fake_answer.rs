//! A fresh domain poses as the other side of a conversation.

use super::{Stage, Teller, link};

pub const TELLER: Teller = Teller { name: "answer to nothing", hunt: "answer-from-a-stranger", min_days: 7, tell };

const DOMAIN: &str = "freight-desk-reply.example";

fn tell(stage: &mut Stage<'_>) -> (String, String) {
    let sender = stage.stranger("Freight Desk", &format!("desk@{DOMAIN}"));
    for number in 0..6 {
        let time = stage.between_hours_ago(18, 2);
        let mut mail =
            stage.inbound(time, &sender, &stage.person(9 + number * 2), "RE: shipment 8812 - see corrected invoice");
        mail.links.push(link(&format!("https://{DOMAIN}/invoice-8812")));
        mail.first_contact = true;
        stage.messages.push(mail);
    }
    (DOMAIN.to_string(), "Six people get an answer to a mail they never wrote, from a domain never seen.".to_string())
}
