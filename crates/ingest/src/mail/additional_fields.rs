//! What has no column of its own but a hunter asks for.

use serde_json::{Map, Value, json};

use super::headers::antispam_report::Pairs;
use super::message::{Message, Nesting};
use super::threat::Threat;

pub fn bag(message: &Message<'_>, report: &Pairs, threat: &Threat) -> Option<Value> {
    let headers = message.headers;
    let mut bag = Map::new();
    let mut add = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            bag.insert(key.to_owned(), value);
        }
    };
    add("ReplyTo", headers.decoded("Reply-To").map(Value::from));
    add("XMailer", headers.decoded("X-Mailer").map(Value::from));
    add("ListUnsubscribe", headers.decoded("List-Unsubscribe").map(Value::from));
    add("SCL", threat.scl.map(Value::from));
    add("PCL", threat.pcl.map(Value::from));
    for (key, name) in [("SFV", "SFV"), ("SFTY", "SFTY"), ("H", "HELO"), ("PTR", "PTR"), ("CTRY", "CTRY")] {
        add(name, report.get(key).map(Value::from));
    }
    let hops = headers.all("Received").count();
    add("HopCount", (hops > 0).then(|| json!(hops)));
    match &message.nesting {
        Nesting::Reported { within } => {
            add("Reported", Some(json!(true)));
            add("ReportedIn", Some(json!(within)));
        }
        Nesting::Returned { within } => {
            add("Returned", Some(json!(true)));
            add("ReturnedIn", Some(json!(within)));
        }
        Nesting::Delivered | Nesting::Journaled { .. } => {}
    }
    (!bag.is_empty()).then_some(Value::Object(bag))
}
