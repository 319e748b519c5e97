//! On the last evening, somebody sends papers home.

use super::{Stage, Teller};

pub const TELLER: Teller =
    Teller { name: "papers sent home", hunt: "first-files-to-a-free-mailbox", min_days: 3, tell };

/// Too short a name for this service, so that nobody has it.
const ADDRESS: &str = "nh@gmail.com";

fn tell(stage: &mut Stage<'_>) -> (String, String) {
    let employee = stage.person(21);
    let home = stage.stranger("", ADDRESS);
    for number in 0..3 {
        let time = stage.between_hours_ago(16, 13);
        let mut mail = stage.outbound(time, &employee, &home, &format!("papers, part {}", number + 1));
        mail.attachments = stage.company.documents.iter().skip(10 + number * 2).take(2).cloned().collect();
        stage.messages.push(mail);
    }
    (ADDRESS.to_string(), format!("{} sends six documents to a free mailbox at night.", employee.address))
}
