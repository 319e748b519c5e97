//! A reader's own list of safe senders lets phishing in.

use crate::message::Decision;

use super::{Stage, Teller, link, phish};

pub const TELLER: Teller =
    Teller { name: "safe sender", hunt: "readers-whose-safe-senders-send-threats", min_days: 7, tell };

const ADDRESS: &str = "club@wine-friends.example";

fn tell(stage: &mut Stage<'_>) -> (String, String) {
    let sender = stage.stranger("Wine Friends", ADDRESS);
    let reader = stage.person(19);
    for number in 0..3 {
        let time = stage.between_hours_ago(150 - number * 30, 140 - number * 30);
        let mut mail = stage.inbound(time, &sender, &reader, "Members only: confirm your account");
        mail.links.push(link("https://wine-friends.example/confirm"));
        mail.threats.push(phish("URL malicious reputation"));
        mail.reader = Some(Decision { action: "Allow", policy: "Safe senders" });
        stage.messages.push(mail);
    }
    stage.also("allowed-in-spite-of-a-verdict", ADDRESS);
    (ADDRESS.to_string(), format!("{} trusts a club whose mailbox was taken over.", reader.address))
}
