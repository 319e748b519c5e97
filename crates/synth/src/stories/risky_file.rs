//! The same disk image goes to several people from changing senders.

use crate::company;
use crate::message::{Outcome, Threat, ThreatKind};

use super::{Stage, Teller};

pub const TELLER: Teller = Teller { name: "risky attachment", hunt: "same-risky-file-to-many", min_days: 7, tell };

fn tell(stage: &mut Stage<'_>) -> (String, String) {
    let name = "Remittance_2291.iso".to_string();
    let file = company::file(&mut stage.random, name, "iso", 61_440, "");
    for number in 0..8 {
        let sender = stage.stranger("Accounts Payable", &format!("ap{number}@remit-{}.example", number / 2));
        let time = stage.between_hours_ago(90, 72);
        let mut mail = stage.inbound(time, &sender, &stage.person(4 + number * 3), "Remittance advice 2291");
        mail.attachments.push(file.clone());
        mail.first_contact = true;
        if number % 4 == 3 {
            mail.threats.push(Threat { kind: ThreatKind::Malware, method: "File detonation", high: true });
            mail.outcome = Outcome::Quarantine;
        }
        stage.messages.push(mail);
    }
    (file.sha256.clone(), "One disk image is sent to eight people by four domains; six copies get through.".to_string())
}
