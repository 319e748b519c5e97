//! `Received`: who handed the message to whom, and when.

use std::net::IpAddr;

use mail_parser::DateTime;

use super::address;

/// One hop.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Received {
    pub from_host: String,
    pub from_ip: Option<IpAddr>,
    pub by_host: String,
    /// The envelope recipient, where the hop served only one.
    pub recipient: Option<String>,
    /// Ticks.
    pub date: Option<i64>,
}

impl Received {
    pub fn parse(field: &str) -> Received {
        let (hop, date) = field.rsplit_once(';').unwrap_or((field, ""));
        let by = clause(hop, "by");
        let from = clause(hop, "from").map(|(at, rest)| {
            // The clause ends where `by` begins.
            match by {
                Some((end, _)) if end > at => hop.get(at..end).unwrap_or(rest),
                _ => rest,
            }
        });
        Received {
            from_host: from.map(first_word).unwrap_or_default(),
            from_ip: from.and_then(ip),
            by_host: by.map(|(_, rest)| first_word(rest)).unwrap_or_default(),
            recipient: clause(hop, "for").map(|(_, rest)| recipient(rest)).filter(|r| address::is_address(r)),
            date: date_ticks(date),
        }
    }
}

/// An RFC 5322 date in ticks.
pub fn date_ticks(text: &str) -> Option<i64> {
    // The reader wants the line's end.
    let date = DateTime::parse_rfc822(&format!("{}\n", text.trim())).filter(DateTime::is_valid)?;
    let ticks = date.to_timestamp().checked_mul(lurcher_types::time::TICKS_PER_SECOND)?;
    lurcher_types::time::in_range(ticks.checked_add(lurcher_types::time::UNIX_EPOCH_TICKS)?)
}

/// Where the text after a keyword begins. Words in comments are the sender's and do not count.
fn clause<'a>(hop: &'a str, keyword: &str) -> Option<(usize, &'a str)> {
    let mut depth = 0usize;
    let mut word_start = 0;
    for (i, c) in hop.char_indices().chain([(hop.len(), ' ')]) {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if c.is_whitespace() => {
                if depth == 0 && hop.get(word_start..i).is_some_and(|w| w.eq_ignore_ascii_case(keyword)) {
                    return Some((i, hop.get(i..)?));
                }
            }
            _ => continue,
        }
        word_start = i + c.len_utf8();
    }
    None
}

fn first_word(text: &str) -> String {
    text.split_whitespace().next().unwrap_or("").to_owned()
}

fn recipient(rest: &str) -> String {
    let word = rest.split_whitespace().next().unwrap_or("");
    word.trim_matches(|c| matches!(c, '<' | '>' | ';' | ',')).to_owned()
}

/// The address of the connecting host. The hop that wrote the line puts it in parentheses or brackets; what stands
/// outside, or in an earlier comment, is what the other side said in its greeting.
fn ip(from: &str) -> Option<IpAddr> {
    let separators = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | ',' | ';' | '=');
    let parse = |word: &str| word.strip_prefix("IPv6:").unwrap_or(word).parse::<IpAddr>().ok();
    let comment = from.find('(').and_then(|at| from.get(at..)).unwrap_or("");
    comment.rsplit(separators).find_map(parse).or_else(|| from.split(separators).find_map(parse))
}

/// Whether an address can be that of a host on the Internet.
pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(v4) => {
            let [a, b, ..] = v4.octets();
            let shared = a == 100 && (64..128).contains(&b);
            !(v4.is_private() || v4.is_loopback() || v4.is_link_local() || v4.is_unspecified() || shared)
        }
        IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
            Some(v4) => is_public(IpAddr::V4(v4)),
            None => !(v6.is_loopback() || v6.is_unspecified() || v6.is_unique_local() || v6.is_unicast_link_local()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lurcher_types::time::format_datetime;

    #[test]
    fn a_hop_reads() {
        let hop = Received::parse(
            "from mta.example (helo [10.0.0.9] by x) ([203.0.113.5]) by mx.example (Postfix) with ESMTP id 1 \
             for <me@own.example>; Wed, 2 Aug 2023 02:01:03 +0200 (CEST)",
        );
        assert_eq!(hop.from_host, "mta.example");
        assert_eq!(hop.by_host, "mx.example");
        assert_eq!(hop.recipient.as_deref(), Some("me@own.example"));
        assert_eq!(hop.date.map(format_datetime).as_deref(), Some("2023-08-02T00:01:03.0000000Z"));
        let other = Received::parse("from a (2001:db8::7) by b; x");
        assert_eq!(other.from_ip, "2001:db8::7".parse().ok());
    }

    #[test]
    fn private_addresses_are_not_public() {
        for ip in ["10.1.2.3", "127.0.0.1", "192.168.0.1", "100.64.0.1", "::1", "fe80::1", "fd00::1", "::ffff:10.0.0.1"]
        {
            assert!(!is_public(ip.parse().unwrap()), "{ip}");
        }
        assert!(is_public("203.0.113.5".parse().unwrap()));
    }
}
