//! The parts of a text that have a shape: addresses, URLs, hosts, files, numbers of the network, ids.

use super::vocabulary::{is_common_domain, is_file_ending};
use super::words::Words;
use lurcher_types::time::parse_datetime;
use std::net::{IpAddr, SocketAddr};

/// Ids and hashes have at least so many hexadecimal digits.
const LEAST_HEX: usize = 16;

/// The text with each atom replaced; what stands between them stays.
pub fn each(text: &str, mut pseudonym: impl FnMut(&str) -> String) -> String {
    let is_border = |c: char| c.is_whitespace() || ",;<>()\"'[]{}|".contains(c);
    let mut out = String::with_capacity(text.len());
    for piece in text.split_inclusive(is_border) {
        let atom = piece.strip_suffix(is_border).unwrap_or(piece);
        let bare = atom.trim_end_matches(['.', ':', '!', '?']);
        if !bare.is_empty() {
            out.push_str(&pseudonym(bare));
        }
        out.push_str(piece.get(bare.len()..).unwrap_or_default());
    }
    out
}

/// Whether an atom is an address, a link, a host, a number of the network, an id or a hash: no word of any product.
pub fn has_shape(atom: &str) -> bool {
    atom.contains("://")
        || atom.contains('@')
        || atom.parse::<IpAddr>().is_ok()
        || atom.parse::<SocketAddr>().is_ok()
        || is_hex(atom)
        || is_host(atom)
}

/// When something was stays, as it does in columns of its own: `2026-01-10T08:00:00Z`.
fn is_moment(atom: &str) -> bool {
    let shape = atom.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect::<String>();
    shape.starts_with("0000-00-00T00:00:00") && parse_datetime(atom).is_some()
}

pub fn pseudonym(atom: &str, words: &mut Words) -> String {
    if is_moment(atom) {
        return atom.to_owned();
    }
    if let Some((scheme, rest)) = atom.split_once("://") {
        return url(scheme, rest, words);
    }
    if let Some((local, host)) = atom.rsplit_once('@').filter(|(local, host)| !local.is_empty() && is_host(host)) {
        return format!("{}@{}", words.each(local), domain(host, words));
    }
    if let Ok(address) = atom.parse::<IpAddr>() {
        return words.address(address);
    }
    if let Ok(address) = atom.parse::<SocketAddr>() {
        let (ip, port) = (words.address(address.ip()), address.port());
        return if address.is_ipv6() { format!("[{ip}]:{port}") } else { format!("{ip}:{port}") };
    }
    if is_hex(atom) {
        return words.hex(atom);
    }
    match atom.rsplit_once('.') {
        Some((stem, ending)) if is_file_ending(ending) => format!("{}.{ending}", words.each(stem)),
        Some(_) if is_host(atom) => domain(atom, words),
        _ => words.each(atom),
    }
}

fn url(scheme: &str, rest: &str, words: &mut Words) -> String {
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = (rest.get(..end).unwrap_or_default(), rest.get(end..).unwrap_or_default());
    let (user, host) = authority.rsplit_once('@').map_or((None, authority), |(user, host)| (Some(user), host));
    let (host, port) = match host.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => (host, Some(port)),
        _ => (host, None),
    };
    let mut out = format!("{}://", if is_scheme(scheme) { scheme.to_owned() } else { words.each(scheme) });
    if let Some(user) = user {
        out.push_str(&format!("{}@", words.each(user)));
    }
    out.push_str(&match host.parse::<IpAddr>() {
        Ok(address) => words.address(address),
        Err(_) if is_host(host) => domain(host, words),
        Err(_) => words.each(host),
    });
    if let Some(port) = port {
        out.push_str(&format!(":{port}"));
    }
    // An address may stand in the path or the query, and is then the same as elsewhere.
    for piece in path.split_inclusive(['/', '?', '&', '=', '#']) {
        let part = piece.trim_end_matches(['/', '?', '&', '=', '#']);
        out.push_str(&if part.contains("://") { words.each(part) } else { pseudonym(part, words) });
        out.push_str(piece.get(part.len()..).unwrap_or_default());
    }
    out
}

/// Labels are words. The last is kept only where the rule looks for it, so that nobody's domain comes out.
fn domain(host: &str, words: &mut Words) -> String {
    let labels: Vec<&str> = host.split('.').collect();
    let (own, registered) = labels.split_at(labels.len().saturating_sub(2));
    let registered = registered.join(".");
    let own = own.iter().map(|label| words.each(label));
    if is_common_domain(&registered) {
        return own.chain([registered]).collect::<Vec<_>>().join(".");
    }
    let (second, top) = registered.rsplit_once('.').unwrap_or(("", &registered));
    let own: Vec<String> = own.collect();
    let second = words.each(second);
    let top = if words.is_kept(top) { top } else { "example" };
    own.into_iter().chain([second, top.to_owned()]).collect::<Vec<_>>().join(".")
}

fn is_scheme(scheme: &str) -> bool {
    ["http", "https", "ftp", "hxxp", "hxxps", "file", "data"].iter().any(|known| known.eq_ignore_ascii_case(scheme))
}

fn is_host(text: &str) -> bool {
    let is_label =
        |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    let top = text.rsplit('.').next().unwrap_or_default();
    text.contains('.')
        && text.split('.').all(is_label)
        && top.chars().count() > 1
        && top.chars().all(char::is_alphabetic)
}

/// Hexadecimal digits, perhaps in groups as a guid has them. Words alone, such as `deadbeef`, are too short.
fn is_hex(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_hexdigit).count();
    let only = text.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
    only && digits >= LEAST_HEX && text.bytes().any(|b| b.is_ascii_digit())
}
