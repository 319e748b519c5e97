//! Finding IPv4 addresses in a text, where they must not touch a letter or a digit.

use super::address::Ipv4;

/// Whether this address, given in full, stands in the text.
pub fn has_address(text: &str, address: &str) -> bool {
    is_address(address) && starts(text, address).any(|at| is_free(text, at + address.len()))
}

/// Whether an address that begins so stands in the text. The prefix is an address in full or ends in a dot.
pub fn has_prefix(text: &str, prefix: &str) -> bool {
    if !prefix.ends_with('.') {
        return has_address(text, prefix);
    }
    is_prefix(prefix) && starts(text, prefix).any(|at| address_at(text, at))
}

fn is_address(text: &str) -> bool {
    !text.contains('/') && text == text.trim() && Ipv4::parse(text).is_some()
}

/// One to three octets, each with its dot.
fn is_prefix(prefix: &str) -> bool {
    let octets = prefix.bytes().filter(|b| *b == b'.').count();
    let rest = ["0.0.0", "0.0", "0"];
    octets.checked_sub(1).and_then(|i| rest.get(i)).is_some_and(|rest| is_address(&format!("{prefix}{rest}")))
}

/// Where the needle begins in the text with no letter or digit before it.
fn starts<'a>(text: &'a str, needle: &'a str) -> impl Iterator<Item = usize> + 'a {
    let before = |at: usize| text.get(..at).and_then(|t| t.chars().next_back());
    text.match_indices(needle).map(|(at, _)| at).filter(move |at| !before(*at).is_some_and(char::is_alphanumeric))
}

/// Whether no letter or digit follows at this index.
fn is_free(text: &str, at: usize) -> bool {
    !text.get(at..).and_then(|t| t.chars().next()).is_some_and(char::is_alphanumeric)
}

/// Whether a whole valid address begins here and ends freely.
fn address_at(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or("");
    let mut dots = 0;
    let is_part = |b: u8| {
        dots += usize::from(b == b'.');
        b.is_ascii_digit() || (b == b'.' && dots <= 3)
    };
    let end = rest.bytes().position({
        let mut is_part = is_part;
        move |b| !is_part(b)
    });
    let end = end.unwrap_or(rest.len());
    rest.get(..end).is_some_and(is_address) && is_free(rest, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_stand_alone() {
        assert!(has_address("from 127.0.0.1, twice", "127.0.0.1"));
        assert!(has_address("4127.0.0.1 and 127.0.0.1.", "127.0.0.1"));
        for text in ["54127.0.0.1", "127.0.0.12", "x127.0.0.1", "127.0.0.1x", "é127.0.0.1", ""] {
            assert!(!has_address(text, "127.0.0.1"), "{text}");
        }
        assert!(!has_address("127.0.0.256", "127.0.0.256"));
        assert!(!has_address("anything", ""));
    }

    #[test]
    fn prefixes_end_in_a_dot() {
        assert!(has_prefix("at 127.0.0.1:80", "127."));
        assert!(has_prefix("at 127.0.0.1:80", "127.0.0."));
        assert!(has_prefix("at 127.0.0.1:80", "127.0.0.1"));
        assert!(!has_prefix("at 127.0.0.1:80", "127.0"));
        assert!(!has_prefix("at 127.0.0.256:80", "127.0."));
        assert!(!has_prefix("at 127.0.0:80", "127.0."));
        assert!(!has_prefix("at 127.0.0.1", "."));
        assert!(!has_prefix("at 127.0.0.1", "127.0.0.1."));
    }
}
