//! Dynamic values by the names of their columns.

use serde_json::{Value, json};

use super::row::Row;
use super::text::Text;
use super::words::{TACTICS, TECHNIQUES};
use super::{bag, glob};
use crate::random::Random;

#[derive(Debug, Clone, Copy)]
pub enum Json {
    Location,
    Device,
    Initiator,
    Targets,
    Changes,
    Pairs,
    Policies,
    Entities,
    Status,
    EventData,
    Tactics,
    Techniques,
    /// Texts in a list: what one of them is follows from the name without its plural.
    Texts(Text),
    Bag,
}

const JSONS: &[(Json, &[&str])] = &[
    (Json::Location, &["location*", "*geo*"]),
    (Json::Device, &["devicedetail*", "device"]),
    (Json::Initiator, &["initiatedby", "actor", "identity", "useridentity", "user"]),
    (Json::Targets, &["targetresources"]),
    (Json::Changes, &["modifiedproperties", "parameters", "*authenticationdetails*", "*operationproperties"]),
    (Json::Pairs, &["additionaldetails", "authenticationprocessingdetails"]),
    (Json::Policies, &["*conditionalaccesspolicies*"]),
    (Json::Entities, &["entities", "evidence", "alerts", "*accesspolicy*"]),
    (Json::Status, &["status"]),
    (Json::EventData, &["eventdata"]),
    (Json::Tactics, &["tactics"]),
    (Json::Techniques, &["*techniques"]),
    (
        Json::Bag,
        &["*properties", "*tags", "*details", "*fields", "*params", "*attributes", "*status", "*labels", "*insights"],
    ),
];

impl Json {
    pub fn of(name: &str) -> Json {
        if let Some(kind) = glob::first(JSONS, name) {
            return kind;
        }
        match name.strip_suffix('s').or(name.strip_suffix("list")) {
            Some(singular) if !singular.is_empty() => Json::Texts(Text::of(singular)),
            _ => Json::Bag,
        }
    }

    pub fn value(self, table: &str, row: &Row<'_>, random: &mut Random) -> Option<Value> {
        if random.chance(50) {
            return None;
        }
        if random.chance(10) {
            // Services do not always keep to their own forms.
            return Some(Text::Word.value(table, row, random).into());
        }
        Some(match self {
            Json::Location => bag::location(row),
            Json::Device => bag::device(row, random),
            Json::Initiator => bag::initiator(row, random),
            Json::Targets => bag::targets(row, random),
            Json::Changes => bag::changes(row, random),
            Json::Pairs => bag::pairs(row),
            Json::Policies => bag::policies(random),
            Json::Entities => bag::entities(row),
            Json::Status => bag::status(random),
            Json::EventData => bag::event_data(row),
            Json::Tactics => json!([random.pick(&TACTICS), random.pick(&TACTICS)]),
            Json::Techniques => json!([random.pick(&TECHNIQUES)]),
            Json::Texts(kind) => (0..random.below(4)).map(|_| kind.value(table, row, random)).collect(),
            Json::Bag => bag::bag(table, row, random),
        })
    }
}
