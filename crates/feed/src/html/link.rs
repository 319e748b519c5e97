//! Addresses that a page may link to.

use super::{Html, el};
use lurcher_types::is_harmful;

/// A web address that is safe to click: http or https, a host, nothing invisible, no name and password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Web(String);

impl Web {
    pub fn address(&self) -> &str {
        &self.0
    }
}

/// The longest address that becomes a link.
const MAX_ADDRESS_BYTES: usize = 2_048;

/// The address as a link may hold it; none where it is no web address, `javascript:` say.
pub fn web(address: &str) -> Option<Web> {
    let address = address.trim();
    let scheme =
        ["https://", "http://"].iter().find(|s| address.get(..s.len()).is_some_and(|a| a.eq_ignore_ascii_case(s)))?;
    let rest = address.get(scheme.len()..)?;
    let host = rest.split(['/', '?', '#']).next()?;
    let is_host = !host.is_empty()
        && host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':'))
        && host.starts_with(|c: char| c.is_ascii_alphanumeric());
    if !is_host
        || address.len() > MAX_ADDRESS_BYTES
        || address.chars().any(|c| is_harmful(c) || matches!(c, '\n' | '\t'))
    {
        return None;
    }
    Some(Web(encoded(scheme, rest)))
}

/// Blanks and what else an address may not hold, as `%20`; a `%` that stands for itself too.
fn encoded(scheme: &str, rest: &str) -> String {
    let mut out = scheme.to_owned();
    let bytes = rest.as_bytes();
    for (i, b) in bytes.iter().enumerate() {
        let is_escape = *b == b'%' && bytes.get(i + 1..i + 3).is_some_and(|x| x.iter().all(u8::is_ascii_hexdigit));
        if b.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()*+,;=".contains(b) || is_escape {
            out.push(*b as char);
        } else {
            out.push_str(&format!("%{b:02X}"));
        }
    }
    // One `#` begins the fragment; a second would be refused by strict readers.
    match out.split_once('#') {
        Some((before, fragment)) => format!("{before}#{}", fragment.replace('#', "%23")),
        None => out,
    }
}

/// A link where the address is one, else the text alone.
pub fn link(address: &str, words: impl Into<Html>) -> Html {
    match web(address) {
        Some(safe) => el("a", &[("href", safe.address()), ("rel", "noreferrer noopener")], words),
        None => words.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_links() {
        for bad in [
            "javascript:alert(1)",
            " JavaScript://example.com/%0aalert(1)",
            "data:text/html,x",
            "//example.com",
            "https://",
            "https://user:word@example.com/",
            "https://exa\u{202e}mple.com",
            "https://example.com/a\tb",
            "https://[::1]/",
            "vbscript:x",
            "file:///etc/passwd",
        ] {
            assert_eq!(web(bad), None, "{bad}");
        }
        let spaced = web("HTTPS://github.com/a/Hunting Queries/x\"y.yaml#L1#2").unwrap();
        assert_eq!(spaced.address(), "https://github.com/a/Hunting%20Queries/x%22y.yaml#L1%232");
        assert!(link("javascript:x", "<b>").into_string().starts_with("&lt;b"));
    }
}
