//! A look-alike of Microsoft writes for the first time, beside the genuine senders that have long been known.

use super::{Stage, Teller, link};

pub const TELLER: Teller = Teller {
    name: "look-alike Microsoft sender",
    hunt: "new-sender-using-a-known-brand",
    // Known means: more than three mails, more than thirty days ago.
    min_days: 40,
    tell,
};

const ADDRESS: &str = "security@account-micros0ft.example";

fn tell(stage: &mut Stage<'_>) -> (String, String) {
    for sender in stage.company.microsoft.clone() {
        for number in 0..6 {
            let oldest = i64::from(stage.options.days) * 24;
            let time = stage.between_hours_ago(oldest, 32 * 24);
            let mail = stage.inbound(time, &sender, &stage.person(number), "Service health advisory");
            stage.beside.push(mail);
        }
    }
    let sender = stage.stranger("Microsoft account team", ADDRESS);
    for number in 0..7 {
        let time = stage.between_hours_ago(20, 2);
        let mut mail = stage.inbound(time, &sender, &stage.person(3 + number * 2), "Unusual sign-in activity");
        mail.links.push(link("https://account-micros0ft.example/verify"));
        mail.first_contact = true;
        stage.messages.push(mail);
    }
    let what = "A new sender calls itself Microsoft account team and asks seven people to verify their account.";
    (ADDRESS.to_string(), what.to_string())
}
