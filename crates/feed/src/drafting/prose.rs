//! Whether prose names only what there is.
//!
//! Names are told from words by how they look, and in doubt a word is taken for a name:
//! - whatever stands between back-ticks;
//! - a word with an underscore, or with a capital letter behind a small one: `SenderFromDomain`, `sender_domain`;
//! - `T` or `TA` with a digit behind it: a technique or a tactic of ATT&CK.
//!
//! A single capitalised word such as Subject is a word of English, and is not looked up.

use super::Known;
use lurcher_rules::attack::{Attack, Found};

/// What is wrong with the text, if anything is.
pub fn wrong(text: &str, most: (&str, usize), known: &Known, attack: &Attack) -> Option<String> {
    let (limit, most) = most;
    if text.chars().count() > most {
        return Some(format!("it is longer than {most} characters ({limit})"));
    }
    if text.contains("://") || text.to_lowercase().contains("www.") {
        return Some("it holds a web address".to_owned());
    }
    quoted(text, known, attack).or_else(|| unquoted(text, known, attack))
}

/// Between back-ticks stands a name that there is, and nothing else.
fn quoted(text: &str, known: &Known, attack: &Attack) -> Option<String> {
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return Some("a back-tick has no partner".to_owned());
    }
    let mut quoted = parts.iter().skip(1).step_by(2).map(|part| part.trim());
    let is_right = |name: &str| match id_wrong(name, attack) {
        Some(why) => why.is_none(),
        None => {
            known.has(name) || name.split_once('.').is_some_and(|(table, name)| known.has(table) && known.has(name))
        }
    };
    let wrong = quoted.find(|name| !is_right(name))?;
    Some(format!("`{wrong}` is no table or column of the query or its answer, nor a living id of {}", attack.label()))
}

fn unquoted(text: &str, known: &Known, attack: &Attack) -> Option<String> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    for run in text.split(|c| !is_part(c)).map(|run| run.trim_matches('.')).filter(|run| !run.is_empty()) {
        if let Some(found) = id_wrong(run, attack) {
            if found.is_some() {
                return found;
            }
            continue;
        }
        let unknown =
            run.split('.').find(|word| looks_like_a_name(word) && !known.has(word) && !PRODUCTS.contains(word));
        if let Some(word) = unknown {
            return Some(format!("`{word}` looks like a name, and is no table or column of the query or its answer"));
        }
    }
    None
}

/// None where it is no id of ATT&CK at all; else what is wrong with it.
fn id_wrong(run: &str, attack: &Attack) -> Option<Option<String>> {
    let number = run.strip_prefix(['T', 't'])?;
    let is_tactic = number.strip_prefix(['A', 'a']).is_some_and(|n| n.starts_with(|c: char| c.is_ascii_digit()));
    if is_tactic {
        let is_there = attack.tactics.iter().any(|t| t.id.eq_ignore_ascii_case(run));
        return Some((!is_there).then(|| format!("`{run}` is no tactic of {}", attack.label())));
    }
    if !number.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    Some(match attack.find(run) {
        Found::Living(_) => None,
        Found::Replaced { .. } | Found::Gone(_) => Some(format!("`{run}` is retired in {}", attack.label())),
        Found::OtherMatrix | Found::Unknown | Found::NoId => {
            Some(format!("`{run}` is no technique of {}", attack.label()))
        }
    })
}

/// As columns and tables are spelled, and words of English are not.
fn looks_like_a_name(word: &str) -> bool {
    let rises = |is_low: fn(char) -> bool| {
        let mut after = word.chars().skip_while(|c| !is_low(*c));
        after.any(char::is_uppercase)
    };
    let has_small = word.chars().any(char::is_lowercase);
    word.contains('_') || rises(char::is_lowercase) || (has_small && rises(|c| c.is_ascii_digit()))
}

/// Products and terms that are spelled like columns.
const PRODUCTS: &[&str] = &[
    "AirDrop",
    "AppLocker",
    "BitLocker",
    "ChatGPT",
    "CloudFlare",
    "DevOps",
    "DevSecOps",
    "DocuSign",
    "DropBox",
    "GitHub",
    "GitLab",
    "HubSpot",
    "IaaS",
    "IoT",
    "JavaScript",
    "LinkedIn",
    "MailChimp",
    "McAfee",
    "MimeCast",
    "OAuth",
    "OneDrive",
    "OneNote",
    "OpenAI",
    "PaaS",
    "PayPal",
    "PhD",
    "PostgreSQL",
    "PowerPoint",
    "PowerShell",
    "ProofPoint",
    "SaaS",
    "SalesForce",
    "SendGrid",
    "ServiceNow",
    "SharePoint",
    "TeamViewer",
    "TypeScript",
    "WebEx",
    "WeTransfer",
    "WhatsApp",
    "WordPress",
    "YouTube",
    "eBay",
    "eDiscovery",
    "iCloud",
    "iOS",
    "iPad",
    "iPhone",
    "macOS",
];
