//! A stranger writes under an address of ours as the display name.

use crate::company::DOMAIN;

use super::{Stage, Teller, link};

pub const TELLER: Teller =
    Teller { name: "our address as a name", hunt: "display-name-with-our-domain", min_days: 3, tell };

const ADDRESS: &str = "k81@cheap-relay.example";

fn tell(stage: &mut Stage<'_>) -> (String, String) {
    let sender = stage.stranger(&format!("travel.office@{DOMAIN}"), ADDRESS);
    for number in 0..4 {
        let time = stage.between_hours_ago(70, 50);
        let mut mail = stage.inbound(time, &sender, &stage.person(7 + number * 6), "Your travel claim was returned");
        mail.links.push(link("https://cheap-relay.example/claim"));
        mail.first_contact = true;
        stage.messages.push(mail);
    }
    stage.also("other-address-in-display-name", ADDRESS);
    (ADDRESS.to_string(), "Four people get mail that shows an address of ours, and comes from another.".to_string())
}
