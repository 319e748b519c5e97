//! Parquet: a folder per table, sorted by time within and across its files.
//!
//! The hours are divided into parts of about half a million mails. Threads write parts on their own; which thread wrote
//! a part changes nothing in it.

mod batch;
mod table;

use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::message::Message;
use crate::plan::Plan;
use crate::tables::service::Logged;
use crate::tables::{self, MailRow};

use super::sheet::Sheet;
use super::{beside, rfc5322, with_headers};
use table::PartWriter;

const MAILS_PER_PART: usize = 500_000;
/// Rows are handed to the encoder in batches of this many.
const BATCH_ROWS: usize = 65_536;

/// What a part leaves for the end: its number, its row counts and the mails with later events.
struct Part {
    number: usize,
    rows: Vec<(&'static str, u64)>,
    later: Vec<Message>,
}

pub fn write(plan: &Plan, out: &Path) -> io::Result<Vec<(&'static str, u64)>> {
    let parts = parts(plan, MAILS_PER_PART);
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(parts.len());
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some((from, to)) = parts.get(number).copied() else { break };
                    let written = write_part(plan, out, number, from, to);
                    done.lock().unwrap_or_else(PoisonError::into_inner).push(written);
                }
            });
        }
    });
    let mut done =
        done.into_inner().unwrap_or_else(PoisonError::into_inner).into_iter().collect::<io::Result<Vec<_>>>()?;
    done.sort_by_key(|part| part.number);
    let later: Vec<Message> = done.iter_mut().flat_map(|part| std::mem::take(&mut part.later)).collect();
    let mut rows: Vec<(&'static str, u64)> = Vec::new();
    for (name, count) in
        done.into_iter().flat_map(|part| part.rows).chain(beside::write::<PartWriter>(plan, out, &later)?)
    {
        match rows.iter_mut().find(|r| r.0 == name) {
            Some(found) => found.1 += count,
            None => rows.push((name, count)),
        }
    }
    Ok(rows)
}

/// Ranges of hours, one after the other, each with about the same number of mails.
fn parts(plan: &Plan, mails: usize) -> Vec<(usize, usize)> {
    let mut parts = Vec::new();
    let mut from = 0;
    for hour in 1..=plan.hours() {
        if plan.mails_before(hour) - plan.mails_before(from) >= mails || hour == plan.hours() {
            parts.push((from, hour));
            from = hour;
        }
    }
    parts
}

fn write_part(plan: &Plan, out: &Path, number: usize, from: usize, to: usize) -> io::Result<Part> {
    let tenant = plan.company.tenant.as_str();
    let mut events = PartWriter::part(out, MailRow::TABLE, number, &tables::mail_columns())?;
    let mut urls = PartWriter::part(out, "EmailUrlInfo", number, &tables::url_columns())?;
    let mut attachments = PartWriter::part(out, "EmailAttachmentInfo", number, &tables::attachment_columns())?;
    let mut headers = match with_headers(plan) {
        true => Some(PartWriter::part(out, "EmailHeaders", number, &tables::header_columns())?),
        false => None,
    };
    let mut later = Vec::new();
    let mut waiting: Vec<Message> = Vec::new();
    for hour in from..to {
        waiting.append(&mut plan.messages(hour));
        if waiting.len() < BATCH_ROWS && hour + 1 < to {
            continue;
        }
        events.rows(&tables::mail_columns(), waiting.iter().flat_map(|m| MailRow::of(m, tenant)))?;
        urls.rows(&tables::url_columns(), waiting.iter().flat_map(|m| tables::UrlRow::of(m, tenant)))?;
        let rows = waiting.iter().flat_map(|m| tables::AttachmentRow::of(m, tenant));
        attachments.rows(&tables::attachment_columns(), rows)?;
        if let Some(headers) = &mut headers {
            headers.rows(&tables::header_columns(), waiting.iter().flat_map(rfc5322::header_rows))?;
        }
        later.extend(waiting.drain(..).filter(beside::has_later));
    }
    let mut rows = vec![events.finish()?, urls.finish()?, attachments.finish()?];
    if let Some(headers) = headers {
        rows.push(headers.finish()?);
    }
    Ok(Part { number, rows, later })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;

    #[test]
    fn parts_cover_every_hour_once() {
        let plan = Plan::new(&Options { messages: 5_000, days: 10, ..Options::default() }).unwrap();
        let parts = parts(&plan, 900);
        assert!((4..=7).contains(&parts.len()));
        assert_eq!((parts[0].0, parts[parts.len() - 1].1), (0, plan.hours()));
        assert!(parts.windows(2).all(|pair| pair[0].1 == pair[1].0));
    }
}
