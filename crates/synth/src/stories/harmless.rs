//! What only looks like an attack: the harmless mail that an exclusion of the pack is there for.

use crate::message::{Decision, Link, Message};

use super::{Stage, link, phish};

/// Mail that a hunt finds unless its exclusion is in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookAlike {
    /// A hunt of `packs/mail-starter/hunts`, without `.yaml`.
    pub hunt: &'static str,
    /// The exclusion's id.
    pub exclusion: &'static str,
    /// A value that stands in a row of the hunt's answer while the exclusion is off.
    pub evidence: &'static str,
    /// One sentence on what it is.
    pub what: &'static str,
}

pub(crate) struct LookAlikeTeller {
    pub is: LookAlike,
    pub plant: fn(&mut Stage<'_>),
}

pub(crate) const LOOK_ALIKES: [LookAlikeTeller; 4] = [
    LookAlikeTeller {
        is: LookAlike {
            hunt: "allowed-in-spite-of-a-verdict",
            exclusion: "phishing-simulation",
            evidence: "training@awareness-game.example",
            what: "The company trains its people with phishing of its own.",
        },
        plant: training,
    },
    LookAlikeTeller {
        is: LookAlike {
            hunt: "allowed-in-spite-of-a-verdict",
            exclusion: "secops-mailbox",
            evidence: "reported@press-circle.example",
            what: "Reported phishing is handed to the mailbox of the security desk.",
        },
        plant: reported,
    },
    LookAlikeTeller {
        is: LookAlike {
            hunt: "new-sender-using-a-known-brand",
            exclusion: "senders-of-the-brand",
            evidence: "loop-noreply@microsoft.com",
            what: "The brand itself writes from a new address.",
        },
        plant: new_product,
    },
    LookAlikeTeller {
        is: LookAlike {
            hunt: "qr-codes-to-many",
            exclusion: "tickets-and-apps",
            evidence: "play.google.com",
            what: "A travel office sends codes that lead to its app.",
        },
        plant: tickets,
    },
];

fn training(stage: &mut Stage<'_>) {
    let sender = stage.stranger("Awareness", "training@awareness-game.example");
    for number in 0..8 {
        let time = stage.between_hours_ago(120, 60);
        let mut mail = stage.inbound(time, &sender, &stage.person(number * 4), "Unpaid parking ticket");
        mail.links.push(link("https://awareness-game.example/ticket"));
        allow(&mut mail, "Phishing simulation");
        stage.beside.push(mail);
    }
}

fn reported(stage: &mut Stage<'_>) {
    let sender = stage.stranger("Press Circle", "reported@press-circle.example");
    let desk = stage.stranger("Security Desk", &format!("secops@{}", crate::company::DOMAIN));
    for _ in 0..4 {
        let time = stage.between_hours_ago(140, 20);
        let mut mail = stage.inbound(time, &sender, &desk, "Your press pass");
        mail.links.push(link("https://press-circle.example/pass"));
        allow(&mut mail, "SecOps Mailbox");
        stage.beside.push(mail);
    }
}

fn allow(mail: &mut Message, policy: &'static str) {
    mail.threats.push(phish("URL malicious reputation"));
    mail.organisation = Some(Decision { action: "Allow", policy });
}

fn new_product(stage: &mut Stage<'_>) {
    let sender = stage.stranger("Microsoft Loop", "loop-noreply@microsoft.com");
    for number in 0..3 {
        let time = stage.between_hours_ago(22, 3);
        let mail = stage.inbound(time, &sender, &stage.person(number * 9), "What is new in Loop");
        stage.beside.push(mail);
    }
}

fn tickets(stage: &mut Stage<'_>) {
    let sender = stage.company.services.iter().find(|s| s.name == "Travel Booker").cloned();
    let Some(sender) = sender else { return };
    for number in 0..9 {
        let time = stage.between_hours_ago(150, 30);
        let mut mail = stage.inbound(time, &sender, &stage.person(number * 4), "Your tickets are in the app");
        mail.links.push(Link { url: format!("https://play.google.com/made-up/{number}"), location: "QRCode" });
        stage.beside.push(mail);
    }
}
