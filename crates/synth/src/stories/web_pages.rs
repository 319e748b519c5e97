//! A web page of their own for each reader, which builds the malware on their machine.

use crate::company;

use super::{Stage, Teller};

pub const TELLER: Teller =
    Teller { name: "pages for each reader", hunt: "web-page-for-each-reader", min_days: 3, tell };

const ADDRESS: &str = "fax@cloud-fax-line.example";

fn tell(stage: &mut Stage<'_>) -> (String, String) {
    let sender = stage.stranger("Cloud Fax", ADDRESS);
    for number in 0..5 {
        let time = stage.between_hours_ago(19, 8);
        let name = format!("Fax_{}.html", 9_010 + number);
        let file = company::file(&mut stage.random, name, "html", 18_000, "");
        let mut mail = stage.inbound(time, &sender, &stage.person(3 + number * 5), "You have a new fax");
        mail.attachments.push(file);
        mail.first_contact = true;
        stage.messages.push(mail);
    }
    stage.also("first-contact-with-attachment", ADDRESS);
    (ADDRESS.to_string(), "Five people each get another web page as an attachment.".to_string())
}
