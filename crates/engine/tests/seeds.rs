//! Four published hunts, cut out of the texts that they stand in, and what each must find by plain counting.

use crate::kql;
use crate::mail::Mail;
use lurcher_engine::Engine;
use lurcher_testkit::recorded::shared_folder;
use lurcher_types::Value;
use lurcher_types::time::{TICKS_PER_DAY, TICKS_PER_HOUR};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use tokio::runtime::Runtime;

/// The query of the seed with this number: what stands between its heading and the rule that follows.
pub fn seed(number: &str) -> Option<String> {
    let folder = shared_folder()?.join("seeds");
    let mut entries = std::fs::read_dir(folder).ok()?.flatten();
    let path = entries.find(|e| e.file_name().to_string_lossy().starts_with(number))?.path();
    let text = std::fs::read_to_string(path).ok()?;
    let (_, after) = text.split_once("KQL Query\n")?;
    let ends = ["\nAnalytic Rule Definition", "\nid: "];
    let end = ends.iter().filter_map(|end| after.find(end)).min()?;
    Some(after.get(..end)?.trim().to_owned())
}

/// A row as texts.
pub type Row = Vec<String>;

/// Runs a seed and gives its rows in their order.
pub fn answer(runtime: &Runtime, engine: &Arc<Engine>, text: String, now: i64) -> Vec<Row> {
    let request = lurcher_engine::Request { text, now, ..Default::default() };
    let tables = kql::query(runtime, engine.clone(), request).unwrap_or_else(|d| panic!("{d}"));
    assert_eq!(tables.len(), 1);
    tables[0].rows().map(|row| row.iter().map(Value::to_text).collect()).collect()
}

/// Seed 000: mail in another's name from senders never heard of before.
pub fn first_contacts(mails: &[Mail], now: i64) -> Vec<Row> {
    let claims = |m: &Mail| m.sender_name.to_lowercase().contains("microsoft");
    let mut heard: BTreeMap<&str, usize> = BTreeMap::new();
    for m in mails.iter().filter(|m| m.time < now - 30 * TICKS_PER_DAY && m.action == "Delivered" && claims(m)) {
        *heard.entry(&m.sender).or_default() += 1;
    }
    let known: HashSet<&str> = heard.into_iter().filter(|(_, count)| *count > 3).map(|(sender, _)| sender).collect();
    let wanted = |m: &&Mail| {
        m.time > now - 24 * TICKS_PER_HOUR
            && m.action == "Delivered"
            && m.direction == "Inbound"
            && m.organisation != "Block"
            && m.reader != "Block"
            && claims(m)
            && !known.contains(m.sender.as_str())
    };
    let row = |m: &Mail| {
        let subject = m.subject.to_lowercase();
        let new = !subject.contains("re:") && !subject.contains("fw:");
        let texts = [
            &m.sender_name,
            &m.sender,
            &m.id,
            &m.mail_from,
            &m.recipient,
            &m.action,
            &m.location,
            &m.threats,
            &m.methods,
        ];
        let mut row: Row = texts.into_iter().cloned().collect();
        row.push(Value::Bool(new).to_text());
        row.push(m.subject.clone());
        row
    };
    counted(mails.iter().filter(wanted).map(row))
}

/// Seed 001: mail per direction, recipient domain and day. The columns stand as the query gives them.
pub fn per_domain_and_day(mails: &[Mail], now: i64) -> Vec<Row> {
    let row = |m: &Mail| {
        let domain = m.recipient.split_once('@').map_or(m.recipient.as_str(), |(_, domain)| domain);
        let day = m.time - m.time.rem_euclid(TICKS_PER_DAY);
        vec![m.direction.clone(), domain.to_owned(), Value::Datetime(day).to_text()]
    };
    counted(mails.iter().filter(|m| m.time > now - 30 * TICKS_PER_DAY).map(row))
}

/// Seed 002: domains that are written to and that threats come from.
pub fn partners_with_threats(mails: &[Mail]) -> Vec<Row> {
    let mut outbound: BTreeMap<&str, usize> = BTreeMap::new();
    for m in mails.iter().filter(|m| m.direction == "Outbound") {
        *outbound.entry(m.recipient.split('@').nth(1).unwrap_or("")).or_default() += 1;
    }
    let mut threats: BTreeMap<&str, usize> = BTreeMap::new();
    for m in mails.iter().filter(|m| m.direction == "Inbound" && !m.threats.is_empty()) {
        *threats.entry(&m.sender_domain).or_default() += 1;
    }
    let row = |(domain, count): (&str, usize)| {
        let sent = outbound.get(domain)?;
        Some(vec![domain.to_owned(), sent.to_string(), count.to_string()])
    };
    threats.into_iter().filter_map(row).collect()
}

/// Seed 004, before it takes the first ten: spam per sender domain, most first.
pub fn spam_per_domain(mails: &[Mail], now: i64) -> Vec<Row> {
    let spam = |m: &Mail| {
        let mut terms = m.threats.split(|c: char| !c.is_alphanumeric());
        terms.any(|term| term.eq_ignore_ascii_case("spam"))
    };
    let wanted = |m: &&Mail| m.direction == "Inbound" && m.time > now - 30 * TICKS_PER_DAY && spam(m);
    let mut rows = counted(mails.iter().filter(wanted).map(|m| vec![m.sender_domain.clone()]));
    rows.sort_by_key(|row| std::cmp::Reverse(count(row)));
    rows
}

/// The last cell of a row.
pub fn count(row: &Row) -> u64 {
    row.last().unwrap().parse().unwrap()
}

/// Distinct rows, each with how often it occurs.
fn counted(rows: impl Iterator<Item = Row>) -> Vec<Row> {
    let mut counts: BTreeMap<Row, usize> = BTreeMap::new();
    rows.for_each(|row| *counts.entry(row).or_default() += 1);
    let with_count = |(mut row, count): (Row, usize)| {
        row.push(count.to_string());
        row
    };
    counts.into_iter().map(with_count).collect()
}

/// The four hunts over an engine against the same counted plainly; gives how many rows each answered.
pub fn compare_all(runtime: &Runtime, engine: &Arc<Engine>, mails: &[Mail], now: i64) -> Option<[usize; 4]> {
    let answers = ["000", "001", "002", "004"].map(|number| Some(answer(runtime, engine, seed(number)?, now)));
    let [Some(contacts), Some(days), Some(partners), Some(spam)] = answers else { return None };
    let counts = [contacts.len(), days.len(), partners.len(), spam.len()];

    assert_eq!(sorted(contacts), sorted(first_contacts(mails, now)), "seed 000");

    assert!(days.is_sorted_by_key(|row| row[2].clone()), "seed 001 is not in order of time");
    assert_eq!(sorted(days), sorted(per_domain_and_day(mails, now)), "seed 001");

    let sent = |row: &Row| row[1].parse::<u64>().unwrap();
    assert!(partners.is_sorted_by_key(|row| std::cmp::Reverse(sent(row))), "seed 002 is not in order");
    assert_eq!(sorted(partners), sorted(partners_with_threats(mails)), "seed 002");

    // Which of several domains with the same count come last is not laid down; the counts are.
    let all = spam_per_domain(mails, now);
    assert_eq!(spam.iter().map(count).collect::<Vec<_>>(), all.iter().take(10).map(count).collect::<Vec<_>>());
    assert!(spam.iter().all(|row| all.contains(row)), "seed 004: {spam:?}");
    Some(counts)
}

fn sorted(mut rows: Vec<Row>) -> Vec<Row> {
    rows.sort();
    rows
}
