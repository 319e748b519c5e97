//! A QR code in a first mail.

use crate::message::Link;

use super::{Stage, Teller};

pub const TELLER: Teller = Teller { name: "QR code on a parcel", hunt: "qr-code-from-a-new-sender", min_days: 3, tell };

const ADDRESS: &str = "notice@parcel-hold.example";

fn tell(stage: &mut Stage<'_>) -> (String, String) {
    let sender = stage.stranger("Parcel Notice", ADDRESS);
    for number in 0..3 {
        let time = stage.between_hours_ago(20, 6);
        let mut mail = stage.inbound(time, &sender, &stage.person(6 + number * 11), "Parcel on hold, scan the code");
        mail.links.push(Link { url: format!("https://parcel-hold.example/p/{number}"), location: "QRCode" });
        mail.first_contact = true;
        stage.messages.push(mail);
    }
    (ADDRESS.to_string(), "Three people are asked to scan a code by a domain that never wrote.".to_string())
}
