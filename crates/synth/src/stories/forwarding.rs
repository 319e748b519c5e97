//! A mailbox rule sends everything on to an outside mailbox.

use crate::message::Forwarding;

use super::{Stage, Teller};

pub const TELLER: Teller =
    Teller { name: "auto-forwarding", hunt: "forwarding-to-an-outside-mailbox", min_days: 7, tell };

const TARGET: &str = "archive.box77@freeinbox.example";

fn tell(stage: &mut Stage<'_>) -> (String, String) {
    let owner = stage.person(11);
    let target = stage.stranger("", TARGET);
    for number in 0..24 {
        let time = stage.between_hours_ago(130, 1);
        // The From of what is forwarded stays that of the first sender.
        let sender = match stage.company.customers.get(number) {
            Some(customer) if number % 2 == 0 => customer.clone(),
            _ => owner.clone(),
        };
        let mut mail = stage.outbound(time, &sender, &target, &format!("FW: purchase order {}", 4_400 + number));
        mail.forwarding = Some(Forwarding { mailbox: owner.clone(), kind: "MailboxRule" });
        stage.messages.push(mail);
    }
    let rule = vec![("Name", "copy".to_string()), ("ForwardTo", TARGET.to_string())];
    let time = stage.hours_ago(131);
    let rule = stage.setting(time, &owner, "New-InboxRule", rule);
    stage.settings.push(rule);
    stage.also("forwarding-set-in-a-mailbox", TARGET);
    (TARGET.to_string(), format!("A rule in the mailbox of {} forwards its mail outside.", owner.address))
}
