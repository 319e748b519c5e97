//! What a value of a type looks like, as a regular expression.

use super::Mode;
use lurcher_types::Type;

/// The shape of a type; string and dynamic have none.
pub fn shape(t: Type, mode: Mode) -> Option<&'static str> {
    Some(match (t, mode) {
        (Type::String | Type::Dynamic, _) => return None,
        (Type::Int | Type::Long, _) => r"[\t\n\f\r ]*[-+]?[0-9]+",
        (Type::Real | Type::Decimal, Mode::Regex) => r"[\t\n\f\r ]*[-+]?[0-9]+(?:\.[0-9]*)?",
        (Type::Real | Type::Decimal, _) => r"[\t\n\f\r ]*[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)",
        (Type::Bool, Mode::Regex) => r"[\t\n\f\r ]*(?i:true|false)",
        (Type::Bool, _) => r"[\t\n\f\r ]*(?:(?i:true|false)|[-+]?[0-9]+)",
        (Type::Guid, _) => {
            r"[\t\n\f\r ]*\{?[0-9A-Fa-f]{8}-?[0-9A-Fa-f]{4}-?[0-9A-Fa-f]{4}-?[0-9A-Fa-f]{4}-?[0-9A-Fa-f]{12}\}?"
        }
        (Type::Datetime, _) => {
            r"[\t\n\f\r ]*[0-9]{1,4}[-/][0-9]{1,2}[-/][0-9]{1,4}(?:[T ][0-9]{1,2}:[0-9]{1,2}(?::[0-9]{1,2}(?:\.[0-9]+)?)?(?: ?[AaPp][Mm])?(?:Z|[-+][0-9]{2}:?[0-9]{2})?)?"
        }
        (Type::Timespan, _) => r"[\t\n\f\r ]*-?(?:[0-9]+\.)?[0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(?:\.[0-9]+)?",
    })
}
