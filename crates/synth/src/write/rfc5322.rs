//! A mail as raw text, with the headers that Exchange Online writes.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lurcher_types::time::{civil, day_of_week};

use crate::company::{DOMAIN, content, guid};
use crate::message::{Contact, Direction, Message, Outcome, ThreatKind};
use crate::tables::{self, HeaderRow};

const DAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The header lines with decoded values, top first.
pub fn headers(message: &Message) -> Vec<(&'static str, String)> {
    let date = date(message.time);
    let id = guid(message.id);
    let hop = received_from(message);
    let mut lines = vec![
        ("Return-Path", message.sender.mail_from.clone()),
        ("Received", format!("from {hop} by mail.protection.example with SMTP; {date}")),
    ];
    // Only mail from outside has a sender to authenticate.
    if message.direction == Direction::Inbound {
        lines.push(("Authentication-Results", authentication(message)));
        lines.push(("X-Sender-IP", sender_ip(message).to_string()));
    }
    lines.extend([
        ("X-MS-Exchange-CrossTenant-OriginalArrivalTime", arrival(message.time)),
        ("X-MS-Exchange-CrossTenant-Network-Message-Id", id.clone()),
        ("X-MS-Exchange-Organization-Network-Message-Id", id),
        ("X-MS-Exchange-Organization-MessageDirectionality", directionality(message.direction).to_string()),
        ("X-MS-Exchange-Organization-SCL", tables::spam_confidence(message).to_string()),
    ]);
    // The report's category has room for one verdict; phishing beside malware shows in the PCL.
    if category(message) == "MALW" && message.threats.iter().any(|t| t.kind == ThreatKind::Phish) {
        lines.push(("X-MS-Exchange-Organization-PCL", "8".to_string()));
    }
    lines.push(("X-Forefront-Antispam-Report", antispam_report(message)));
    lines.push(("X-Microsoft-Antispam", format!("BCL:{};", message.bulk)));
    if let Some(folder) = folder(message.outcome) {
        lines.push(("X-Microsoft-Antispam-Mailbox-Delivery", format!("ucf:0;jmr:0;auth:0;dest:{folder};")));
    }
    lines.push(("From", mailbox(&message.sender)));
    lines.push(("To", mailboxes(tables::addressed(message))));
    if message.copied > 0 {
        lines.push(("Cc", mailboxes(tables::copied(message))));
    }
    lines.push(("Subject", message.subject.clone()));
    lines.push(("Date", date));
    lines.push(("Message-ID", tables::internet_message_id(message)));
    lines.push(("MIME-Version", "1.0".to_string()));
    lines
}

/// The rows of EmailHeaders.
pub fn header_rows(message: &Message) -> impl Iterator<Item = HeaderRow<'_>> {
    let lines = headers(message).into_iter().enumerate();
    lines.map(move |(ordinal, (name, value))| HeaderRow { message, ordinal, name, value })
}

/// The whole mail with CRLF line ends.
pub fn raw(message: &Message) -> String {
    let mut text = String::new();
    for (name, value) in headers(message) {
        let value = match name {
            "From" | "To" | "Cc" => value.split(", ").map(encoded_mailbox).collect::<Vec<_>>().join(",\r\n "),
            "Subject" => encoded(&value),
            "Return-Path" => format!("<{value}>"),
            _ => value,
        };
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    let body = body(message);
    if message.attachments.is_empty() {
        text.push_str(&part("text/html; charset=utf-8", "", body.as_bytes()));
        return text;
    }
    let boundary = format!("=_{:032x}", message.id);
    text.push_str(&format!("Content-Type: multipart/mixed; boundary=\"{boundary}\"\r\n\r\n"));
    text.push_str(&format!("--{boundary}\r\n{}", part("text/html; charset=utf-8", "", body.as_bytes())));
    for file in &message.attachments {
        let disposition = format!("Content-Disposition: attachment; filename=\"{}\"\r\n", encoded(&file.name));
        let part = part("application/octet-stream", &disposition, &content(file.seed, file.size));
        text.push_str(&format!("--{boundary}\r\n{part}"));
    }
    text.push_str(&format!("--{boundary}--\r\n"));
    text
}

fn body(message: &Message) -> String {
    let mut html = String::from("<html><body><p>Please see below.</p>\r\n");
    // A QR code is a picture; its link stands in no text.
    for link in message.links.iter().filter(|l| l.location == "Body") {
        html.push_str(&format!("<p><a href=\"{}\">open</a></p>\r\n", link.url));
    }
    html.push_str("</body></html>\r\n");
    html
}

fn part(content_type: &str, more: &str, bytes: &[u8]) -> String {
    let mut text = format!("Content-Type: {content_type}\r\n{more}Content-Transfer-Encoding: base64\r\n\r\n");
    for line in STANDARD.encode(bytes).as_bytes().chunks(76) {
        text.extend(line.iter().map(|b| char::from(*b)));
        text.push_str("\r\n");
    }
    text
}

fn mailbox(contact: &Contact) -> String {
    match contact.name.as_str() {
        "" => contact.address.clone(),
        // An address as a name must be quoted, or it would be the address.
        name if name.contains('@') => format!("\"{name}\" <{}>", contact.address),
        name => format!("{name} <{}>", contact.address),
    }
}

fn mailboxes(contacts: &[std::sync::Arc<Contact>]) -> String {
    contacts.iter().map(|c| mailbox(c)).collect::<Vec<_>>().join(", ")
}

fn encoded_mailbox(mailbox: &str) -> String {
    match mailbox.split_once(" <") {
        Some((name, address)) => format!("{} <{address}", encoded(name)),
        None => mailbox.to_string(),
    }
}

/// RFC 2047: words of at most 75 characters, cut between characters.
fn encoded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_string();
    }
    let mut words = Vec::new();
    let mut word = String::new();
    for c in text.chars() {
        if word.len() + c.len_utf8() > 42 {
            words.push(std::mem::take(&mut word));
        }
        word.push(c);
    }
    words.push(word);
    let words = words.iter().map(|w| format!("=?utf-8?B?{}?=", STANDARD.encode(w)));
    words.collect::<Vec<_>>().join("\r\n ")
}

