//! The reading thread's way to hand over what it finds.

use std::sync::{Arc, Mutex, PoisonError};

use crossbeam_channel::bounded;

use super::budget::Budget;
use super::work::{Job, Outcome, RawMessage, Work};
use super::{Ordered, ToCollector, ToWorkers};
use crate::exports::records::Origin;
use crate::source::Stopped;
use crate::tables::Shapes;
use crate::{Options, Report};

pub struct Feed<'a> {
    pub options: &'a Options,
    shapes: &'a Mutex<Shapes>,
    budget: &'a Budget,
    to_workers: ToWorkers,
    to_collector: ToCollector,
    /// Small messages travel together.
    group: Vec<RawMessage>,
    group_bytes: usize,
    messages: u64,
    files: u32,
    opened: u64,
}

const GROUP_MESSAGES: usize = 64;
const GROUP_BYTES: usize = 1 << 20;

impl<'a> Feed<'a> {
    pub(super) fn new(
        options: &'a Options,
        shapes: &'a Mutex<Shapes>,
        budget: &'a Budget,
        to_workers: ToWorkers,
        to_collector: ToCollector,
    ) -> Feed<'a> {
        Feed {
            options,
            shapes,
            budget,
            to_workers,
            to_collector,
            group: Vec::new(),
            group_bytes: 0,
            messages: 0,
            files: 0,
            opened: 0,
        }
    }

    /// Counts a file or archive member.
    pub fn open_file(&mut self) {
        self.opened += 1;
    }

    /// A new file of rows.
    pub fn origin(&mut self, source: &str) -> Origin {
        self.files = self.files.wrapping_add(1);
        Origin { source: Arc::from(source), file: self.files }
    }

    pub fn with_shapes<T>(&self, f: impl FnOnce(&mut Shapes) -> T) -> T {
        f(&mut self.shapes.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub fn message(&mut self, source: &str, place: Option<String>, raw: Vec<u8>) -> Result<(), Stopped> {
        self.messages += 1;
        self.group_bytes += raw.len();
        self.group.push(RawMessage { source: Arc::from(source), place, raw, id: self.messages });
        if self.group.len() >= GROUP_MESSAGES || self.group_bytes >= GROUP_BYTES { self.flush() } else { Ok(()) }
    }

    pub fn reject(&mut self, source: &str, place: Option<String>, reason: impl Into<String>) -> Result<(), Stopped> {
        self.found(source, place, reason.into(), None)
    }

    /// Rejects something whose bytes are at hand.
    pub fn reject_with(
        &mut self,
        source: &str,
        place: Option<String>,
        reason: impl Into<String>,
        content: Vec<u8>,
    ) -> Result<(), Stopped> {
        self.found(source, place, reason.into(), Some(content))
    }

    fn found(
        &mut self,
        source: &str,
        place: Option<String>,
        reason: String,
        content: Option<Vec<u8>>,
    ) -> Result<(), Stopped> {
        self.flush()?;
        let mut report = Report::default();
        report.reject(source, place, reason);
        let kept = content.filter(|c| self.options.keep_aside.is_some() && !c.is_empty());
        let kept = kept.map(|c| (0, c)).into_iter().collect();
        let outcome = Outcome { tables: Vec::new(), report, kept };
        self.to_collector.send(Ordered::Found(outcome)).map_err(|_| Stopped)
    }

    /// Hands over the messages that wait for company, and the count of files.
    pub fn flush(&mut self) -> Result<(), Stopped> {
        let messages = std::mem::take(&mut self.group);
        let bytes = std::mem::take(&mut self.group_bytes);
        if !messages.is_empty() {
            self.send(Work::Messages(messages), bytes)?;
        }
        if self.opened > 0 {
            let report = Report { files: std::mem::take(&mut self.opened), ..Report::default() };
            let outcome = Outcome { tables: Vec::new(), report, kept: Vec::new() };
            self.to_collector.send(Ordered::Found(outcome)).map_err(|_| Stopped)?;
        }
        Ok(())
    }

    /// Hands over rows of an export.
    pub fn work(&mut self, work: Work, bytes: usize) -> Result<(), Stopped> {
        self.flush()?;
        self.send(work, bytes)
    }

    fn send(&mut self, work: Work, bytes: usize) -> Result<(), Stopped> {
        if !self.budget.take(bytes) {
            return Err(Stopped);
        }
        let (answer, pending) = bounded(1);
        self.to_workers.send(Job { work, answer }).map_err(|_| Stopped)?;
        self.to_collector.send(Ordered::Pending(pending, bytes)).map_err(|_| Stopped)
    }
}
