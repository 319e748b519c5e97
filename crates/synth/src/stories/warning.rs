//! Somebody reads the warning, and goes on.

use lurcher_types::time::TICKS_PER_MINUTE;

use crate::message::Click;

use super::{Stage, Teller, link};

pub const TELLER: Teller = Teller { name: "past the warning", hunt: "warning-clicked-through", min_days: 7, tell };

const URL: &str = "https://bank-notice.example/secure";

fn tell(stage: &mut Stage<'_>) -> (String, String) {
    let sender = stage.stranger("Bank Notice", "alert@bank-notice.example");
    for number in 0..2 {
        let time = stage.between_hours_ago(150, 120);
        let person = stage.person(18 + number * 2);
        let mut mail = stage.inbound(time, &sender, &person, "Notice about your card");
        mail.links.push(link(URL));
        mail.first_contact = true;
        let after = 25 * TICKS_PER_MINUTE;
        mail.clicks.push(Click { after, by: person, link: 0, action: "ClickBlocked", through: number == 1 });
        stage.messages.push(mail);
    }
    (URL.to_string(), "Two people are warned of a link; one goes on.".to_string())
}
