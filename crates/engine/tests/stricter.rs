//! Where Microsoft's binder refuses what the service itself takes, so that a hunt it refuses is rightly taken here.

use serde_json::Value as Json;

/// Why the service takes a hunt that the binder refuses; nothing where it is not known to.
pub fn what_the_service_takes(hunt: &Json) -> Option<&'static str> {
    let kql = hunt["kql"].as_str()?;
    if ["FileProfile", "SeenBy"].iter().any(|name| invokes(kql, name)) {
        return Some("columns beside those that `invoke FileProfile` or `SeenBy` adds");
    }
    let errors = hunt["ms"]["errors"].as_array()?;
    let all = |meant: &dyn Fn(&str, &str) -> bool| {
        errors.iter().all(|e| {
            let message = e["message"].as_str().unwrap_or_default();
            meant(message, &around(kql, e))
        })
    };
    if all(&|message, text| message.contains("type string expected") && text.contains("todynamic")) {
        return Some("`todynamic` of what is dynamic already");
    }
    if all(&|message, text| message.contains("type bool expected") && text.contains("count(")) {
        return Some("`count(column)`, which the recorded engine answers");
    }
    None
}

fn invokes(kql: &str, function: &str) -> bool {
    let called = format!("{function}(");
    kql.split("invoke").skip(1).any(|after| after.trim_start().replace(' ', "").starts_with(&called))
}

/// The text of an error with some before it; its offsets are in UTF-16.
fn around(kql: &str, error: &Json) -> String {
    let number = |key: &str| error[key].as_u64().unwrap_or_default() as usize;
    let units: Vec<u16> = kql.encode_utf16().collect();
    let start = number("start").saturating_sub(20);
    let end = (number("start") + number("length")).min(units.len());
    String::from_utf16_lossy(units.get(start..end).unwrap_or_default())
}
