//! Words for words: of the same length, the same case, and never the same twice.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::net::IpAddr;

/// Shorter words of a rule survive only where they stand alone.
const LEAST_PART: usize = 3;
/// So often a new word is looked for before it may be longer than the old one.
const TRIES: usize = 64;

#[derive(Debug, Default)]
pub struct Words {
    /// In lower case, the longest first.
    kept: Vec<String>,
    known: HashMap<String, String>,
    used: HashSet<String>,
    addresses: HashMap<IpAddr, u32>,
    state: u64,
}

impl Words {
    /// The words of these texts survive.
    pub fn keeping<'a>(texts: impl IntoIterator<Item = &'a str>) -> Words {
        let words = texts.into_iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric())).flat_map(runs);
        let kept: BTreeSet<String> = words.map(str::to_lowercase).filter(|w| !w.is_empty()).collect();
        let mut kept: Vec<String> = kept.into_iter().collect();
        kept.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
        Words { kept, ..Words::default() }
    }

    pub fn is_kept(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        self.kept.contains(&word)
    }

    /// Every run of letters and every run of digits replaced.
    pub fn each(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while !rest.is_empty() {
            let between = rest.find(char::is_alphanumeric).unwrap_or(rest.len());
            out.push_str(rest.get(..between).unwrap_or_default());
            rest = rest.get(between..).unwrap_or_default();
            let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
            for run in runs(rest.get(..end).unwrap_or_default()) {
                out.push_str(&self.run(run));
            }
            rest = rest.get(end..).unwrap_or_default();
        }
        out
    }

    /// Hexadecimal digits for those of an id or a hash; its hyphens stay.
    pub fn hex(&mut self, text: &str) -> String {
        let key = text.to_lowercase();
        let digits = key.bytes().filter(u8::is_ascii_hexdigit).count();
        let new = self.replaced(&format!("0x{}", key.replace('-', "")), digits, |w| char::from_digit(w.below(16), 16));
        // A longer one, for want of others, cannot happen with so many digits.
        let mut new = new.chars();
        let out = text.chars().map(|c| if c == '-' { c } else { new.next().unwrap_or('0') }).collect::<String>();
        if text.chars().any(|c| c.is_ascii_uppercase()) { out.to_uppercase() } else { out }
    }

    /// Addresses from ranges that are set aside: for documentation, or private where they were.
    pub fn address(&mut self, address: IpAddr) -> String {
        let next = u32::try_from(self.addresses.len()).unwrap_or(u32::MAX).saturating_add(1);
        let n = *self.addresses.entry(address).or_insert(next);
        let (high, low) = (n >> 8 & 0xff, n & 0xff);
        match address {
            IpAddr::V4(v4) if v4.is_loopback() || v4.is_unspecified() => address.to_string(),
            IpAddr::V4(v4) if v4.is_private() => format!("10.0.{high}.{low}"),
            IpAddr::V4(_) if n < 255 => format!("203.0.113.{n}"),
            // Set aside for measurements, and large.
            IpAddr::V4(_) => format!("198.18.{high}.{low}"),
            IpAddr::V6(_) => format!("2001:db8::{n:x}"),
        }
    }

    fn run(&mut self, run: &str) -> String {
        let key = run.to_lowercase();
        if self.kept.contains(&key) {
            return run.to_owned();
        }
        if run.chars().all(char::is_numeric) {
            let length = run.chars().count();
            return self.replaced(&key, length, |w| char::from_digit(w.below(10), 10));
        }
        // Where changing the case changes the length, the parts of both do not correspond.
        let part = self.kept.iter().find(|kept| kept.chars().count() >= LEAST_PART && key.contains(kept.as_str()));
        if let Some(at) = part.and_then(|part| key.find(part.as_str()).map(|at| (at, at + part.len())))
            && let (Some(before), Some(inner), Some(after)) = (run.get(..at.0), run.get(at.0..at.1), run.get(at.1..))
            && key.len() == run.len()
        {
            let (before, inner, after) = (before.to_owned(), inner.to_owned(), after.to_owned());
            return format!("{}{inner}{}", self.word(&before), self.word(&after));
        }
        self.word(run)
    }

    fn word(&mut self, word: &str) -> String {
        if word.is_empty() {
            return String::new();
        }
        let mut vowel = false;
        let new = self.replaced(&word.to_lowercase(), word.chars().count(), |w| {
            vowel = !vowel;
            let letters: &[u8] = if vowel { b"bcdfghjklmnprstvz" } else { b"aeiou" };
            let at = w.below(u32::try_from(letters.len()).unwrap_or(1)) as usize;
            letters.get(at).map(|b| char::from(*b))
        });
        let upper = word.chars().filter(|c| c.is_uppercase()).count();
        match word.chars().next() {
            Some(_) if upper > 1 && upper == word.chars().count() => new.to_uppercase(),
            Some(first) if first.is_uppercase() => {
                let mut letters = new.chars();
                letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
            }
            _ => new,
        }
    }

    /// What stands for this text: what stood for it before, or something new.
    fn replaced(&mut self, key: &str, length: usize, mut next: impl FnMut(&mut Words) -> Option<char>) -> String {
        if let Some(known) = self.known.get(key) {
            return known.clone();
        }
        let mut length = length;
        loop {
            for _ in 0..TRIES {
                let new: String = (0..length).filter_map(|_| next(self)).collect();
                // A new word must not be one that the rule looks for, nor hold one.
                let by_chance =
                    self.kept.iter().any(|k| *k == new || (k.len() >= LEAST_PART && new.contains(k.as_str())));
                if !by_chance && new != key && self.used.insert(new.clone()) {
                    self.known.insert(key.to_owned(), new.clone());
                    return new;
                }
            }
            length += 1;
        }
    }

    /// A number below `n`, of a sequence that is always the same.
    fn below(&mut self, n: u32) -> u32 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ z >> 31) % u64::from(n.max(1))) as u32
    }
}

/// Letters and digits apart: `INV2026` is a word and a number.
fn runs(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let digits = rest.chars().next()?.is_numeric();
        let end = rest.find(|c: char| c.is_numeric() != digits).unwrap_or(rest.len());
        let (run, after) = rest.split_at_checked(end)?;
        rest = after;
        Some(run)
    })
}
