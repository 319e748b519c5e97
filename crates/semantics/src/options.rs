//! The options of `set`: what each takes, and what it does here. Those that would change an answer act as documented or
//! are refused; hints and settings of the service are taken and have no effect.

/// One option.
#[derive(Debug, Clone, Copy)]
pub struct SetOption {
    pub name: &'static str,
    pub takes: Takes,
    /// What it does for whoever sets it, in a sentence.
    pub summary: &'static str,
    pub effect: Effect,
}

/// The values of an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// `true`, `false`, or nothing, which is `true`.
    Flag,
    Whole,
    Text,
    Moment,
    /// A timespan, or a clock time in quotes.
    Span,
    Literal,
}

impl Takes {
    /// As help and messages write it.
    pub fn written(self) -> &'static str {
        match self {
            Takes::Flag => "true|false",
            Takes::Whole => "number",
            Takes::Text => "\"text\"",
            Takes::Moment => "datetime(…)",
            Takes::Span => "timespan",
            Takes::Literal => "literal",
        }
    }

    /// In words.
    pub fn said(self) -> &'static str {
        match self {
            Takes::Flag => "true or false",
            Takes::Whole => "a whole number that is not negative",
            Takes::Text => "a text",
            Takes::Moment => "a datetime literal",
            Takes::Span => "a timespan, such as 5m or \"00:05:00\"",
            Takes::Literal => "a literal",
        }
    }

    /// A value that it takes.
    pub fn example(self) -> &'static str {
        match self {
            Takes::Flag => "true",
            Takes::Whole => "1000",
            Takes::Text => "\"kql\"",
            Takes::Moment => "datetime(2026-01-15)",
            Takes::Span => "5m",
            Takes::Literal => "1",
        }
    }
}

/// What setting an option does here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// What it is documented to do.
    Acts,
    /// Nothing: no row of an answer depends on it. The text says why.
    Nothing(&'static str),
    /// It would change the answer, and is refused: why, and what to do instead.
    Refused(&'static str),
}

/// The option of this name.
pub fn option(name: &str) -> Option<&'static SetOption> {
    OPTIONS.iter().find(|o| o.name == name)
}

const HINT: Effect = Effect::Nothing("it tells a cluster how to share the work, and there is one machine");
const LIMIT: Effect = Effect::Nothing("Lurcher's own limits hold: ARCHITECTURE.md lists them");
const FRAMES: Effect = Effect::Nothing("it shapes the service's frames; an answer here comes as a whole");
const NOTE: Effect = Effect::Nothing("it is a note in the service's journal");
const GUARD: Effect = Effect::Nothing("it forbids what Lurcher never does: nothing is written and nothing is sent out");
const NO_CURSOR: Effect = Effect::Nothing("the functions that read it are refused: there are no cursors");
const NO_CACHE: Effect = Effect::Nothing("nothing is cached: every query reads the data");
const NO_ROW_RULES: Effect = Effect::Nothing("tables at hand have no rules of who sees which row");
const SCOPE: Effect = Effect::Refused(
    "whether the last moment of the scope belongs to it is not documented: filter with `where`, such as \
     `where Timestamp >= datetime(2026-01-01) and Timestamp < datetime(2026-02-01)`",
);
const PERMISSIONS: Effect = Effect::Refused(
    "there are no permissions to look at here, and the query itself would not run: leave it out, or ask `lurcher check`",
);

const fn of(name: &'static str, takes: Takes, effect: Effect, summary: &'static str) -> SetOption {
    SetOption { name, takes, summary, effect }
}

