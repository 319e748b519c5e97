//! Mail from outside under the company's own domain, failing every check, and delivered nevertheless.

use std::sync::Arc;

use crate::company::DOMAIN;
use crate::message::{Authentication, Contact};

use super::{Stage, Teller, link};

pub const TELLER: Teller =
    Teller { name: "own domain spoofed", hunt: "own-domain-failing-authentication", min_days: 3, tell };

fn tell(stage: &mut Stage<'_>) -> (String, String) {
    let address = format!("hr-portal@{DOMAIN}");
    let honest = stage.stranger("HR Portal", &address);
    let sender = Arc::new(Contact { mail_from: "bulk@cheap-host.example".to_string(), ..(*honest).clone() });
    for number in 0..5 {
        let time = stage.between_hours_ago(40, 30);
        let mut mail = stage.inbound(time, &sender, &stage.person(2 + number * 5), "New payroll form to sign");
        mail.links.push(link("https://forms.cheap-host.example/payroll"));
        mail.authentication = Authentication::FAIL;
        stage.messages.push(mail);
    }
    (address, "Five people get a payroll form under the company's own domain, sent from a cheap host.".to_string())
}
