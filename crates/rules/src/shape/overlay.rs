//! `<name>.lurcher.yaml`: what the owners of a rule say of it, beside a file that stays as its author wrote it.

use super::Shape::{Any, Bool, Count, Date, List, Map, OneOf, Rows, Text, Texts};
use super::{Demand, Key, Record, Shape, key, required};
use crate::rule::SEVERITIES;

pub const OVERLAY: Record = Record { what: "an overlay", keys: KEYS, open: false, demands: &[] };

pub(super) const CONFIDENCES: &[&str] = &["low", "medium", "high"];

const KEYS: &[Key] = &[
    key("hypothesis", Text, "What the hunt supposes about the adversary."),
    key("definition", Text, "In other words than the query: what the rule looks for."),
    key("severity", OneOf(SEVERITIES), "Stands in place of the rule's own."),
    key("confidence", OneOf(CONFIDENCES), "How much a finding is worth."),
    key("status", OneOf(&["draft", "test", "production", "retired"]), "Where the rule is in its life."),
    key("owner", Text, "Who answers for the rule."),
    key("tags", Texts, "Words to find the rule by, beside its own."),
    key("references", Texts, "Where to read more."),
    key("tactics", Texts, "ATT&CK tactics, in place of the rule's own."),
    key("relevantTechniques", Texts, "ATT&CK techniques, in place of the rule's own."),
    key("falsePositives", Texts, "Harmless things that look alike, in prose; an exclusion is better."),
    key("parameters", List(&Shape::Record(&PARAMETER)), "Values of the query that a hunt may choose."),
    key("exclusions", List(&Shape::Record(&EXCLUSION)), "What is known to be harmless, with its owner."),
    key("tests", List(&Shape::Record(&TEST)), "Rows, and what the rule must make of them."),
    key("lint", List(&Shape::Record(&ALLOWED)), "Findings of `lurcher lint` that are meant so."),
    key("drafted", Shape::Record(&DRAFTED), "Which words a model wrote, and nobody has confirmed."),
];

const PARAMETER: Record = Record {
    what: "a parameter",
    keys: &[
        required("name", Text, "What the hunt calls it; a `let` of the query with this name gets the value."),
        required("type", OneOf(TYPES), "A scalar type of KQL."),
        key("default", Any, "The value where the hunt chooses none: what the query says, if left out."),
        key(
            "replaces",
            Text,
            "The literal of the query that it stands for, as written there; every one that is alike.",
        ),
        key("description", Text, "What the value means."),
    ],
    open: false,
    demands: &[],
};

const TYPES: &[&str] = &["bool", "int", "long", "real", "decimal", "string", "datetime", "timespan", "guid", "dynamic"];

/// An exclusion stands in an overlay or in the file of a whole pack.
pub(super) const EXCLUSION: Record = Record { what: "an exclusion", keys: EXCLUSION_KEYS, open: false, demands: &[] };

/// The results of a pack's rules differ, so that its exclusions name a table.
pub(super) const EXCLUSION_OF_PACK: Record = Record {
    what: "an exclusion of a whole pack",
    keys: EXCLUSION_KEYS,
    open: false,
    demands: &[Demand::AnyOf(&["appliesTo"])],
};

const EXCLUSION_KEYS: &[Key] = &[
    required("id", Text, "What the ledger of hidden rows calls it."),
    required("scenario", Text, "The harmless thing, in prose."),
    required("where", Text, "A KQL predicate: rows for which it is true are hidden."),
    key("appliesTo", Text, "The table whose rows it hides before the query sees them; or `result`, as if left out."),
    required("owner", Text, "Who answers for it."),
    required("reason", Text, "Why these rows are harmless."),
    key("ticket", Text, "Where it was decided."),
    required("created", Date, "Since when it stands."),
    key("expires", Date, "From when on it no longer hides anything."),
    key("enabled", Bool, "`false` keeps it without effect; so is one that a model drafted, until it says `true`."),
    key("drafted", Shape::Record(&DRAFTED_BY), "The model that wrote it; taken away by whoever has reviewed it."),
];

const TEST: Record = Record {
    what: "a test",
    keys: &[
        required("name", Text, "What is tested, in a few words."),
        key("now", Date, "The clock of the query; the first of January 2026 at noon, if left out."),
        key("parameters", Map(&Any), "Values for the rule's parameters."),
        key(
            "given",
            Map(&Rows),
            "Rows of each table: a list of mappings, or the name of an NDJSON or CSV file beside.",
        ),
        key("mail", Texts, "Messages (`.eml`) beside the rule, read into the e-mail tables."),
        key("ownDomains", Texts, "The organisation's own domains: they tell which way the mail went."),
        key("exclusions", Bool, "`true` runs the rule with its exclusions."),
        required("expect", Shape::Record(&EXPECTED), "What the rule must answer."),
    ],
    open: false,
    demands: &[],
};

const EXPECTED: Record = Record {
    what: "what is expected",
    keys: &[
        key("hit", Bool, "Whether the rule must find anything, or must not."),
        key("count", Count, "How many rows."),
        key("rows", List(&Map(&Any)), "The rows: of each, the columns that are named here must be so, in any order."),
        key("exactly", Bool, "`true`: no other rows, no other columns."),
    ],
    open: false,
    demands: &[Demand::AnyOf(&["hit", "count", "rows"]), Demand::Beside("exactly", "rows")],
};

const ALLOWED: Record = Record {
    what: "an allowed finding",
    keys: &[required("code", Text, "The check's code."), required("reason", Text, "Why it is meant so.")],
    open: false,
    demands: &[],
};

const DRAFTED: Record = Record {
    what: "a draft",
    keys: &[
        required("keys", Texts, "The keys of this file that a model wrote."),
        required("model", Text, "Which one."),
        required("date", Date, "When."),
        key("of", Text, "The SHA-256 of what the model was shown: a draft of another text is not shown."),
    ],
    open: false,
    demands: &[],
};

const DRAFTED_BY: Record = Record {
    what: "a draft of an exclusion",
    keys: &[required("model", Text, "Which one."), required("date", Date, "When.")],
    open: false,
    demands: &[],
};
