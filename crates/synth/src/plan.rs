//! The whole run: how much mail in which hour, what happens beside it, and what is planted among it.

use lurcher_types::time::{TICKS_PER_DAY, TICKS_PER_HOUR, day_of_week};

use crate::chat::Chat;
use crate::company::Company;
use crate::message::Message;
use crate::options::{Options, OptionsError};
use crate::random::Random;
use crate::setting::Setting;
use crate::stories::{self, LookAlike, Story};
use crate::traffic;

pub struct Plan {
    pub company: Company,
    pub stories: Vec<Story>,
    /// Harmless mail that looks like a story, for the exclusions of the pack.
    pub look_alikes: Vec<LookAlike>,
    /// Stories that these options leave no room for, and why.
    pub left_out: Vec<(&'static str, String)>,
    options: Options,
    /// Planted mail in order of time.
    planted: Vec<Message>,
    planted_chats: Vec<Chat>,
    planted_settings: Vec<Setting>,
    /// Ordinary mails before each hour; one entry more than there are hours.
    before: Vec<usize>,
}

impl Plan {
    pub fn new(options: &Options) -> Result<Plan, OptionsError> {
        options.check()?;
        let company = Company::new(options);
        let mut stories = Vec::new();
        let mut left_out = Vec::new();
        let mut planted = Vec::new();
        let mut planted_chats = Vec::new();
        let mut planted_settings = Vec::new();
        let told = if options.stories { &stories::ALL[..] } else { &[] };
        for (number, teller) in told.iter().enumerate() {
            if options.days < teller.min_days {
                left_out.push((teller.name, format!("needs {} days", teller.min_days)));
                continue;
            }
            let mut stage = stories::Stage::new(&company, options, Random::new(options.seed, 0x5000 + number as u64));
            let told = (teller.tell)(&mut stage);
            stories.push(Story::of(teller, told, &stage));
            planted.append(&mut stage.messages);
            planted.append(&mut stage.beside);
            planted_chats.append(&mut stage.chats);
            planted_settings.append(&mut stage.settings);
        }
        let look_alikes = if options.stories { &stories::LOOK_ALIKES[..] } else { &[] };
        for (number, teller) in look_alikes.iter().enumerate() {
            let random = Random::new(options.seed, 0x6000 + number as u64);
            let mut stage = stories::Stage::new(&company, options, random);
            (teller.plant)(&mut stage);
            planted.append(&mut stage.beside);
        }
        let look_alikes = look_alikes.iter().map(|teller| teller.is.clone()).collect();
        let in_time = options.start()..options.end();
        planted.retain(|m| in_time.contains(&m.time));
        planted.sort_by_key(|m| (m.time, m.id));
        planted_chats.sort_by_key(|c| (c.time, c.id));
        planted_settings.sort_by_key(|s| (s.time, s.id));
        let before = spread(options, options.messages.saturating_sub(planted.len()));
        Ok(Plan {
            company,
            stories,
            look_alikes,
            left_out,
            options: options.clone(),
            planted,
            planted_chats,
            planted_settings,
            before,
        })
    }

    pub fn options(&self) -> &Options {
        &self.options
    }

    pub fn hours(&self) -> usize {
        self.before.len() - 1
    }

    /// Ordinary mails before that hour, to divide the hours evenly.
    pub fn mails_before(&self, hour: usize) -> usize {
        self.before.get(hour).copied().unwrap_or_default()
    }

    /// The mail of one hour in order of time. Hours do not depend on one another.
    pub fn messages(&self, hour: usize) -> Vec<Message> {
        let start = self.options.start() + hour as i64 * TICKS_PER_HOUR;
        let count = self.mails_before(hour + 1).saturating_sub(self.mails_before(hour));
        let mut random = Random::new(self.options.seed, 0x1_0000 + hour as u64);
        let mut messages: Vec<Message> =
            (0..count).map(|_| traffic::ordinary(&self.company, &mut random, start)).collect();
        messages.extend_from_slice(within_hour(&self.planted, start, |m| m.time));
        messages.sort_by_key(|m| (m.time, m.id));
        messages
    }

    /// What was written in Teams in one hour, in order of time.
    pub fn chats(&self, hour: usize) -> Vec<Chat> {
        let start = self.options.start() + hour as i64 * TICKS_PER_HOUR;
        let mut random = Random::new(self.options.seed, 0x10_0000 + hour as u64);
        let count = self.share(hour, MAILS_PER_CHAT);
        let mut chats: Vec<Chat> = (0..count).map(|_| traffic::chat(&self.company, &mut random, start)).collect();
        chats.extend_from_slice(within_hour(&self.planted_chats, start, |c| c.time));
        chats.sort_by_key(|c| (c.time, c.id));
        chats
    }

    /// What was changed about mailboxes in one hour, in order of time.
    pub fn settings(&self, hour: usize) -> Vec<Setting> {
        let start = self.options.start() + hour as i64 * TICKS_PER_HOUR;
        let mut random = Random::new(self.options.seed, 0x20_0000 + hour as u64);
        let count = self.share(hour, MAILS_PER_SETTING);
        let mut settings: Vec<Setting> =
            (0..count).map(|_| traffic::setting(&self.company, &mut random, start)).collect();
        settings.extend_from_slice(within_hour(&self.planted_settings, start, |s| s.time));
        settings.sort_by_key(|s| (s.time, s.id));
        settings
    }

    /// How much of what comes once in so many mails falls into that hour.
    fn share(&self, hour: usize, mails: usize) -> usize {
        (self.mails_before(hour + 1) / mails).saturating_sub(self.mails_before(hour) / mails)
    }
}

/// Hands every mail to `sink`, an hour at a time, and says what was planted.
pub fn generate(options: &Options, mut sink: impl FnMut(&[Message])) -> Result<Vec<Story>, OptionsError> {
    let plan = Plan::new(options)?;
    (0..plan.hours()).for_each(|hour| sink(&plan.messages(hour)));
    Ok(plan.stories)
}

/// One message in Teams for so many mails.
const MAILS_PER_CHAT: usize = 12;
/// One change of a mailbox for so many mails.
const MAILS_PER_SETTING: usize = 150;

/// Those of a sorted list that lie in the hour from `start` on.
fn within_hour<T>(sorted: &[T], start: i64, time: impl Fn(&T) -> i64) -> &[T] {
    let first = sorted.partition_point(|t| time(t) < start);
    let past = sorted.partition_point(|t| time(t) < start + TICKS_PER_HOUR);
    sorted.get(first..past).unwrap_or_default()
}

/// How busy an hour of the day is, in UTC, for a company in Central Europe.
const DAY: [usize; 24] = [2, 2, 2, 2, 3, 6, 14, 30, 44, 48, 46, 40, 34, 42, 46, 42, 34, 24, 14, 10, 8, 6, 4, 3];

fn spread(options: &Options, messages: usize) -> Vec<usize> {
    let hours = options.days as usize * 24;
    let weight = |hour: usize| {
        let at = options.start() + hour as i64 * TICKS_PER_HOUR;
        let of_day = DAY[(at.rem_euclid(TICKS_PER_DAY) / TICKS_PER_HOUR) as usize % DAY.len()];
        // 0 is Sunday.
        let weekend = matches!(day_of_week(at), 0 | 6);
        if weekend { 1 + of_day / 6 } else { of_day }
    };
    let total: usize = (0..hours).map(weight).sum();
    let mut so_far = 0;
    let mut before = vec![0];
    for hour in 0..hours {
        so_far += weight(hour);
        before.push((so_far as u128 * messages as u128 / total as u128) as usize);
    }
    before
}
