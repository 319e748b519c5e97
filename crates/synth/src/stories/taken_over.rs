//! A colleague's mailbox is taken over, hides its answers, and writes to everybody.

use lurcher_types::time::TICKS_PER_SECOND;

use super::{Stage, Teller, link, phish};

pub const TELLER: Teller = Teller { name: "mailbox taken over", hunt: "burst-from-one-account", min_days: 3, tell };

const URL: &str = "https://shared-contract.example/open";

fn tell(stage: &mut Stage<'_>) -> (String, String) {
    let account = stage.person(13);
    let start = stage.hours_ago(27);
    let rule =
        vec![("Name", ".".to_string()), ("MoveToFolder", "RSS Feeds".to_string()), ("MarkAsRead", "True".to_string())];
    let rule = stage.setting(start - 1_200 * TICKS_PER_SECOND, &account, "New-InboxRule", rule);
    stage.settings.push(rule);
    // All of it within ten minutes that begin with the hour.
    for number in 0..30 {
        let time = start + stage.random.between(0, 590) * TICKS_PER_SECOND;
        let mut mail = stage.inside(time, &account, &stage.person(14 + number), "Contract draft for your review");
        mail.links.push(link(URL));
        mail.threats.push(phish("URL malicious reputation"));
        stage.messages.push(mail);
    }
    for customer in stage.company.customers.iter().take(40).cloned().collect::<Vec<_>>() {
        let time = start + stage.random.between(0, 590) * TICKS_PER_SECOND;
        let mut mail = stage.outbound(time, &account, &customer, "Contract draft for your review");
        mail.links.push(link(URL));
        stage.messages.push(mail);
    }
    stage.also("threat-from-a-colleague", &account.address);
    stage.also("same-subject-to-many-outside", &account.address);
    stage.also("inbox-rule-that-hides", &account.object_id);
    let what = format!("{} hides its answers and sends a link to seventy people in ten minutes.", account.address);
    (account.address.clone(), what)
}