/// Empty for mail that starts inside.
fn sender_ip(message: &Message) -> &str {
    match tables::sender_ip(message) {
        (ipv4, "") => ipv4,
        (_, ipv6) => ipv6,
    }
}

fn received_from(message: &Message) -> String {
    match sender_ip(message) {
        "" => format!("mailbox.{DOMAIN}"),
        ip => format!("mx.{} ({ip})", message.sender.domain()),
    }
}

fn authentication(message: &Message) -> String {
    let ip = sender_ip(message);
    let a = message.authentication;
    let from = message.sender.domain();
    let envelope = crate::message::domain_of(&message.sender.mail_from);
    format!(
        "spf={} (sender IP is {ip}) smtp.mailfrom={envelope}; dkim={} header.d={from}; dmarc={} action=none \
         header.from={from}; compauth={} reason=100",
        a.spf, a.dkim, a.dmarc, a.composite
    )
}

fn antispam_report(message: &Message) -> String {
    let direction = match message.direction {
        Direction::Inbound => "INB",
        Direction::Outbound => "OUT",
        Direction::IntraOrg => "INT",
    };
    let verdict = match (message.organisation.map(|d| d.action), message.reader.map(|d| d.action)) {
        (Some("Allow"), _) => "SKA",
        (Some(_), _) => "SKB",
        (None, Some("Allow")) => "SFE",
        (None, Some(_)) => "BLK",
        (None, None) if message.threats.iter().any(|t| t.kind == ThreatKind::Spam) => "SPM",
        (None, None) => "NSPM",
    };
    let address = match sender_ip(message) {
        "" => String::new(),
        ip => format!("CIP:{ip};"),
    };
    format!(
        "{address}CTRY:{};LANG:{};SCL:{};SFV:{verdict};H:mx.{};CAT:{};DIR:{direction};",
        message.sender.country,
        message.sender.language,
        tables::spam_confidence(message),
        message.sender.domain(),
        category(message),
    )
}

fn category(message: &Message) -> &'static str {
    match message.threats.first() {
        None => "NONE",
        Some(t) if t.method == "Bulk" => "BULK",
        Some(t) => match (t.kind, t.high) {
            (ThreatKind::Malware, _) => "MALW",
            (ThreatKind::Phish, true) => "HPHSH",
            (ThreatKind::Phish, false) => "PHSH",
            (ThreatKind::Spam, true) => "HSPM",
            (ThreatKind::Spam, false) => "SPM",
        },
    }
}

fn directionality(direction: Direction) -> &'static str {
    if direction == Direction::Inbound { "Incoming" } else { "Originating" }
}

fn folder(outcome: Outcome) -> Option<char> {
    match outcome {
        Outcome::Inbox => Some('I'),
        Outcome::Junk => Some('J'),
        Outcome::Quarantine | Outcome::Outside => None,
    }
}

/// `Tue, 06 Feb 2024 17:23:07 +0000`
fn date(ticks: i64) -> String {
    let day = DAYS.get(day_of_week(ticks) as usize).copied().unwrap_or_default();
    let c = civil(ticks);
    format!("{day}, {:02} {} {:04} {:02}:{:02}:{:02} +0000", c.day, month(c.month), c.year, c.hour, c.minute, c.second)
}

/// `06 Feb 2024 17:23:07.4169 (UTC)`
fn arrival(ticks: i64) -> String {
    let c = civil(ticks);
    let fraction = c.tick / 1_000;
    let month = month(c.month);
    format!("{:02} {month} {:04} {:02}:{:02}:{:02}.{fraction:04} (UTC)", c.day, c.year, c.hour, c.minute, c.second)
}

fn month(number: i64) -> &'static str {
    MONTHS.get((number - 1) as usize).copied().unwrap_or_default()
}
