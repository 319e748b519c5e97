//! One text from many domains.

use crate::message::Outcome;

use super::{Stage, Teller, link, phish};

pub const TELLER: Teller = Teller { name: "campaign", hunt: "campaign-by-cluster", min_days: 7, tell };

const SUBJECT: &str = "Payslip correction for December";
/// Defender gives like texts the same number, whoever sends them.
const CLUSTER: i64 = 2_452_763_914;

fn tell(stage: &mut Stage<'_>) -> (String, String) {
    for number in 0..14 {
        let domain = format!("payslip-{}.example", number % 5);
        let sender = stage.stranger("Payroll", &format!("pay{number}@{domain}"));
        let time = stage.between_hours_ago(150, 60);
        let mut mail = stage.inbound(time, &sender, &stage.person(number * 2), SUBJECT);
        mail.links.push(link(&format!("https://{domain}/slip/{number}")));
        mail.cluster = CLUSTER;
        mail.first_contact = true;
        if number % 2 == 0 {
            mail.threats.push(phish("General filter"));
            mail.outcome = Outcome::Quarantine;
        }
        stage.messages.push(mail);
    }
    (
        SUBJECT.to_string(),
        "Five domains send the same payslip mail to fourteen people; half of it gets through.".to_string(),
    )
}
