//! Who the message was for: one row each.

use std::collections::HashSet;

use super::headers::received::Received;
use super::headers::{Headers, address};
use super::message::Nesting;
use crate::Options;

/// The recipients, each once. Envelopes go before what the sender wrote into `To`.
pub fn find(headers: &Headers<'_>, nesting: &Nesting, options: &Options) -> Vec<String> {
    let delivered = matches!(nesting, Nesting::Delivered);
    let found = match nesting {
        Nesting::Journaled { recipients } if !recipients.is_empty() => recipients.clone(),
        _ => match &options.mailbox {
            // A message within another was not delivered to the mailbox that holds the outer one.
            Some(mailbox) if delivered => vec![mailbox.clone()],
            _ => envelope(headers).unwrap_or_else(|| written(headers)),
        },
    };
    let mut seen = HashSet::new();
    found.into_iter().filter(|r| seen.insert(r.to_lowercase())).collect()
}

/// What the delivering hops noted.
fn envelope(headers: &Headers<'_>) -> Option<Vec<String>> {
    const ORGANISATION: [&str; 2] =
        ["X-MS-Exchange-Organization-OriginalEnvelopeRecipients", "X-MS-Exchange-Organization-EnvelopeRecipients"];
    let many = |name: &str| some(addresses(&headers.value(name)?));
    let one = |name: &str| {
        let bare = address::bare(&headers.value(name)?);
        address::is_address(&bare).then(|| vec![bare])
    };
    ORGANISATION
        .iter()
        .find_map(|name| many(name))
        .or_else(|| one("Delivered-To"))
        .or_else(|| one("X-Original-To"))
        .or_else(|| headers.all("Received").find_map(|f| Received::parse(&f.unfolded()).recipient).map(|r| vec![r]))
}

/// What the sender wrote.
fn written(headers: &Headers<'_>) -> Vec<String> {
    ["To", "Cc", "Bcc"].iter().flat_map(|name| in_field(headers, name)).collect()
}

/// The addresses of all fields of a name.
pub fn in_field(headers: &Headers<'_>, name: &str) -> Vec<String> {
    headers.all(name).flat_map(|f| addresses(&f.unfolded())).collect()
}

fn addresses(field: &str) -> Vec<String> {
    address::parse(field).into_iter().map(|m| m.address).filter(|a| address::is_address(a)).collect()
}

fn some(found: Vec<String>) -> Option<Vec<String>> {
    (!found.is_empty()).then_some(found)
}
