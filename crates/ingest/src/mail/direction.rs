//! `EmailDirection`: from the headers, else by the own domains, else not at all.

use super::headers::Headers;
use super::headers::antispam_report::Pairs;
use super::headers::authentication_results::AuthenticationResults;
use crate::Options;

pub fn find(
    headers: &Headers<'_>,
    report: &Pairs,
    authentication: &AuthenticationResults,
    sender: &str,
    recipients: &[String],
    options: &Options,
) -> &'static str {
    let written = headers.value("X-MS-Exchange-Organization-MessageDirectionality").unwrap_or_default();
    if written.eq_ignore_ascii_case("Incoming") {
        return "Inbound";
    }
    if written.eq_ignore_ascii_case("Originating") {
        return if all_own(recipients, options) { "Intra-org" } else { "Outbound" };
    }
    match report.get("DIR").unwrap_or("").to_ascii_uppercase().as_str() {
        "INB" => "Inbound",
        "OUT" => "Outbound",
        "INT" => "Intra-org",
        _ => by_domains(authentication, sender, recipients, options),
    }
}

fn by_domains(
    authentication: &AuthenticationResults,
    sender: &str,
    recipients: &[String],
    options: &Options,
) -> &'static str {
    let any_own = recipients.iter().any(|r| options.is_own(r) == Some(true));
    // Anyone can write our domain as the sender's; a failed check leaves open where the message came from.
    let failed = |verdict: &Option<String>| verdict.as_deref() == Some("fail");
    let spoofed = failed(&authentication.dmarc) || failed(&authentication.compauth);
    match options.is_own(sender) {
        Some(true) if spoofed || recipients.is_empty() => "",
        Some(true) if all_own(recipients, options) => "Intra-org",
        Some(true) => "Outbound",
        Some(false) if any_own && !sender.is_empty() => "Inbound",
        _ => "",
    }
}

fn all_own(recipients: &[String], options: &Options) -> bool {
    !recipients.is_empty() && recipients.iter().all(|r| options.is_own(r) == Some(true))
}
