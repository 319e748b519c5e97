//! `pack.lurcher.yaml`: what holds for all rules of a folder.

use super::Shape::{Date, List, OneOf, Text, Texts};
use super::overlay::EXCLUSION_OF_PACK;
use super::{Key, Record, Shape, key};

pub const PACK: Record = Record { what: "a pack", keys: KEYS, open: false, demands: &[] };

const KEYS: &[Key] = &[
    key("name", Text, "What the pack is called."),
    key("description", Text, "What it is for."),
    key("version", Text, "Raised with every change."),
    key("owner", Text, "Who answers for its rules."),
    key("licence", Text, "Under which terms its rules may be used."),
    key("source", Shape::Record(&SOURCE), "Where its rules were taken from."),
    key(
        "exclusions",
        List(&Shape::Record(&EXCLUSION_OF_PACK)),
        "What is harmless for every rule that reads the table.",
    ),
    key("expired", OneOf(&["error", "warning"]), "What an exclusion is whose time is over: a warning, if left out."),
    key("tags", Texts, "Words to find every rule by."),
];

const SOURCE: Record = Record {
    what: "a source",
    keys: &[
        key("repository", Text, "Its address."),
        key("path", Text, "The folder in it."),
        key("commit", Text, "Its state."),
        key("retrieved", Date, "When it was fetched."),
    ],
    open: false,
    demands: &[],
};
