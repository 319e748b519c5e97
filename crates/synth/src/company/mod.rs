//! Who there is: the company, its partners, customers and suppliers, and who bothers it.

mod files;
mod words;

use std::sync::Arc;

use crate::message::{Contact, File};
use crate::options::Options;
use crate::random::Random;

pub use files::{content, file};
pub use words::{COUNTRIES, PROJECTS};

/// The company's own domain.
pub const DOMAIN: &str = "northharbor.example";
/// The partner whose mailboxes are taken over in one of the stories.
pub const TURNED_PARTNER: &str = "seabridge-freight.example";

pub struct Company {
    pub tenant: String,
    /// The first is the head of the company.
    pub people: Vec<Arc<Contact>>,
    /// Organisations with which many people correspond; the first is [`TURNED_PARTNER`].
    pub partners: Vec<Vec<Arc<Contact>>>,
    pub customers: Vec<Arc<Contact>>,
    pub newsletters: Vec<Arc<Contact>>,
    /// Automatic notifications.
    pub services: Vec<Arc<Contact>>,
    /// The genuine senders beside which the look-alike stands.
    pub microsoft: Vec<Arc<Contact>>,
    pub spam_domains: Vec<String>,
    pub documents: Vec<Arc<File>>,
}

impl Company {
    /// As large as the mail wants: about twenty-five mails a head and working day.
    pub fn new(options: &Options) -> Company {
        let mut random = Random::new(options.seed, 0xc0);
        let daily = options.messages / options.days as usize;
        let people = (0..(daily / 25).clamp(40, 5_000)).map(|n| employee(&mut random, n)).collect();
        let partners = (0..(daily / 100).clamp(24, 120)).map(|n| partner(&mut random, n)).collect();
        let customers = (0..(options.messages / 100).clamp(60, 20_000)).map(|n| customer(&mut random, n)).collect();
        let newsletters =
            (0..(options.messages / 2_000).clamp(120, 2_000)).map(|n| newsletter(&mut random, n)).collect();
        let services = words::SERVICES.iter().map(|(name, address)| service(&mut random, name, address)).collect();
        let microsoft = words::MICROSOFT.iter().map(|(name, address)| service(&mut random, name, address)).collect();
        let spam_domains = (0..(options.messages / 40).clamp(60, 5_000)).map(|n| spam_domain(&mut random, n)).collect();
        let documents = (0..120).map(|_| files::document(&mut random)).collect();
        let tenant = guid(random.wide());
        Company { tenant, people, partners, customers, newsletters, services, microsoft, spam_domains, documents }
    }
}

fn employee(random: &mut Random, n: usize) -> Arc<Contact> {
    // Steps of 7 through 40 last names: neighbours have different ones, and no pair comes twice.
    let first = words::FIRST[n % words::FIRST.len()];
    let last = words::OUR_LAST[(n * 7 + n / words::FIRST.len()) % words::OUR_LAST.len()];
    // The head of the company has a name that nobody else has.
    let name = if n == 0 { "Ingrid Vasterholm".to_string() } else { format!("{first} {last}") };
    let number = n / (words::FIRST.len() * words::OUR_LAST.len());
    let suffix = if number == 0 { String::new() } else { number.to_string() };
    let name = if number == 0 { name } else { format!("{name} {}", number + 1) };
    let local = words::ascii(&name.to_lowercase().replace(' ', "."));
    let address = format!("{}{suffix}@{DOMAIN}", local.trim_end_matches(|c: char| c == '.' || c.is_ascii_digit()));
    let object_id = guid(random.wide());
    contact(random, name, address.clone(), address, object_id, "en", "DE")
}

fn outsider(random: &mut Random, n: usize, domain: &str) -> Arc<Contact> {
    let (first, last) = (random.pick(&words::FIRST), words::OTHER_LAST[n % words::OTHER_LAST.len()]);
    let name = format!("{first} {last}");
    let address = format!("{}@{domain}", words::ascii(&name.to_lowercase().replace(' ', ".")));
    let (country, language) = *random.pick_favoured(&words::COUNTRIES);
    contact(random, name, address.clone(), address, String::new(), language, country)
}

fn partner(random: &mut Random, n: usize) -> Vec<Arc<Contact>> {
    let domain = match n {
        0 => TURNED_PARTNER.to_string(),
        _ => format!("{}-{}.example", words::NOUNS[n % words::NOUNS.len()], words::TRADES[n / 3 % words::TRADES.len()]),
    };
    (0..4 + random.below(20)).map(|at| outsider(random, at, &domain)).collect()
}

fn customer(random: &mut Random, n: usize) -> Arc<Contact> {
    let (noun, trade) =
        (words::NOUNS[n % words::NOUNS.len()], words::TRADES[n / words::NOUNS.len() % words::TRADES.len()]);
    outsider(random, n, &format!("{noun}{trade}{}.example", n / 2))
}

fn newsletter(random: &mut Random, n: usize) -> Arc<Contact> {
    let noun = words::NOUNS[n % words::NOUNS.len()];
    let domain = format!("{noun}-weekly{n}.example");
    let name = format!("{}{} Weekly", noun[..1].to_uppercase(), &noun[1..]);
    let bounce = format!("bounce-{n}@mailer{}.sendhouse.example", n % 7);
    let (country, language) = *random.pick_favoured(&words::COUNTRIES);
    contact(random, name, format!("news@{domain}"), bounce, String::new(), language, country)
}

fn service(random: &mut Random, name: &str, address: &str) -> Arc<Contact> {
    contact(random, name.to_string(), address.to_string(), address.to_string(), String::new(), "en", "US")
}

fn spam_domain(random: &mut Random, n: usize) -> String {
    format!("{}-{}{n}.example", random.pick(&words::BAIT), random.pick(&words::NOUNS))
}

/// A contact with addresses from ranges that are set aside for tests: 198.18.0.0/15 and 2001:db8::/32.
pub fn contact(
    random: &mut Random,
    name: String,
    address: String,
    mail_from: String,
    object_id: String,
    language: &'static str,
    country: &'static str,
) -> Arc<Contact> {
    let bits = random.next();
    let ipv4 = format!("198.{}.{}.{}", 18 + bits % 2, bits >> 8 & 255, 1 + (bits >> 16) % 254);
    let ipv6 = match bits >> 32 & 15 {
        0 => format!("2001:db8:{:x}::{:x}", bits >> 40 & 0xffff, 1 + (bits >> 56)),
        _ => String::new(),
    };
    let ipv4 = if ipv6.is_empty() { ipv4 } else { String::new() };
    Arc::new(Contact { name, address, mail_from, ipv4, ipv6, object_id, language, country })
}

/// Guid text, lower case.
pub fn guid(bits: u128) -> String {
    format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        bits >> 96,
        bits >> 80 & 0xffff,
        bits >> 64 & 0xffff,
        bits >> 48 & 0xffff,
        bits & 0xffff_ffff_ffff
    )
}
