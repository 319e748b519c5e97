//! `decimal`: up to 38 digits with a scale of its own, as .NET's SqlDecimal has.

/// `mantissa / 10^scale`. Equality is of the representation; compare values with [`Decimal::cmp_value`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    pub mantissa: i128,
    pub scale: u8,
}
