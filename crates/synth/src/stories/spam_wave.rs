//! One domain floods the company with spam for three hours.

use crate::message::{Authentication, Outcome, Threat, ThreatKind};

use super::{Stage, Teller, link};

pub const TELLER: Teller = Teller { name: "spam wave", hunt: "spam-wave", min_days: 3, tell };

const DOMAIN: &str = "mega-bonus-wave.example";

fn tell(stage: &mut Stage<'_>) -> (String, String) {
    let count = (stage.options.messages / 200).clamp(90, 20_000);
    let hours = [52, 51, 50];
    for number in 0..count {
        let sender = stage.stranger("Bonus Wave", &format!("offer{}@{DOMAIN}", number % 12));
        // The middle of full hours, a third each, so that every hour is a wave.
        let end = hours[number % hours.len()];
        let time = stage.between_hours_ago(end, end - 1);
        let to = stage.person(number * 7);
        let mut mail = stage.inbound(time, &sender, &to, &format!("Your bonus no. {} is waiting", number % 5));
        mail.links.push(link(&format!("http://{DOMAIN}/{}", number % 30)));
        mail.threats.push(Threat { kind: ThreatKind::Spam, method: "Fingerprint matching", high: number % 3 == 0 });
        mail.outcome = if number % 3 == 0 { Outcome::Quarantine } else { Outcome::Junk };
        mail.authentication = Authentication::NONE;
        mail.first_contact = true;
        stage.messages.push(mail);
    }
    (DOMAIN.to_string(), format!("{count} spam mails from one domain within three hours."))
}
