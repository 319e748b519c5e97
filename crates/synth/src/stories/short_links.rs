//! Shortened links to many people.

use super::{Stage, Teller, link};

pub const TELLER: Teller = Teller { name: "shortened links", hunt: "shortened-links-to-many", min_days: 7, tell };

const ADDRESS: &str = "hello@offer-lane.example";

fn tell(stage: &mut Stage<'_>) -> (String, String) {
    let sender = stage.stranger("Offer Lane", ADDRESS);
    for number in 0..7 {
        let time = stage.between_hours_ago(96, 84);
        let mut mail = stage.inbound(time, &sender, &stage.person(number * 5), "A gift card for our best customers");
        // No such path exists at the service: its codes have no slash.
        mail.links.push(link(&format!("https://bit.ly/made-up/for-tests/{number}")));
        mail.first_contact = true;
        stage.messages.push(mail);
    }
    (ADDRESS.to_string(), "Seven people get a link that does not show where it leads.".to_string())
}
