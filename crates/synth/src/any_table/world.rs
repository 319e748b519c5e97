//! Who and what there is, the same for every table of a seed.

use crate::company::DOMAIN;
use crate::random::Random;

use super::words::{FILES, GIVEN, SITES, SURNAMES};

const PEOPLE: usize = 150;
const DEVICES: usize = 300;
const INSIDE: usize = 400;
const OUTSIDE: usize = 600;
/// Ids that rows share, such as those of a message or of a sign-in: one row in a few meets another.
const IDS: usize = 8_000;

pub struct World {
    pub tenant: u128,
    pub people: Vec<Person>,
    pub devices: Vec<Device>,
    pub inside: Vec<String>,
    pub outside: Vec<String>,
    pub programs: Vec<Program>,
    pub sites: Vec<String>,
    pub ids: Vec<u128>,
}

pub struct Person {
    pub name: String,
    pub upn: String,
    pub account: String,
    pub sid: String,
    pub object_id: u128,
}

pub struct Device {
    pub name: String,
    pub id: String,
    pub address: String,
}

pub struct Program {
    pub file: &'static str,
    pub folder: &'static str,
    pub sha1: String,
    pub sha256: String,
    pub md5: String,
}

impl World {
    pub fn new(seed: u64) -> World {
        let mut random = Random::new(seed, 0xa11);
        let random = &mut random;
        World {
            tenant: random.wide(),
            people: (0..PEOPLE).map(|n| person(n, random)).collect(),
            devices: (0..DEVICES).map(|n| device(n, random)).collect(),
            inside: (0..INSIDE).map(|n| format!("10.{}.{}.{}", n % 4, n / 200, 2 + n % 250)).collect(),
            outside: (0..OUTSIDE).map(outside).collect(),
            programs: FILES.iter().map(|(file, folder)| program(file, folder, random)).collect(),
            sites: SITES.iter().map(|site| (*site).to_owned()).collect(),
            ids: (0..IDS).map(|_| random.wide()).collect(),
        }
    }
}

fn person(number: usize, random: &mut Random) -> Person {
    let (given, surname) = (random.pick(&GIVEN), random.pick(&SURNAMES));
    let account = format!("{}{}{number}", given.to_lowercase(), surname.to_lowercase());
    Person {
        name: format!("{given} {surname}"),
        upn: format!("{account}@{DOMAIN}"),
        account,
        sid: format!("S-1-5-21-1004336348-1177238915-682003330-{}", 1_100 + number),
        object_id: random.wide(),
    }
}

fn device(number: usize, random: &mut Random) -> Device {
    let kind = ["ws", "lt", "srv", "dc"][if number < 250 { number % 2 } else { 2 + usize::from(number > 294) }];
    Device {
        name: format!("{kind}-{number:04}.{DOMAIN}"),
        id: hex(random, 40),
        address: format!("10.0.{}.{}", number / 250, 2 + number % 250),
    }
}

fn program(file: &'static str, folder: &'static str, random: &mut Random) -> Program {
    Program { file, folder, sha1: hex(random, 40), sha256: hex(random, 64), md5: hex(random, 32) }
}

/// Addresses set aside for documents, a tenth of them of the sixth version.
fn outside(number: usize) -> String {
    let range = ["203.0.113", "198.51.100", "192.0.2"][number % 3];
    match number % 10 {
        9 => format!("2001:db8:{:x}::{:x}", number / 7, 1 + number),
        _ => format!("{range}.{}", 1 + number / 3 % 250),
    }
}

pub fn hex(random: &mut Random, digits: usize) -> String {
    let mut text = String::with_capacity(digits + 16);
    while text.len() < digits {
        text.push_str(&format!("{:016x}", random.next()));
    }
    text.truncate(digits);
    text
}
