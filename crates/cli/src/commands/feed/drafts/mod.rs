//! `--drafts` and `--model-endpoint`: what a model drafted for rules whose owners have not said it yet.
//!
//! A draft is checked whenever it is shown, not only when it comes: its file may have been changed since, and so may the rule.

mod asking;
mod endpoint;
mod folder;
mod grounds;
mod showing;

use crate::arguments::FeedBuild;
use crate::commands::test::parallel;
use crate::failure::Failure;
use crate::output::terminal::printable;
use asking::{Asker, Trouble};
use endpoint::Endpoint;
use folder::Folder;
use grounds::Ground;
use lurcher_feed::drafting::Wanted;
use lurcher_rules::attack::Attack;
use lurcher_rules::{Pack, Rule};
use showing::Shown;

#[derive(Default)]
pub struct Drafted {
    /// Rules that got a draft.
    pub rules: usize,
    /// Rules that the endpoint could not be asked about.
    pub unasked: usize,
}

/// Asks the endpoint, if there is one, for what is missing; then gives the rules of the packs what was drafted for them.
pub fn lay_over(build: &FeedBuild, packs: &mut [Pack], attack: &Attack) -> Result<Drafted, Failure> {
    let mut done = Drafted::default();
    let asked = &build.drafting;
    let Some(folder) = &asked.drafts else { return Ok(done) };
    let endpoint = Endpoint::new(asked)?;
    let folder = Folder::open(folder, endpoint.is_some(), build)?;
    let ground = Ground::new(&build.schema, build.functions.as_deref())?;
    if let Some(endpoint) = endpoint {
        eprintln!("drafts: the texts of rules go to {}; no rows do", printable(&endpoint.shown));
        done.unasked = ask(Asker::new(&folder, &ground, endpoint, attack), packs)?;
    }
    let wanting: Vec<(&Pack, &Rule)> =
        packs.iter().flat_map(|pack| pack.rules.iter().map(move |rule| (pack, rule))).filter(is_wanting).collect();
    let shown = parallel::map(&wanting, |(pack, rule)| showing::of_rule(&folder, &ground, attack, pack, rule));
    let mut shown = shown.into_iter().collect::<Result<Vec<Shown>, Failure>>()?.into_iter();
    // In the same order as they were taken.
    for rule in packs.iter_mut().flat_map(|pack| &mut pack.rules).filter(|rule| Wanted::of(rule).is_anything()) {
        let Some(Shown { kept, mark, dropped }) = shown.next() else { break };
        dropped.iter().for_each(|why| say(rule, why));
        if let (false, Some(mark)) = (kept.is_empty(), mark) {
            done.rules += 1;
            kept.lay_over(rule, &mark);
        }
    }
    Ok(done)
}

fn is_wanting((_, rule): &(&Pack, &Rule)) -> bool {
    Wanted::of(rule).is_anything()
}

/// One rule after the other; gives how many the endpoint could not be asked about.
fn ask(mut asker: Asker, packs: &[Pack]) -> Result<usize, Failure> {
    let mut unasked = 0;
    for pack in packs {
        for rule in pack.rules.iter().filter(|rule| Wanted::of(rule).is_anything()) {
            match asker.ask_about(pack, rule) {
                Ok(()) => {}
                Err(Trouble::Files(failure)) => return Err(failure),
                Err(Trouble::Endpoint(why)) => {
                    unasked += 1;
                    eprintln!("drafts: {}: {}", printable(&rule.path), printable(&why));
                }
            }
        }
    }
    Ok(unasked)
}

/// What of a draft is not kept, and why.
fn say(rule: &Rule, what: &str) {
    eprintln!("dropped: {}: {}", printable(&rule.path), printable(what));
}