/// Every option that Kusto names, and the spellings of its pages that differ.
#[rustfmt::skip]
pub static OPTIONS: &[SetOption] = &[
    of("query_now", Takes::Moment, Effect::Acts, "The moment that `now()` gives."),
    of("query_bin_auto_size", Takes::Literal, Effect::Acts, "The size of the bins of `bin_auto()`."),
    of("query_bin_auto_at", Takes::Literal, Effect::Acts, "Where a bin of `bin_auto()` begins."),
    of("best_effort", Takes::Flag, Effect::Acts, "`union` leaves out tables that do not exist, as with `isfuzzy`."),
    of("maxoutputcolumns", Takes::Whole, Effect::Acts, "A result of more columns is refused."),
    of("truncationmaxrecords", Takes::Whole, Effect::Acts, "A result of more rows is refused, unless `notruncation` is set."),
    of("truncation_max_records", Takes::Whole, Effect::Acts, "The same as `truncationmaxrecords`."),
    of("notruncation", Takes::Flag, Effect::Acts, "Results of any length: so it is here anyway, unless `truncationmaxrecords` is set."),
    of("query_take_max_records", Takes::Whole, Effect::Acts, "Each result has at most so many rows, as with `take`."),
    of("query_results_apply_getschema", Takes::Flag, Effect::Acts, "Each result is the schema of its rows, as with `getschema`."),
    of("request_external_data_disabled", Takes::Flag, Effect::Acts, "`externaldata` is refused."),
    of("query_language", Takes::Text, Effect::Acts, "The language of the text: `kql` or `csl`; another is refused."),

    of("query_datetimescope_column", Takes::Text, SCOPE, "The column of a time filter over all tables."),
    of("query_datetimescope_from", Takes::Moment, SCOPE, "The first moment of a time filter over all tables."),
    of("query_datetimescope_to", Takes::Moment, SCOPE, "The last moment of a time filter over all tables."),
    of("query_cursor_scoped_tables", Takes::Literal, Effect::Refused("data at hand has no cursors: filter by time, or by `ingestion_time()`"), "Tables that are cut at the query's cursors."),
    of("validate_permissions", Takes::Flag, PERMISSIONS, "Looks at the caller's permissions and runs nothing."),
    of("validatepermissions", Takes::Flag, PERMISSIONS, "The same as `validate_permissions`."),

    of("servertimeout", Takes::Span, LIMIT, "How long the service may work; Kusto does not take it from a `set` either."),
    of("norequesttimeout", Takes::Flag, LIMIT, "The longest time that the service allows; Kusto does not take it from a `set` either."),
    of("maxmemoryconsumptionperiterator", Takes::Whole, LIMIT, "The memory of one operator, in bytes."),
    of("max_memory_consumption_per_query_per_node", Takes::Whole, LIMIT, "The memory of a query on one node, in bytes."),
    of("query_max_entities_in_union", Takes::Whole, LIMIT, "The tables that a union may have."),
    of("truncationmaxsize", Takes::Whole, LIMIT, "The bytes that a result may have in the service's form."),
    of("truncation_max_size", Takes::Whole, LIMIT, "The same as `truncationmaxsize`."),

    of("materialized_view_shuffle", Takes::Literal, HINT, "The keys by which materialized views are shuffled."),
    of("materialized_view_shuffle_query", Takes::Literal, HINT, "The same as `materialized_view_shuffle`."),
    of("push_selection_through_aggregation", Takes::Flag, HINT, "Filters move below aggregations."),
    of("query_distribution_nodes_span", Takes::Whole, HINT, "How many nodes share a level of merging."),
    of("query_fanout_nodes_percent", Takes::Whole, HINT, "The share of nodes at work."),
    of("query_fanout_threads_percent", Takes::Whole, HINT, "The share of threads at work."),
    of("query_weakconsistency_session_id", Takes::Text, HINT, "The session of weakly consistent queries."),
    of("queryconsistency", Takes::Text, HINT, "How fresh the view of the data is."),
    of("query_datascope", Takes::Text, Effect::Nothing("data at hand is neither hot nor cold: all of it is read"), "All data, or what the cluster has in its cache."),

    of("results_progressive_enabled", Takes::Flag, FRAMES, "Rows come as they are found."),
    of("query_results_progressive_row_count", Takes::Whole, FRAMES, "How many rows come at a time."),
    of("query_results_progressive_update_period", Takes::Span, FRAMES, "How often rows come."),
    of("results_v2_newlines_between_frames", Takes::Flag, FRAMES, "Line breaks between frames."),
    of("results_v2_fragment_primary_tables", Takes::Flag, FRAMES, "Result tables come in pieces."),
    of("results_error_reporting_placement", Takes::Text, FRAMES, "Where errors stand in the answer."),
    of("deferpartialqueryfailures", Takes::Flag, FRAMES, "Partial failures are not told; here a query fails as a whole."),
    of("client_max_redirect_count", Takes::Whole, FRAMES, "How often a client follows a redirection."),

    of("query_results_cache_max_age", Takes::Span, NO_CACHE, "How old a cached answer may be."),
    of("query_results_cache_force_refresh", Takes::Flag, NO_CACHE, "The cached answer is computed anew."),
    of("query_results_cache_per_shard", Takes::Flag, NO_CACHE, "Answers are cached for each shard."),

    of("query_cursor_after_default", Takes::Text, NO_CURSOR, "The cursor of `cursor_after()` without argument."),
    of("query_cursor_before_or_at_default", Takes::Text, NO_CURSOR, "The cursor of `cursor_before_or_at()` without argument."),
    of("query_cursor_current", Takes::Text, NO_CURSOR, "The cursor that `cursor_current()` gives."),
    of("query_cursor_disabled", Takes::Flag, NO_CURSOR, "Functions of cursors are forbidden."),

    of("query_force_row_level_security", Takes::Flag, NO_ROW_RULES, "Rules of who sees which row hold even where they are switched off."),
    of("request_block_row_level_security", Takes::Flag, NO_ROW_RULES, "Tables with such rules are not read."),

    of("query_python_debug", Takes::Literal, Effect::Nothing("no Python runs here"), "Shows the query for debugging a Python node."),
    of("query_log_query_parameters", Takes::Flag, NOTE, "Query parameters are written to the journal."),
    of("request_app_name", Takes::Text, NOTE, "The name of the application."),
    of("request_description", Takes::Text, NOTE, "What the request is for."),
    of("request_user", Takes::Text, NOTE, "The name of the user."),
    of("request_cross_cluster_token", Takes::Text, NOTE, "Proof that a query comes from another cluster."),

    of("request_callout_disabled", Takes::Flag, GUARD, "No calls to other services."),
    of("request_external_table_disabled", Takes::Flag, GUARD, "No external tables."),
    of("request_impersonation_disabled", Takes::Flag, GUARD, "The service does not act as the caller."),
    of("request_readonly", Takes::Flag, GUARD, "Nothing is written."),
    of("request_readonly_hardline", Takes::Flag, GUARD, "Nothing is written, and nothing runs of which that is not certain."),
    of("request_remote_entities_disabled", Takes::Flag, GUARD, "No other clusters and databases."),
    of("request_sandboxed_execution_disabled", Takes::Flag, GUARD, "No code in a sandbox."),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_there_once() {
        for (i, option) in OPTIONS.iter().enumerate() {
            assert!(OPTIONS[..i].iter().all(|o| o.name != option.name), "{}", option.name);
            assert!(option.summary.ends_with('.'), "{}", option.name);
        }
    }

    #[test]
    fn refusals_say_what_to_do() {
        for option in OPTIONS {
            if let Effect::Refused(why) = option.effect {
                assert!(why.contains(": "), "{}: {why}", option.name);
            }
        }
    }
}
