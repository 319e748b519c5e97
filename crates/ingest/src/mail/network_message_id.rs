//! The id that Exchange gives a message; a stable one of our own where it gave none.

use uuid::Uuid;

use super::headers::Headers;
use crate::digest::Identity;

pub fn find(headers: &Headers<'_>, body: &[u8]) -> String {
    const HEADERS: [&str; 3] = [
        "X-MS-Exchange-Organization-Network-Message-Id",
        "X-MS-Exchange-CrossTenant-Network-Message-Id",
        "X-MS-Office365-Filtering-Correlation-Id",
    ];
    HEADERS.iter().find_map(|name| guid(&headers.value(name)?)).unwrap_or_else(|| own(headers, body))
}

/// A guid in lower case. Anything else in the header is not Exchange's.
fn guid(text: &str) -> Option<String> {
    Uuid::try_parse(text.trim()).ok().filter(|id| !id.is_nil()).map(|id| id.hyphenated().to_string())
}

/// From what the sender wrote, so that two copies of a message have the same id whoever delivered them: hops add
/// `Received` lines and change line ends, and neither counts here.
fn own(headers: &Headers<'_>, body: &[u8]) -> String {
    let mut identity = Identity::default();
    for name in ["Message-ID", "Date", "From", "Subject"] {
        identity.add(headers.value(name).unwrap_or_default().as_bytes());
    }
    let lines: Vec<u8> = body.iter().copied().filter(|b| *b != b'\r').collect();
    identity.add(lines.trim_ascii_end());
    let namespace = Uuid::new_v5(&Uuid::NAMESPACE_URL, b"https://github.com/lurcher-kql/lurcher#message");
    Uuid::new_v5(&namespace, &identity.finish().to_be_bytes()).hyphenated().to_string()
}
