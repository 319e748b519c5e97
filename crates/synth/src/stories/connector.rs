//! A partner's server is trusted by a connector, and sends phishing through it.

use super::{Stage, Teller, link, phish};

pub const TELLER: Teller =
    Teller { name: "through a connector", hunt: "threat-through-a-connector", min_days: 7, tell };

const CONNECTOR: &str = "Inbound from scanning service";

fn tell(stage: &mut Stage<'_>) -> (String, String) {
    let sender = stage.stranger("Scanner", "scanner@scan-relay.example");
    for number in 0..4 {
        let time = stage.between_hours_ago(150, 30);
        let mut mail = stage.inbound(time, &sender, &stage.person(4 + number * 7), "Scan from device 12");
        mail.links.push(link("https://scan-relay.example/view"));
        mail.threats.push(phish("URL malicious reputation"));
        mail.connector = CONNECTOR;
        stage.messages.push(mail);
    }
    (CONNECTOR.to_string(), "Four phishing mails come in through a connector that skips the filter.".to_string())
}
