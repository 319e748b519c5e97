//! What the model is asked, and what of its answers becomes a file.

use super::endpoint::Endpoint;
use super::folder::Folder;
use super::grounds::Ground;
use super::say;
use crate::clock::machine_clock;
use crate::failure::Failure;
use crate::output::terminal::printable;
use lurcher_feed::drafting::{self, Mark, Wanted, keep};
use lurcher_rules::attack::Attack;
use lurcher_rules::{Pack, Rule};
use lurcher_types::time::format_datetime_wire;

/// An endpoint that fails so often in a row is asked no more.
const MAX_FAILURES: usize = 3;

pub enum Trouble {
    /// The endpoint did not answer as one does.
    Endpoint(String),
    Files(Failure),
}

pub struct Asker<'a> {
    folder: &'a Folder,
    ground: &'a Ground,
    endpoint: Endpoint,
    attack: &'a Attack,
    /// Of the endpoint, in a row.
    failures: usize,
}

impl<'a> Asker<'a> {
    pub fn new(folder: &'a Folder, ground: &'a Ground, endpoint: Endpoint, attack: &'a Attack) -> Asker<'a> {
        Asker { folder, ground, endpoint, attack, failures: 0 }
    }

    /// Asks about a rule that has no draft of this model for its text as it stands, and writes what is right of the answer.
    pub fn ask_about(&mut self, pack: &Pack, rule: &Rule) -> Result<(), Trouble> {
        let name = Folder::name(rule);
        let of = drafting::fingerprint(rule);
        let stored = self.folder.read(&name).map_err(Trouble::Files)?;
        let is_there = match stored.map(|text| drafting::read(&name, &text)) {
            Some(Ok((_, mark))) => mark.of.as_ref() == Some(&of) && mark.by.model == self.endpoint.model,
            // A file that somebody broke is theirs to mend or delete.
            Some(Err(_)) => true,
            None => false,
        };
        if is_there {
            return Ok(());
        }
        let Some((program, known)) = self.ground.bound(rule, &pack.about) else { return Ok(()) };
        let question = drafting::question(rule, &known, Wanted::of(rule), self.attack);
        let answer = match question {
            Ok((instructions, question)) => self.answer(&instructions, &question)?,
            Err(why) => {
                say(rule, &format!("not asked: {why}"));
                return Ok(());
            }
        };
        let proposed = drafting::content(&answer).and_then(|content| drafting::answer(&content));
        let mark = Mark { model: self.endpoint.model.clone(), date: today(), of };
        let read = proposed.and_then(|(proposal, dropped)| {
            dropped.iter().for_each(|d| say(rule, &d.to_string()));
            drafting::read(&name, &drafting::write(&proposal, &mark))
        });
        let (overlay, _) = match read {
            Ok(draft) => draft,
            Err(why) => {
                say(rule, &format!("draft: {why}"));
                return Ok(());
            }
        };
        let (kept, dropped) = keep(overlay, (pack, rule), (&program, &known), self.ground, self.attack);
        dropped.iter().for_each(|d| say(rule, &d.to_string()));
        if kept.is_empty() {
            return Ok(());
        }
        eprintln!("drafted: {}: {}", printable(&rule.path), kept.words());
        self.folder.write(&name, &drafting::write(&kept.into(), &mark)).map_err(Trouble::Files)
    }

    fn answer(&mut self, instructions: &str, question: &str) -> Result<String, Trouble> {
        if self.failures >= MAX_FAILURES {
            return Err(Trouble::Endpoint(format!("not asked: the endpoint failed {MAX_FAILURES} times in a row")));
        }
        let answer = self.endpoint.ask(instructions, question);
        self.failures = if answer.is_err() { self.failures + 1 } else { 0 };
        answer.map_err(Trouble::Endpoint)
    }
}

fn today() -> String {
    format_datetime_wire(machine_clock()).chars().take(10).collect()
}
