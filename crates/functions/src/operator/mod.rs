//! The text operators and `in`, named exactly as KQL writes them. Their `!` forms are `not` of these.

use crate::Function;

mod anchored;
mod column;
mod each;
mod fold;
mod list;
mod list_key;
mod pair;
mod search;
mod term;
mod terms;

#[cfg(test)]
mod reference;
mod repeated;
#[cfg(test)]
mod speed;
#[cfg(test)]
mod tests;

mod contains;
mod contains_cs;
mod endswith;
mod endswith_cs;
mod equals_ignoring_case;
mod has;
mod has_all;
mod has_any;
mod has_cs;
mod hasprefix;
mod hasprefix_cs;
mod hassuffix;
mod hassuffix_cs;
mod in_ignoring_case;
mod in_list;
mod matches_regex;
mod startswith;
mod startswith_cs;

pub(crate) use fold::fold_into;
pub(crate) use search::{Case, Edges, Search};

pub static FUNCTIONS: &[Function] = &[
    has::HAS,
    has_cs::HAS_CS,
    hasprefix::HASPREFIX,
    hasprefix_cs::HASPREFIX_CS,
    hassuffix::HASSUFFIX,
    hassuffix_cs::HASSUFFIX_CS,
    contains::CONTAINS,
    contains_cs::CONTAINS_CS,
    startswith::STARTSWITH,
    startswith_cs::STARTSWITH_CS,
    endswith::ENDSWITH,
    endswith_cs::ENDSWITH_CS,
    equals_ignoring_case::EQUALS_IGNORING_CASE,
    matches_regex::MATCHES_REGEX,
    has_any::HAS_ANY,
    has_all::HAS_ALL,
    in_list::IN,
    in_ignoring_case::IN_IGNORING_CASE,
];
