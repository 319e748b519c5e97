//! One change of a mailbox' settings, as the audit log of Exchange has it.

use std::sync::Arc;

use crate::message::Contact;

#[derive(Debug, Clone)]
pub struct Setting {
    /// Ticks, on a multiple of 100 µs.
    pub time: i64,
    pub id: u128,
    pub by: Arc<Contact>,
    pub ip: String,
    pub country: &'static str,
    /// The command of Exchange, such as `New-InboxRule`.
    pub operation: &'static str,
    /// Names and values, as they were given to the command.
    pub parameters: Vec<(&'static str, String)>,
}
