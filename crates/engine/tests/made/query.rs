//! A query grown operator by operator: what binds stays, and its columns are what the next one may name.

use super::columns::Scope;
use super::operators::{folded, operator, source};
use lurcher_testkit::Chance;

/// What binding an attempt came to.
pub enum Bound {
    Columns(Scope),
    Refused,
}

#[derive(Debug, Default, Clone)]
pub struct Query {
    pub text: String,
    pub scope: Scope,
}

/// So many operators at most. `bind` is asked after each attempt, and counts.
pub fn grow(operators: usize, chance: &mut Chance, mut bind: impl FnMut(&str) -> Bound) -> Option<Query> {
    let mut query = None;
    for _ in 0..8 {
        let text = if chance.one_in(10) { folded(chance) } else { source(chance) };
        if let Bound::Columns(scope) = bind(&text) {
            query = Some(Query { text, scope });
            break;
        }
    }
    let mut query = query?;
    for _ in 0..operators {
        let text = format!("{}\n| {}", query.text, operator(&query.scope, chance));
        if text.len() > 20_000 {
            break;
        }
        if let Bound::Columns(scope) = bind(&text) {
            query = Query { text, scope };
        }
    }
    Some(query)
}
