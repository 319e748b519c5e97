//! The whole run: how much mail in which hour, and the planted mail among it.

use lurcher_types::time::{TICKS_PER_DAY, TICKS_PER_HOUR, day_of_week};

use crate::company::Company;
use crate::message::Message;
use crate::options::{Options, OptionsError};
use crate::random::Random;
use crate::stories::{self, Story};
use crate::traffic;

pub struct Plan {
    pub company: Company,
    pub stories: Vec<Story>,
    /// Stories that these options leave no room for, and why.
    pub left_out: Vec<(&'static str, String)>,
    options: Options,
    /// Planted mail in order of time.
    planted: Vec<Message>,
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
        for (number, teller) in stories::ALL.iter().enumerate() {
            if options.days < teller.min_days {
                left_out.push((teller.name, format!("needs {} days", teller.min_days)));
                continue;
            }
            let mut stage = stories::Stage {
                company: &company,
                options,
                random: Random::new(options.seed, 0x5000 + number as u64),
                messages: Vec::new(),
                beside: Vec::new(),
            };
            let (evidence, what) = (teller.tell)(&mut stage);
            stories.push(Story::of(teller, evidence, what, &stage.messages));
            planted.append(&mut stage.messages);
            planted.append(&mut stage.beside);
        }
        planted.retain(|m| (options.start()..options.end()).contains(&m.time));
        planted.sort_by_key(|m| (m.time, m.id));
        let before = spread(options, options.messages.saturating_sub(planted.len()));
        Ok(Plan { company, stories, left_out, options: options.clone(), planted, before })
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
        let first = self.planted.partition_point(|m| m.time < start);
        let past = self.planted.partition_point(|m| m.time < start + TICKS_PER_HOUR);
        messages.extend(self.planted.get(first..past).unwrap_or_default().iter().cloned());
        messages.sort_by_key(|m| (m.time, m.id));
        messages
    }
}

/// Hands every mail to `sink`, an hour at a time, and says what was planted.
pub fn generate(options: &Options, mut sink: impl FnMut(&[Message])) -> Result<Vec<Story>, OptionsError> {
    let plan = Plan::new(options)?;
    (0..plan.hours()).for_each(|hour| sink(&plan.messages(hour)));
    Ok(plan.stories)
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
