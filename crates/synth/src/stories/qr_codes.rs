//! QR codes that lead many people to one page.

use crate::message::Link;

use super::{Stage, Teller};

pub const TELLER: Teller = Teller { name: "QR codes", hunt: "qr-codes-to-many", min_days: 3, tell };

const DOMAIN: &str = "mfa-renewal.example";

fn tell(stage: &mut Stage<'_>) -> (String, String) {
    let sender = stage.stranger("IT Service", &format!("service@{DOMAIN}"));
    for number in 0..9 {
        let time = stage.between_hours_ago(30, 26);
        let mut mail = stage.inbound(time, &sender, &stage.person(1 + number * 3), "Renew your second factor today");
        mail.links.push(Link { url: format!("https://{DOMAIN}/r/{number}"), location: "QRCode" });
        mail.first_contact = true;
        stage.messages.push(mail);
    }
    (DOMAIN.to_string(), "Nine people are asked to scan a QR code to renew their second factor.".to_string())
}
