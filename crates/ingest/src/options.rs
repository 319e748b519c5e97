//! What the caller may choose, and the limits that hold for hostile input.

use std::path::PathBuf;

use lurcher_schema::Schemas;

#[derive(Debug, Clone)]
pub struct Options {
    /// The tables that exports may hold.
    pub schemas: Schemas,
    /// The organisation's own mail domains; without them a message's direction comes from its headers alone.
    pub own_domains: Vec<String>,
    /// The mailbox that the mail was taken from: it is then the recipient of every message that is not a journal report.
    pub mailbox: Option<String>,
    /// How `3/4/2024` is read.
    pub date_order: DateOrder,
    /// Copies of what was rejected go here.
    pub keep_aside: Option<PathBuf>,
    /// Leave out what was read before: the same message for the same recipient, the same row of overlapping exports.
    pub deduplicate: bool,
    /// Threads that parse; 0 is one per processor.
    pub threads: usize,
    /// Rows per batch.
    pub batch_rows: usize,
    pub limits: Limits,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            schemas: Schemas::builtin(),
            own_domains: Vec::new(),
            mailbox: None,
            date_order: DateOrder::MonthFirst,
            keep_aside: None,
            deduplicate: true,
            threads: 0,
            batch_rows: 8192,
            limits: Limits::default(),
        }
    }
}

impl Options {
    /// Whether an address belongs to one of our own domains; `None` if none are configured.
    pub fn is_own(&self, address: &str) -> Option<bool> {
        if self.own_domains.is_empty() {
            return None;
        }
        let domain = address.rsplit('@').next().unwrap_or("");
        Some(self.own_domains.iter().any(|own| own.eq_ignore_ascii_case(domain)))
    }
}

/// Which of the first two numbers of a date with slashes is the month. ISO dates need no such choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    MonthFirst,
    DayFirst,
}

/// Bounds on one input. What crosses one is rejected with the limit's name, never cut short.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Bytes of one message.
    pub max_message_bytes: usize,
    /// Bytes of the header block of one message or part.
    pub max_header_bytes: usize,
    /// How deep multiparts and messages within a message may nest.
    pub max_mime_depth: usize,
    /// Parts of one message.
    pub max_mime_parts: usize,
    /// Rows that one message may give: recipients times attachments grow fast.
    pub max_message_rows: usize,
    /// Bytes of text in them: a long subject times many recipients grows faster still.
    pub max_message_row_bytes: usize,
    /// Bytes of one row of an export.
    pub max_record_bytes: usize,
    /// Columns of an export.
    pub max_columns: usize,
    /// Unpacked bytes of one member of an archive.
    pub max_member_bytes: u64,
    /// Unpacked bytes for each packed byte of an archive, above `free_expansion_bytes`.
    pub max_expansion_ratio: u64,
    /// What any archive may unpack to: honest short exports compress very well.
    pub free_expansion_bytes: u64,
    /// Bytes of an archive within an archive: it has to be held in memory.
    pub max_nested_archive_bytes: u64,
    /// Archives within archives.
    pub max_archive_depth: usize,
    /// Members of one archive.
    pub max_archive_members: usize,
    /// Folders within folders.
    pub max_folder_depth: usize,
    /// Row identities remembered to recognise duplicates, about 40 bytes each.
    pub max_remembered_rows: usize,
    /// Rejections listed by name; all are counted.
    pub max_listed_rejections: usize,
    /// Bytes of messages and records waiting to be parsed or written.
    pub max_bytes_in_flight: usize,
}

const MIB: usize = 1 << 20;

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            max_message_bytes: 50 * MIB,
            max_header_bytes: 2 * MIB,
            max_mime_depth: 32,
            max_mime_parts: 10_000,
            max_message_rows: 100_000,
            max_message_row_bytes: 128 * MIB,
            max_record_bytes: 16 * MIB,
            max_columns: 2_000,
            max_member_bytes: 64 << 30,
            max_expansion_ratio: 250,
            free_expansion_bytes: 64 << 20,
            max_nested_archive_bytes: 256 << 20,
            max_archive_depth: 3,
            max_archive_members: 2_000_000,
            max_folder_depth: 64,
            max_remembered_rows: 50_000_000,
            max_listed_rejections: 10_000,
            max_bytes_in_flight: 256 * MIB,
        }
    }
}
