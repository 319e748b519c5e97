//! Where the message was put: `X-Microsoft-Antispam-Mailbox-Delivery`.

use super::headers::Headers;
use super::headers::antispam_report::Pairs;

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Delivery {
    pub action: &'static str,
    pub location: &'static str,
}

pub fn find(headers: &Headers<'_>, report: &Pairs) -> Delivery {
    let mailbox = headers.value("X-Microsoft-Antispam-Mailbox-Delivery").map(|v| Pairs::parse(&v)).unwrap_or_default();
    let dest = mailbox.get("dest").unwrap_or("").to_ascii_uppercase();
    match dest.as_str() {
        // C: a rule of the user's moved it.
        "I" | "C" => Delivery { action: "Delivered", location: "Inbox/folder" },
        "J" => Delivery { action: "Junked", location: "Junk folder" },
        "D" => Delivery { action: "Delivered", location: "Deleted items" },
        // Released from quarantine; to which folder is not said.
        _ if report.get("SFV").is_some_and(|v| v.eq_ignore_ascii_case("SKQ")) => {
            Delivery { action: "Delivered", location: "" }
        }
        _ => Delivery::default(),
    }
}
