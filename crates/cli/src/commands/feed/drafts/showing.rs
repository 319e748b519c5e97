//! The draft of a rule as it may be shown.

use super::folder::Folder;
use super::grounds::Ground;
use crate::failure::Failure;
use lurcher_feed::drafting::{self, Kept, keep};
use lurcher_rules::attack::Attack;
use lurcher_rules::{Drafted, Pack, Rule};

#[derive(Default)]
pub struct Shown {
    pub kept: Kept,
    /// Who drafted it.
    pub mark: Option<Drafted>,
    /// What is not shown, and why.
    pub dropped: Vec<String>,
}

impl Shown {
    fn nothing(why: String) -> Shown {
        Shown { dropped: vec![why], ..Shown::default() }
    }
}

/// What its file holds, as far as it is right of the rule as it stands.
pub fn of_rule(folder: &Folder, ground: &Ground, attack: &Attack, pack: &Pack, rule: &Rule) -> Result<Shown, Failure> {
    let name = Folder::name(rule);
    let Some(text) = folder.read(&name)? else { return Ok(Shown::default()) };
    let (overlay, mark) = match drafting::read(&name, &text) {
        Ok(draft) => draft,
        Err(why) => return Ok(Shown::nothing(format!("draft: {why}"))),
    };
    if mark.of != Some(drafting::fingerprint(rule)) {
        return Ok(Shown::nothing(format!("draft: {name} is of an earlier text of the rule")));
    }
    // A query that is refused has other worries.
    let Some((program, known)) = ground.bound(rule, &pack.about) else { return Ok(Shown::default()) };
    let (kept, dropped) = keep(overlay, (pack, rule), (&program, &known), ground, attack);
    let dropped = dropped.iter().map(ToString::to_string).collect();
    Ok(Shown { kept, mark: Some(mark), dropped })
}
