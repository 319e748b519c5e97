//! Phishing in Teams that is seen as such, and delivered all the same.

use super::{Stage, Teller, link, phish};

pub const TELLER: Teller = Teller { name: "phishing in Teams", hunt: "teams-threat-delivered", min_days: 7, tell };

const SENDER: &str = "m.ray@consult-ray.example";

fn tell(stage: &mut Stage<'_>) -> (String, String) {
    let sender = stage.stranger("M. Ray", SENDER);
    for number in 0..3 {
        let time = stage.between_hours_ago(140, 100);
        let to = vec![stage.person(7 + number * 9)];
        let mut chat = stage.chat(time, &sender, to);
        chat.links.push(link("https://consult-ray.example/offer"));
        chat.threats.push(phish("URL malicious reputation"));
        stage.chats.push(chat);
    }
    (SENDER.to_string(), "Three people get a message with a verdict of phishing.".to_string())
}
