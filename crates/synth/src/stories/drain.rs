//! An employee sends documents to a place that nobody else writes to.

use super::{Stage, Teller};

pub const TELLER: Teller = Teller { name: "documents drained", hunt: "drain-to-one-outside-domain", min_days: 7, tell };

const DOMAIN: &str = "rowan-consulting.example";

fn tell(stage: &mut Stage<'_>) -> (String, String) {
    let employee = stage.person(17);
    let target = stage.stranger("R. Private", &format!("inbox@{DOMAIN}"));
    let mut documents = stage.company.documents.clone();
    documents.sort_by_key(|d| std::cmp::Reverse(d.size));
    for number in 0..12 {
        let time = stage.between_hours_ago(120, 5);
        let mut mail = stage.outbound(time, &employee, &target, &format!("papers {}", number + 1));
        mail.attachments = documents.iter().skip(number * 3).take(3).cloned().collect();
        stage.messages.push(mail);
    }
    (DOMAIN.to_string(), format!("{} sends 36 documents to a domain nobody else writes to.", employee.address))
}
