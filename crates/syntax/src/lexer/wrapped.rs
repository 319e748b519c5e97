//! Literals that wear their type: `datetime(2024-01-01)`, `long(null)`. Their text follows rules of its own, so it is
//! one token.

/// Types whose name, directly followed by `(`, makes such a literal. `dynamic(…)` is not one: it holds tokens.
const TYPES: [&str; 14] = [
    "bool", "boolean", "date", "datetime", "decimal", "double", "guid", "int", "long", "real", "time", "timespan",
    "uniqueid", "uuid",
];

/// The length of the literal that `rest` begins with. One that is not closed ends with its line.
pub fn length(rest: &str) -> Option<usize> {
    let name = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    if rest.as_bytes().get(name) != Some(&b'(') || !TYPES.contains(&rest.get(..name)?) {
        return None;
    }
    let end = rest.find([')', '\n', '\r']).unwrap_or(rest.len());
    Some(end + usize::from(rest.as_bytes().get(end) == Some(&b')')))
}
