//! `--drafts` and `--model-endpoint`: what a model drafted for rules whose owners have not said it yet.
//!
//! A draft is checked whenever it is shown, not only when it comes: its file may have been changed since, and so may the rule.

mod endpoint;
mod folder;
mod grounds;

use crate::arguments::FeedBuild;
use crate::clock::machine_clock;
use crate::failure::Failure;
use crate::output::terminal::printable;
use endpoint::Endpoint;
use folder::Folder;
use grounds::Ground;
use lurcher_feed::drafting::{self, Dropped, Known, Mark, Wanted, keep};
use lurcher_rules::attack::Attack;
use lurcher_rules::lint::{Binding, Surroundings};
use lurcher_rules::{About, Pack, Rule};
use lurcher_semantics::bound::Program;
use lurcher_types::time::format_datetime_wire;

/// An endpoint that fails so often in a row is asked no more.
const MAX_FAILURES: usize = 3;

#[derive(Default)]
pub struct Drafted {
    /// Rules that got a draft.
    pub rules: usize,
    /// Rules that the endpoint could not be asked about.
    pub unasked: usize,
}

/// Gives the rules of the packs what was drafted for them, and asks the endpoint, if there is one, for what is missing.
pub fn lay_over(build: &FeedBuild, packs: &mut [Pack], attack: &Attack) -> Result<Drafted, Failure> {
    let mut done = Drafted::default();
    let asked = &build.drafting;
    let Some(folder) = &asked.drafts else { return Ok(done) };
    let endpoint = Endpoint::new(asked)?;
    let folder = Folder::open(folder, endpoint.is_some(), build)?;
    let ground = Ground::new(&build.schema, build.functions.as_deref())?;
    if let Some(endpoint) = &endpoint {
        eprintln!("drafts: the texts of rules go to {}; no rows do", printable(&endpoint.shown));
    }
    let mut drafter = Drafter { folder, ground, endpoint, attack, failures: 0 };
    for pack in packs {
        // Tests and bindings want the pack beside the rule.
        let around = Pack { root: pack.root.clone(), about: pack.about.clone(), ..Pack::default() };
        for rule in pack.rules.iter_mut().filter(|rule| Wanted::of(rule).is_anything()) {
            match drafter.draft(&around, rule) {
                Ok(true) => done.rules += 1,
                Ok(false) => {}
                Err(Trouble::Files(failure)) => return Err(failure),
                Err(Trouble::Endpoint(why)) => {
                    done.unasked += 1;
                    eprintln!("drafts: {}: {}", printable(&rule.path), printable(&why));
                }
            }
        }
    }
    Ok(done)
}

enum Trouble {
    /// The endpoint did not answer as one does.
    Endpoint(String),
    Files(Failure),
}

struct Drafter<'a> {
    folder: Folder,
    ground: Ground,
    endpoint: Option<Endpoint>,
    attack: &'a Attack,
    /// Of the endpoint, in a row.
    failures: usize,
}

impl Drafter<'_> {
    /// Whether the rule got anything.
    fn draft(&mut self, pack: &Pack, rule: &mut Rule) -> Result<bool, Trouble> {
        let name = Folder::name(rule);
        let of = drafting::fingerprint(rule);
        let stored = self.folder.read(&name).map_err(Trouble::Files)?;
        let stored = stored.map(|text| drafting::read(&name, &text));
        let is_wanted_again = match (&stored, &self.endpoint) {
            (_, None) => false,
            (Some(Ok((_, mark))), Some(endpoint)) => mark.of.as_ref() != Some(&of) || mark.by.model != endpoint.model,
            // A file that somebody broke is theirs to mend or delete.
            (Some(Err(_)), Some(_)) => false,
            (None, Some(_)) => true,
        };
        let (overlay, mark) = match stored {
            _ if is_wanted_again => match self.ask(pack, rule, &name, of)? {
                Some(draft) => draft,
                None => return Ok(false),
            },
            None => return Ok(false),
            Some(Err(why)) => {
                say(rule, "draft", &why);
                return Ok(false);
            }
            Some(Ok((_, mark))) if mark.of.as_ref() != Some(&of) => {
                say(rule, "draft", &format!("{name} is of an earlier text of the rule"));
                return Ok(false);
            }
            Some(Ok(draft)) => draft,
        };
        let Some((program, known)) = self.bind(rule, &pack.about) else { return Ok(false) };
        let (kept, dropped) = keep(overlay, (pack, rule), (&program, &known), &self.ground, self.attack);
        say_dropped(rule, &dropped);
        let is_any = !kept.is_empty();
        kept.lay_over(rule, &mark);
        Ok(is_any)
    }

    /// A query that is refused has other worries.
    fn bind(&self, rule: &Rule, about: &About) -> Option<(Program, Known)> {
        let program = self.ground.bind(&Binding { rule, about, with_parameters: true, exclusion: None }).ok()?;
        let known = Known::of(&program, rule, &self.ground);
        Some((program, known))
    }

    /// Asks the model, and writes what is right of its answer into the folder.
    fn ask(&mut self, pack: &Pack, rule: &Rule, name: &str, of: String) -> Result<Option<Draft>, Trouble> {
        let Some(endpoint) = &self.endpoint else { return Ok(None) };
        let Some((program, known)) = self.bind(rule, &pack.about) else { return Ok(None) };
        if self.failures >= MAX_FAILURES {
            return Err(Trouble::Endpoint(format!("not asked: the endpoint failed {MAX_FAILURES} times in a row")));
        }
        let (instructions, question) = match drafting::question(rule, &known, Wanted::of(rule), self.attack) {
            Ok(question) => question,
            Err(why) => {
                say(rule, "not asked", &why);
                return Ok(None);
            }
        };
        let answer = endpoint.ask(&instructions, &question);
        self.failures = if answer.is_err() { self.failures + 1 } else { 0 };
        let answer = answer.map_err(Trouble::Endpoint)?;
        let (proposal, dropped) = match drafting::content(&answer).and_then(|content| drafting::answer(&content)) {
            Ok(answer) => answer,
            Err(why) => {
                say(rule, "draft", &why);
                return Ok(None);
            }
        };
        say_dropped(rule, &dropped);
        let mark = Mark { model: endpoint.model.clone(), date: today(), of };
        let (overlay, _) = match drafting::read(name, &drafting::write(&proposal, &mark)) {
            Ok(draft) => draft,
            Err(why) => {
                say(rule, "draft", &why);
                return Ok(None);
            }
        };
        let (kept, dropped) = keep(overlay, (pack, rule), (&program, &known), &self.ground, self.attack);
        say_dropped(rule, &dropped);
        if kept.is_empty() {
            return Ok(None);
        }
        eprintln!("drafted: {}: {}", printable(&rule.path), kept.words());
        let text = drafting::write(&kept.into(), &mark);
        self.folder.write(name, &text).map_err(Trouble::Files)?;
        drafting::read(name, &text).map(Some).map_err(|why| Trouble::Files(Failure::plain(why)))
    }
}

type Draft = (lurcher_rules::Overlay, lurcher_rules::Drafted);

fn today() -> String {
    format_datetime_wire(machine_clock()).chars().take(10).collect()
}

fn say_dropped(rule: &Rule, dropped: &[Dropped]) {
    dropped.iter().for_each(|d| say(rule, &d.what, &d.why));
}

fn say(rule: &Rule, what: &str, why: &str) {
    eprintln!("dropped: {}: {what}: {}", printable(&rule.path), printable(why));
}
