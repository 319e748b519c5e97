//! Rules in Sentinel's YAML: hunting queries, scheduled and near-real-time detections.

use super::Shape::{Bool, Count, Date, Duration, List, Map, OneOf, Text, Texts};
use super::{Demand, Key, Record, Shape, key, required};
use crate::rule::{SEVERITIES, TRIGGER_OPERATORS};

/// A rule as Microsoft Sentinel's public repository holds it. Its keys are others' and may grow, so any is kept.
pub const SENTINEL: Record = Record { what: "a rule", keys: KEYS, open: true, demands: DEMANDS };

const DEMANDS: &[Demand] = &[Demand::Together("triggerOperator", "triggerThreshold")];

const KEYS: &[Key] = &[
    key("id", Text, "What findings are filed under: one rule alone has it."),
    required("name", Text, "What the rule is called."),
    key("description", Text, "What the rule finds."),
    required("query", Text, "The KQL, run as it stands."),
    key("severity", OneOf(SEVERITIES), "How much a finding matters."),
    key("kind", Text, "`Scheduled`, `NRT`, …"),
    key("status", Text, "Where the rule is in its life."),
    key("version", Text, "Raised with every change."),
    key("tactics", Texts, "ATT&CK tactics, such as `InitialAccess`."),
    key("relevantTechniques", Texts, "ATT&CK techniques, such as `T1566.002`."),
    key("requiredDataConnectors", List(&Shape::Record(&CONNECTOR)), "Where the rows come from."),
    key("queryFrequency", Duration, "How often the rule runs."),
    key("queryPeriod", Duration, "How far each run looks back."),
    key("triggerOperator", OneOf(TRIGGER_OPERATORS), "How the number of rows is compared with the threshold."),
    key("triggerThreshold", Count, "How many rows make a finding."),
    key("suppressionEnabled", Bool, "Whether the rule is silent for a while after it fired."),
    key("suppressionDuration", Duration, "For how long."),
    key("entityMappings", List(&Shape::Record(&ENTITY)), "Which columns describe accounts, mails, addresses, …"),
    key("customDetails", Map(&Text), "Names for columns that an alert shows."),
    key("alertDetailsOverride", Shape::Any, "How an alert's title and text are made of columns."),
    key("eventGroupingSettings", Shape::Record(&GROUPING), "Whether each row is an alert of its own."),
    key("tags", Texts, "Words to find the rule by."),
    key("hypothesis", Text, "What the hunt supposes about the adversary."),
    key("confidence", OneOf(super::overlay::CONFIDENCES), "How much a finding is worth."),
    key("derivedFrom", Text, "The id of the public rule whose purpose this one serves."),
    key("retrieved", Date, "When the file was fetched from its source."),
];

const CONNECTOR: Record = Record {
    what: "a data connector",
    keys: &[required("connectorId", Text, "The connector's id."), key("dataTypes", Texts, "The tables that it fills.")],
    open: true,
    demands: &[],
};

const ENTITY: Record = Record {
    what: "an entity mapping",
    keys: &[
        required("entityType", Text, "`Account`, `MailMessage`, `IP`, …"),
        required("fieldMappings", List(&Shape::Record(&FIELD)), "Which column is which part of the entity."),
    ],
    open: true,
    demands: &[],
};

const FIELD: Record = Record {
    what: "a field mapping",
    keys: &[
        required("identifier", Text, "The part of the entity, such as `FullName`."),
        required("columnName", Text, "The column of the result."),
    ],
    open: true,
    demands: &[],
};

const GROUPING: Record = Record {
    what: "the grouping of events",
    keys: &[key("aggregationKind", OneOf(&["SingleAlert", "AlertPerResult"]), "One alert a run, or one a row.")],
    open: true,
    demands: &[],
};
