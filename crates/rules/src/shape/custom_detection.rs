//! Defender's custom detections, as its API writes them.

use super::Shape::{Any, Bool, Duration, Frequency, List, OneOf, Text, Texts};
use super::{Key, Record, Shape, key, required};
use crate::rule::SEVERITIES;

pub const CUSTOM_DETECTION: Record = Record { what: "a custom detection", keys: KEYS, open: true, demands: &[] };

const KEYS: &[Key] = &[
    key("id", Text, "What findings are filed under: one rule alone has it."),
    key("detectorId", Text, "The id, where `id` is not given."),
    required("displayName", Text, "What the rule is called."),
    key("isEnabled", Bool, "Whether it runs."),
    required("queryCondition", Shape::Record(&CONDITION), "What it looks for."),
    key("schedule", Shape::Record(&SCHEDULE), "When it runs."),
    key("detectionAction", Shape::Record(&ACTION), "What it says when it found something."),
];

const CONDITION: Record = Record {
    what: "a query condition",
    keys: &[required("queryText", Text, "The KQL, run as it stands.")],
    open: true,
    demands: &[],
};

const SCHEDULE: Record = Record {
    what: "a schedule",
    keys: &[
        key("frequency", Frequency, "How often it runs; `PT0S` is as rows arrive."),
        key("period", OneOf(&["0", "1H", "3H", "12H", "24H"]), "The same, as the API wrote it before."),
        key(
            "lookback",
            Duration,
            "How far each run looks back: four times as far as it runs often, or 30 days from a day on, if left out.",
        ),
    ],
    open: true,
    demands: &[],
};

const ACTION: Record = Record {
    what: "a detection action",
    keys: &[key("alertTemplate", Shape::Record(&ALERT), "The alert.")],
    open: true,
    demands: &[],
};

const ALERT: Record = Record {
    what: "an alert template",
    keys: &[
        key("title", Text, "Its title."),
        key("description", Text, "What it tells."),
        key("severity", OneOf(SEVERITIES), "How much it matters."),
        key("tactics", List(&Shape::Record(&TACTIC)), "ATT&CK tactics, each with its techniques."),
        key("entityMappings", Any, "Which columns describe accounts, mails, addresses, …, by kind."),
        key("eventGroupingKind", OneOf(&["alertPerEvent", "singleAlert"]), "One alert a row, or one a run."),
        key("category", Text, "An ATT&CK tactic, or a category of Defender's own."),
        key("mitreTechniques", Texts, "ATT&CK techniques."),
        key("recommendedActions", Text, "What to do."),
        key("impactedAssets", List(&Shape::Record(&ASSET)), "Which columns name the assets."),
    ],
    open: true,
    demands: &[],
};

const TACTIC: Record = Record {
    what: "a tactic",
    keys: &[
        key("tactic", Text, "Its name."),
        key("techniques", List(&Shape::Record(&TECHNIQUE)), "What of it is used."),
    ],
    open: true,
    demands: &[],
};

const TECHNIQUE: Record = Record {
    what: "a technique",
    keys: &[key("technique", Text, "Its id."), key("subTechniques", Texts, "The ids of its parts.")],
    open: true,
    demands: &[],
};

const ASSET: Record = Record {
    what: "an asset",
    keys: &[required("identifier", Text, "The column that names it.")],
    open: true,
    demands: &[],
};
