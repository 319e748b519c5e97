//! A partner's domain is used by somebody else.

use std::sync::Arc;

use crate::message::{Authentication, Contact};

use super::{Stage, Teller, link};

pub const TELLER: Teller = Teller { name: "partner spoofed", hunt: "correspondent-failing-dmarc", min_days: 7, tell };

fn tell(stage: &mut Stage<'_>) -> (String, String) {
    // The partner before the last: one who has not been taken over.
    let partners = stage.company.partners.iter().rev().nth(1).cloned().unwrap_or_default();
    let Some(partner) = partners.first().cloned() else { return Default::default() };
    for number in 0..8 {
        let time = stage.between_hours_ago(160, 100);
        let mail = stage.outbound(time, &stage.person(number * 2), &partner, "Delivery schedule");
        stage.beside.push(mail);
    }
    let sender = Arc::new(Contact { mail_from: "send@cheap-host.example".to_string(), ..(*partner).clone() });
    for number in 0..4 {
        let time = stage.between_hours_ago(70, 40);
        let mut mail = stage.inbound(time, &sender, &stage.person(number * 2), "Changed delivery schedule");
        mail.links.push(link("https://forms.cheap-host.example/schedule"));
        mail.authentication = Authentication::FAIL;
        stage.messages.push(mail);
    }
    let what = format!("Four people get mail in the name of {}, who did not send it.", partner.address);
    (partner.address.clone(), what)
}
