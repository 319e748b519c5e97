//! A mailbox is flooded with subscriptions; then a helping hand writes in Teams.

use lurcher_types::time::TICKS_PER_SECOND;

use super::{Stage, Teller};

pub const TELLER: Teller = Teller { name: "mail bomb and helping hand", hunt: "mail-bomb", min_days: 3, tell };

const HELPER: &str = "desk@it-assist.example";
const MAILS: usize = 110;

fn tell(stage: &mut Stage<'_>) -> (String, String) {
    let victim = stage.person(15);
    let start = stage.hours_ago(32);
    for number in 0..MAILS {
        let name = format!("List {number}");
        let sender = stage.stranger(&name, &format!("welcome@list-{number}.example"));
        // Within a quarter of an hour that begins with the hour.
        let time = start + stage.random.between(0, 890) * TICKS_PER_SECOND;
        let mail = stage.inbound(time, &sender, &victim, &format!("Welcome to list {number}, please confirm"));
        stage.messages.push(mail);
    }
    let helper = stage.stranger("IT Help Desk", HELPER);
    for minute in [40, 44, 52] {
        let chat = stage.chat(start + minute * 60 * TICKS_PER_SECOND, &helper, vec![victim.clone()]);
        stage.chats.push(chat);
    }
    stage.also("mail-bomb-then-teams", HELPER);
    stage.also("teams-help-desk-from-outside", HELPER);
    let what = format!(
        "{} gets {MAILS} mails in a quarter of an hour; then an outside help desk offers to help.",
        victim.address
    );
    (victim.address.clone(), what)
}
