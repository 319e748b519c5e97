//! A mail flow rule that once helped lets phishing in.

use super::{Stage, Teller, link, phish};

pub const TELLER: Teller =
    Teller { name: "let in by a rule", hunt: "threat-let-in-by-a-mail-flow-rule", min_days: 7, tell };

const RULE: &str = "Bypass filter for survey tool";

fn tell(stage: &mut Stage<'_>) -> (String, String) {
    let sender = stage.stranger("Survey", "team@survey-tool-reply.example");
    for number in 0..5 {
        let time = stage.between_hours_ago(160, 40);
        let mut mail = stage.inbound(time, &sender, &stage.person(6 + number * 5), "A short survey for you");
        mail.links.push(link("https://survey-tool-reply.example/q/1"));
        mail.threats.push(phish("URL detonation reputation"));
        mail.flow_rule = RULE;
        stage.messages.push(mail);
    }
    (RULE.to_string(), "A mail flow rule for a survey tool lets five phishing mails in.".to_string())
}
