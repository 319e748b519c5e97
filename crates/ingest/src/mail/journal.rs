//! Journal reports: Exchange wraps a copy of a message and lists the true recipients before it.

use super::headers::{Headers, address};
use super::message::first_text;
use super::mime::Leaf;

/// The recipients that a journal report lists; nothing if the message is not one.
pub fn envelope(headers: &Headers<'_>, leaves: &[Leaf<'_>]) -> Option<Vec<String>> {
    headers.first("X-MS-Journal-Report")?;
    let text = first_text(leaves)?;
    Some(text.lines().filter_map(recipient).collect())
}

/// `To: user@example.com, Expanded: list@example.com`
fn recipient(line: &str) -> Option<String> {
    let (label, value) = line.split_once(':')?;
    let label = label.trim().to_ascii_lowercase();
    if !matches!(label.as_str(), "recipient" | "to" | "cc" | "bcc") {
        return None;
    }
    let address = address::bare(value.split(',').next().unwrap_or(""));
    address::is_address(&address).then_some(address)
}
