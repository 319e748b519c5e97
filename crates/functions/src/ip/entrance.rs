//! Finding IPv4 addresses in a text, where they must not touch a letter or a digit.
//!
//! The text is read once, however many addresses are looked for.

use super::address::{Ipv4, mask4};
use super::arguments::{List, text};
use crate::{Call, KernelError};
use arrow::array::ArrayRef;

/// For each row, whether the text of the first argument holds an address that one of the others stands for, as `read`
/// understands them. What it cannot read stands for nothing.
pub fn has_any(call: &Call, read: fn(&str) -> Option<Ipv4>) -> Result<ArrayRef, KernelError> {
    let wanted = List::new(call, read);
    Ok(call.bools(|row| {
        let wanted = wanted.row(call, row, read);
        let is_wanted = |bits: u32| wanted.iter().flatten().any(|w| mask4(bits, w.prefix) == w.bits);
        Some(addresses(&text(&call.args[0], row)).any(is_wanted))
    }))
}

/// An address in full.
pub fn address(text: &str) -> Option<Ipv4> {
    let plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    Ipv4::parse(text).filter(|_| plain)
}

/// The beginning of an address: one to three octets, each with its dot, or all four.
pub fn prefix(text: &str) -> Option<Ipv4> {
    if !text.ends_with('.') {
        return address(text);
    }
    let (rest, prefix) = match text.bytes().filter(|b| *b == b'.').count() {
        1 => ("0.0.0", 8),
        2 => ("0.0", 16),
        3 => ("0", 24),
        _ => return None,
    };
    Some(Ipv4 { prefix, ..address(&format!("{text}{rest}"))? })
}

/// The addresses in a text, in order; `1.2.3.4.5` holds two.
fn addresses(text: &str) -> impl Iterator<Item = u32> + '_ {
    let touches_before =
        |at: usize| text.get(..at).and_then(|t| t.chars().next_back()).is_some_and(char::is_alphanumeric);
    let digits = text.bytes().enumerate().filter(|(_, b)| b.is_ascii_digit());
    let starts = digits.map(|(at, _)| at).filter(move |at| !touches_before(*at));
    starts.filter_map(|at| address_at(text.get(at..)?))
}

/// The address with which the text begins, if it ends there without touching a letter or a digit.
fn address_at(text: &str) -> Option<u32> {
    let mut dots = 0;
    let mut end = 0;
    for b in text.bytes() {
        dots += usize::from(b == b'.');
        if !(b.is_ascii_digit() || b == b'.') || dots > 3 {
            break;
        }
        end += 1;
    }
    let touches_after = text.get(end..)?.chars().next().is_some_and(char::is_alphanumeric);
    address(text.get(..end)?).filter(|_| !touches_after).map(|found| found.bits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        addresses(text).map(super::super::address::format4).collect()
    }

    #[test]
    fn addresses_stand_alone() {
        assert_eq!(found("from 127.0.0.1, to 10.0.0.2:80 (1.2.3.4)."), ["127.0.0.1", "10.0.0.2", "1.2.3.4"]);
        assert_eq!(found("1.2.3.4.5"), ["1.2.3.4", "2.3.4.5"]);
        for text in ["127.0.0.256", "x127.0.0.1", "127.0.0.1x", "é127.0.0.1", "127.0.0.01", "1.2.3", "1..2.3", "", "."]
        {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn what_is_looked_for() {
        let is = |read: fn(&str) -> Option<Ipv4>, text| read(text).map(|a| (a.bits, a.prefix));
        assert_eq!(is(prefix, "127."), Some((127 << 24, 8)));
        assert_eq!(is(prefix, "127.0.0."), Some((127 << 24, 24)));
        assert_eq!(is(prefix, "127.0.0.1"), Some((127 << 24 | 1, 32)));
        for bad in ["", ".", "127", "127.0", "256.", "1.2.3.4.", "01.", "1.2.3.4/8", " 1.2.3.4"] {
            assert_eq!(is(prefix, bad), None, "{bad}");
        }
        assert_eq!(is(address, "127."), None);
    }
}
