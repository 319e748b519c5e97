//! One message in Teams.

use std::sync::Arc;

use crate::message::{Click, Contact, Link, Threat};

#[derive(Debug, Clone)]
pub struct Chat {
    /// Ticks, on a multiple of 100 µs.
    pub time: i64,
    pub id: u128,
    /// The conversation that it is part of.
    pub thread: u128,
    pub sender: Arc<Contact>,
    pub recipients: Vec<Arc<Contact>>,
    /// Somebody of another organisation takes part.
    pub outside: bool,
    pub links: Vec<Link>,
    pub threats: Vec<Threat>,
    /// Ticks after the message, when it was taken back as phishing.
    pub removed: Option<i64>,
    pub clicks: Vec<Click>,
}
