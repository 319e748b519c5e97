//! Reading IP addresses with an optional prefix length: `192.168.1.0/24`, `fe80::1%eth0/64`.

use std::net::{Ipv4Addr, Ipv6Addr};

/// An IPv4 address as a number, and how many of its leading bits count.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ipv4 {
    pub bits: u32,
    pub prefix: u32,
}

/// The same for IPv6. An IPv4 address is the one that it is mapped to, with 96 more bits of prefix.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ipv6 {
    pub bits: u128,
    pub prefix: u32,
    /// The text was a plain IPv4 address.
    pub is_ipv4: bool,
    /// The text ended in the dotted form of IPv4.
    pub is_dotted: bool,
}

/// The bits that come before the address in the IPv6 form of an IPv4 address.
pub const IPV4_OFFSET: u32 = 96;

/// What `::ffff:0:0` has above an IPv4 address.
pub const MAPPED: u128 = 0xffff_0000_0000;

impl Ipv4 {
    /// Four octets without leading zeros; blanks around the whole are passed over.
    pub fn parse(text: &str) -> Option<Ipv4> {
        let (address, prefix) = split_prefix(text.trim(), 32)?;
        let address: Ipv4Addr = address.parse().ok()?;
        Some(Ipv4 { bits: address.to_bits(), prefix })
    }

    /// The address with only the leading bits that count, at most `most` of them.
    pub fn network(self, most: u32) -> u32 {
        mask4(self.bits, self.prefix.min(most))
    }
}

impl Ipv6 {
    /// An IPv6 address, its zone dropped, or an IPv4 address.
    pub fn parse(text: &str) -> Option<Ipv6> {
        let text = text.trim();
        if let Some(Ipv4 { bits, prefix }) = Ipv4::parse(text) {
            let bits = MAPPED | u128::from(bits);
            return Some(Ipv6 { bits, prefix: IPV4_OFFSET + prefix, is_ipv4: true, is_dotted: true });
        }
        let is_dotted = text.contains('.') && !text.contains('%');
        // The prefix of a dotted address counts the 32 bits that are dotted.
        let (address, prefix) = split_prefix(text, if is_dotted { 32 } else { 128 })?;
        let address = address.split_once('%').map_or(address, |(address, _zone)| address);
        let bits = address.parse::<Ipv6Addr>().ok()?.to_bits();
        let prefix = if is_dotted { IPV4_OFFSET + prefix } else { prefix };
        Some(Ipv6 { bits, prefix, is_ipv4: false, is_dotted })
    }

    pub fn network(self, most: u32) -> u128 {
        mask6(self.bits, self.prefix.min(most))
    }
}

/// The leading bits of an IPv4 address.
pub fn mask4(bits: u32, prefix: u32) -> u32 {
    bits & u32::MAX.checked_shl(32 - prefix.min(32)).unwrap_or(0)
}

/// The leading bits of an IPv6 address.
pub fn mask6(bits: u128, prefix: u32) -> u128 {
    bits & u128::MAX.checked_shl(128 - prefix.min(128)).unwrap_or(0)
}

/// Four decimal octets.
pub fn format4(bits: u32) -> String {
    Ipv4Addr::from_bits(bits).to_string()
}

/// Eight groups of four lower-case digits, nothing left out.
pub fn format6(bits: u128) -> String {
    let groups: Vec<String> = Ipv6Addr::from_bits(bits).segments().iter().map(|g| format!("{g:04x}")).collect();
    groups.join(":")
}

/// What stands before `/`, and the number behind it, which is `most` if there is none.
fn split_prefix(text: &str, most: u32) -> Option<(&str, u32)> {
    let Some((address, prefix)) = text.split_once('/') else {
        return Some((text, most));
    };
    let only_digits = !prefix.is_empty() && prefix.bytes().all(|b| b.is_ascii_digit());
    let prefix = prefix.parse().ok().filter(|prefix| only_digits && *prefix <= most)?;
    Some((address, prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ipv4_texts() {
        let network = |text| Ipv4::parse(text).map(|a| a.network(32));
        assert_eq!(network(" 203.0.113.10/24 "), Some(3405803776));
        assert_eq!(network("1.2.3.4/0"), Some(0));
        for bad in
            ["", "1.2.3", "1.2.3.256", "01.2.3.4", "1.2.3.4/33", "1.2.3.4/", "1.2.3.4/+8", "a.b.c.d", "1.2.3.4.5"]
        {
            assert_eq!(network(bad), None, "{bad}");
        }
    }

    #[test]
    fn ipv6_texts() {
        let network = |text| Ipv6::parse(text).map(|a| format6(a.network(128)));
        let is = |text, groups: &str| assert_eq!(network(text).as_deref(), Some(groups), "{text}");
        is("192.168.255.255/24", "0000:0000:0000:0000:0000:ffff:c0a8:ff00");
        is("1.2.3.4/0", "0000:0000:0000:0000:0000:ffff:0000:0000");
        is("::192.168.255.255/24", "0000:0000:0000:0000:0000:0000:c0a8:ff00");
        is("fe80::1%eth0.1/64", "fe80:0000:0000:0000:0000:0000:0000:0000");
        is("FE80::85D:E82C:9446:7994", "fe80:0000:0000:0000:085d:e82c:9446:7994");
        for bad in ["", "::1/129", "::1.2.3.4/120", "1::2::3", "xyz", ":"] {
            assert_eq!(network(bad), None, "{bad}");
        }
    }
}
