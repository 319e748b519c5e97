//! The checks, one file each.

mod allowance_unused;
mod case_by_function;
mod contains_for_a_term;
mod deprecated_name;
mod description_names_other_columns;
mod does_not_bind;
mod domain_by_hand;
mod draft_not_reviewed;
mod duplicate_id;
mod exclusion_does_not_bind;
mod exclusion_expired;
mod exclusion_hides_a_hit;
mod exclusion_unowned;
mod id_missing;
mod join_without_kind;
mod lookback_beyond_period;
mod mapped_column_missing;
mod mixed_senders;
mod mv_expand_unbounded;
mod no_time_filter;
mod not_equal_and_empty;
mod parameter_replaces_nothing;
mod parameter_unused;
mod pipes;
mod regex;
mod regex_any_character;
mod regex_plain_text;
mod regex_unanchored;
mod severity_missing;
mod sort_unbounded;
mod sort_undone;
mod tactic_mismatch;
mod take_in_detection;
mod tests_missing;
mod undeclared_source;
mod unknown_attack_name;
mod unknown_column;
mod unused_let;
mod version_not_raised;
mod wildcard_union;

use super::check::Check;

/// In the order of their codes.
pub const CHECKS: &[&Check] = &[
    &no_time_filter::CHECK,
    &lookback_beyond_period::CHECK,
    &contains_for_a_term::CHECK,
    &regex_unanchored::CHECK,
    &regex_plain_text::CHECK,
    &regex_any_character::CHECK,
    &mv_expand_unbounded::CHECK,
    &sort_unbounded::CHECK,
    &sort_undone::CHECK,
    &join_without_kind::CHECK,
    &wildcard_union::CHECK,
    &case_by_function::CHECK,
    &mixed_senders::CHECK,
    &domain_by_hand::CHECK,
    &not_equal_and_empty::CHECK,
    &deprecated_name::CHECK,
    &unused_let::CHECK,
    &take_in_detection::CHECK,
    &unknown_column::CHECK,
    &does_not_bind::CHECK,
    &undeclared_source::CHECK,
    &mapped_column_missing::CHECK,
    &description_names_other_columns::CHECK,
    &severity_missing::CHECK,
    &tactic_mismatch::CHECK,
    &unknown_attack_name::CHECK,
    &tests_missing::CHECK,
    &duplicate_id::CHECK,
    &version_not_raised::CHECK,
    &id_missing::CHECK,
    &exclusion_does_not_bind::CHECK,
    &exclusion_expired::CHECK,
    &exclusion_unowned::CHECK,
    &exclusion_hides_a_hit::CHECK,
    &parameter_replaces_nothing::CHECK,
    &parameter_unused::CHECK,
    &draft_not_reviewed::CHECK,
    &allowance_unused::CHECK,
];
