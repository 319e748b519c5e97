//! Whether the data at hand have and fill what each rule needs: as `lurcher hunt --availability` says it.

use crate::arguments::{Clock, Data as DataArguments};
use crate::commands::hunt::Surveyor;
use crate::commands::hunt::range::Range;
use crate::commands::runtime;
use crate::failure::Failure;
use crate::rule::{Asked, request};
use crate::{clock, data};
use lurcher_rules::Pack;
use lurcher_rules::coverage::RuleState;

/// Notes in each rule's state what the data hold of what it reads.
pub fn look(data: &DataArguments, packs: &[Pack], states: &mut [Vec<RuleState>]) -> Result<(), Failure> {
    let runtime = runtime()?;
    let opened = data::open(data)?;
    let moment = runtime.block_on(clock::moment(&Clock { now: None, as_of: None }, &opened.engine))?;
    let asked = Asked { now: moment.now, as_of: moment.as_of, ..Asked::default() };
    let rules = packs.iter().flat_map(|pack| pack.rules.iter().map(|rule| (rule, request(rule, &pack.about, &asked))));
    let surveyor = Surveyor { opened: &opened, moment: &moment, range: Range::default() };
    let survey = runtime.block_on(surveyor.survey(rules.collect())).map_err(Failure::plain)?;
    for (state, (_, availability)) in states.iter_mut().flatten().zip(&survey.rules) {
        let why = availability.reasons();
        state.data = availability.data();
        state.why.retain(|known| !why.contains(known));
        state.why.extend(why);
    }
    Ok(())
}
