//! A domain that a hasty reader takes for the company's own.

use super::{Stage, Teller, link};

pub const TELLER: Teller =
    Teller { name: "look-alike of our domain", hunt: "lookalike-of-our-domain", min_days: 7, tell };

const DOMAIN: &str = "n0rthharbor.example";

fn tell(stage: &mut Stage<'_>) -> (String, String) {
    let sender = stage.stranger("Finance", &format!("finance@{DOMAIN}"));
    for number in 0..3 {
        let time = stage.between_hours_ago(120, 90);
        let mut mail = stage.inbound(time, &sender, &stage.person(8 + number * 7), "Please approve the transfer list");
        mail.links.push(link(&format!("https://{DOMAIN}/list")));
        mail.first_contact = true;
        stage.messages.push(mail);
    }
    (DOMAIN.to_string(), "Three people are asked for an approval by a domain that differs in one sign.".to_string())
}
