//! Subject lines.

use crate::company::PROJECTS;
use crate::random::Random;

/// What people write to each other; four in ten answer or pass on.
pub fn of_people(random: &mut Random, language: &str) -> String {
    let topic = random.pick(&PROJECTS);
    let number = 1 + random.below(900);
    let plain = match (language, random.below(4)) {
        ("de", 0 | 1) => format!("Rückfrage zu Auftrag {number}"),
        ("fr", 0 | 1) => format!("Réunion à propos du dossier n° {number}"),
        ("es", 0 | 1) => format!("Información sobre el pedido {number}"),
        ("pl", 0 | 1) => format!("Zamówienie {number} – pytanie"),
        ("ja", 0 | 1) => format!("見積書 {number} の件"),
        (_, 0) => format!("Question about the {topic}"),
        (_, 1) => format!("{topic}: next steps"),
        (_, 2) => format!("Notes on {topic} no. {number}"),
        _ => format!("{topic} {number}"),
    };
    match random.below(10) {
        0..3 => format!("RE: {plain}"),
        3 => format!("FW: {plain}"),
        _ => plain,
    }
}

pub fn of_newsletter(random: &mut Random) -> String {
    let number = 1 + random.below(300);
    match random.below(4) {
        0 => format!("This week in brief, issue {number}"),
        1 => format!("{number} ideas for your office"),
        2 => "Our offers for the season".to_string(),
        _ => format!("Invitation: webinar {number}"),
    }
}

pub fn of_service(random: &mut Random) -> String {
    let number = 10_000 + random.below(80_000);
    match random.below(5) {
        0 => format!("Ticket {number} was updated"),
        1 => format!("Your receipt {number}"),
        2 => format!("Reminder: document {number} awaits your signature"),
        3 => format!("Booking {number} confirmed"),
        _ => format!("[build] run {number} finished"),
    }
}

pub fn of_spam(random: &mut Random) -> String {
    let number = 10 + random.below(990);
    match random.below(6) {
        0 => format!("You won {number} EUR!!!"),
        1 => format!("Cheap loans from {number} a month"),
        2 => "Lose weight without effort".to_string(),
        3 => format!("Last reminder no. {number}: claim your bonus"),
        4 => "💰 Earn from home".to_string(),
        _ => format!("Exclusive deal -{}%", number % 90),
    }
}

pub fn of_phish(random: &mut Random) -> String {
    let number = 1_000 + random.below(9_000);
    match random.below(5) {
        0 => "Your mailbox is almost full".to_string(),
        1 => format!("Parcel {number} could not be delivered"),
        2 => format!("Invoice {number} overdue"),
        3 => "Password expires today".to_string(),
        _ => format!("Voice message from +49 30 {number}"),
    }
}
