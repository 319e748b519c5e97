//! A domain in letters that look like others.

use super::{Stage, Teller, link};

pub const TELLER: Teller = Teller { name: "encoded letters", hunt: "punycode-sender", min_days: 7, tell };

/// Shown with an `ö`.
const DOMAIN: &str = "xn--northharbr-mcb.example";

fn tell(stage: &mut Stage<'_>) -> (String, String) {
    let sender = stage.stranger("Service Desk", &format!("service@{DOMAIN}"));
    for number in 0..3 {
        let time = stage.between_hours_ago(110, 80);
        let mut mail = stage.inbound(time, &sender, &stage.person(5 + number * 10), "New intranet address");
        mail.links.push(link(&format!("https://{DOMAIN}/start")));
        mail.first_contact = true;
        stage.messages.push(mail);
    }
    (DOMAIN.to_string(), "Three people get mail from a domain whose letters are encoded.".to_string())
}
