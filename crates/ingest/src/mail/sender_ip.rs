//! The address of the host that handed the message to our side.

use std::net::IpAddr;

use super::headers::Headers;
use super::headers::antispam_report::Pairs;
use super::headers::authentication_results::AuthenticationResults;
use super::headers::received::{Received, is_public};

pub fn find(headers: &Headers<'_>, report: &Pairs, authentication: &AuthenticationResults) -> Option<IpAddr> {
    let ip = |text: &str| text.trim().trim_matches(|c| matches!(c, '[' | ']')).parse::<IpAddr>().ok();
    headers
        .value("X-Sender-IP")
        .and_then(|v| ip(&v))
        .or_else(|| report.get("CIP").and_then(ip).filter(|ip| *ip != IpAddr::from([255, 255, 255, 255])))
        .or_else(|| authentication.sender_ip.as_deref().and_then(ip))
        .or_else(|| headers.all("Received").find_map(|f| outside_host(&Received::parse(&f.unfolded()))))
}

/// The public address of a hop that crossed from one organisation to another.
fn outside_host(hop: &Received) -> Option<IpAddr> {
    let ip = hop.from_ip.filter(|ip| is_public(*ip))?;
    (!same_organisation(&hop.from_host, &hop.by_host)).then_some(ip)
}

/// Servers of one organisation hand messages around among themselves, over public addresses too.
fn same_organisation(a: &str, b: &str) -> bool {
    let domain = |host: &str| {
        let labels: Vec<&str> = host.trim_end_matches('.').rsplit('.').collect();
        // `x.co.uk`: a short label before a country's is not an organisation's name.
        let taken = match labels.as_slice() {
            [country, short, _, ..] if country.len() == 2 && short.len() <= 3 => 3,
            _ => 2,
        };
        let own: Vec<String> = labels.iter().take(taken).map(|l| l.to_lowercase()).collect();
        (own.len() == taken).then_some(own)
    };
    domain(a).is_some_and(|a| domain(b) == Some(a))
}
