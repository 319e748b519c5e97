//! Somebody with the name of the head of the company asks for a payment.

use crate::message::Direction;
use crate::traffic;

use super::{Stage, Teller};

pub const TELLER: Teller =
    Teller { name: "executive impersonation", hunt: "colleagues-name-from-outside", min_days: 7, tell };

const ADDRESS: &str = "office.direct@private-desk.example";

fn tell(stage: &mut Stage<'_>) -> (String, String) {
    let head = stage.person(0);
    for number in 0..6 {
        let time = stage.between_hours_ago(150, 10);
        let to = vec![stage.person(5 + number)];
        let subject = "board papers: next steps".to_string();
        let mail = traffic::blank(&mut stage.random, time, Direction::IntraOrg, &head, to, subject);
        stage.beside.push(mail);
    }
    let sender = stage.stranger(&head.name, ADDRESS);
    for number in 0..4 {
        let time = stage.between_hours_ago(70, 4);
        let mut mail =
            stage.inbound(time, &sender, &stage.person(20 + number), "Confidential payment - are you at your desk?");
        mail.first_contact = true;
        stage.messages.push(mail);
    }
    (ADDRESS.to_string(), format!("A stranger named {} asks four people for a confidential payment.", head.name))
}
