//! One person's click is blocked; the same link lies in other mailboxes.

use lurcher_types::time::TICKS_PER_MINUTE;

use crate::message::Click;

use super::{Stage, Teller, link};

pub const TELLER: Teller =
    Teller { name: "link blocked for one", hunt: "blocked-link-in-other-mailboxes", min_days: 3, tell };

const URL: &str = "https://tender-portal.example/login/8120";

fn tell(stage: &mut Stage<'_>) -> (String, String) {
    let sender = stage.stranger("Tender Portal", "tenders@tender-portal.example");
    for number in 0..6 {
        let time = stage.between_hours_ago(40, 36);
        let person = stage.person(1 + number * 5);
        let mut mail = stage.inbound(time, &sender, &person, "Tender 8120 closes on Friday");
        mail.links.push(link(URL));
        mail.first_contact = true;
        if number == 0 {
            let after = 300 * TICKS_PER_MINUTE;
            mail.clicks.push(Click { after, by: person, link: 0, action: "ClickBlocked", through: false });
        }
        stage.messages.push(mail);
    }
    (URL.to_string(), "A link is blocked for the first who clicks it; five others have it in their inbox.".to_string())
}
