//! An old allow entry lets phishing in.

use crate::message::{Decision, Threat, ThreatKind};

use super::{Stage, Teller, link};

pub const TELLER: Teller =
    Teller { name: "allowed phishing", hunt: "allowed-in-spite-of-a-verdict", min_days: 3, tell };

const ADDRESS: &str = "events@old-supplier.example";

fn tell(stage: &mut Stage<'_>) -> (String, String) {
    let sender = stage.stranger("Old Supplier Events", ADDRESS);
    for number in 0..5 {
        let time = stage.between_hours_ago(66, 50);
        let mut mail =
            stage.inbound(time, &sender, &stage.person(6 + number * 2), "Registration: confirm your password");
        mail.links.push(link("https://old-supplier.example/register"));
        mail.threats.push(Threat { kind: ThreatKind::Phish, method: "General filter", high: false });
        mail.organisation = Some(Decision { action: "Allow", policy: "Tenant allow list" });
        stage.messages.push(mail);
    }
    (ADDRESS.to_string(), "An allow entry for a former supplier lets five phishing mails into inboxes.".to_string())
}
