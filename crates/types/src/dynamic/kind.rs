//! What a dynamic holds.

/// The kinds of content, named as `gettype` names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    Null,
    Bool,
    /// A whole number of 64 bits.
    Long,
    /// Any other number.
    Real,
    String,
    Datetime,
    Timespan,
    Guid,
    Array,
    Bag,
}

impl Kind {
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Null => "null",
            Kind::Bool => "bool",
            Kind::Long => "long",
            Kind::Real => "double",
            Kind::String => "string",
            Kind::Datetime => "datetime",
            Kind::Timespan => "timespan",
            Kind::Guid => "guid",
            Kind::Array => "array",
            Kind::Bag => "dictionary",
        }
    }

    pub const fn is_number(self) -> bool {
        matches!(self, Kind::Long | Kind::Real)
    }
}

/// The kind of an encoded text.
pub fn kind(text: &str) -> Kind {
    let bytes = text.as_bytes();
    match bytes.first() {
        Some(b'{') => Kind::Bag,
        Some(b'[') => Kind::Array,
        Some(b'"') => Kind::String,
        Some(b't' | b'f') => Kind::Bool,
        Some(b'-' | b'0'..=b'9') if text.parse::<i64>().is_ok() => Kind::Long,
        Some(b'-' | b'0'..=b'9') => Kind::Real,
        Some(b'@') => match bytes.get(1) {
            Some(b'd') => Kind::Datetime,
            Some(b't') => Kind::Timespan,
            _ => Kind::Guid,
        },
        _ => Kind::Null,
    }
}
