//! `decimal`: up to 38 digits with a scale of its own, as .NET's SqlDecimal has.

mod arithmetic;
mod convert;
mod wide;

use std::cmp::Ordering;

/// `mantissa / 10^scale`. Equality is of the representation; compare values with [`Decimal::cmp_value`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    pub mantissa: i128,
    pub scale: u8,
}

impl Decimal {
    pub const ZERO: Decimal = Decimal { mantissa: 0, scale: 0 };
    /// The greatest mantissa: 38 nines.
    pub const MAX_MANTISSA: u128 = 10u128.pow(38) - 1;
    pub const MAX_SCALE: u8 = 38;

    pub fn is_zero(&self) -> bool {
        self.mantissa == 0
    }

    /// Order by value: 1.50 and 1.5 are equal.
    pub fn cmp_value(&self, other: &Decimal) -> Ordering {
        let sign = |d: &Decimal| d.mantissa.signum();
        if sign(self) != sign(other) {
            return sign(self).cmp(&sign(other));
        }
        let common = self.scale.max(other.scale);
        let aligned = |d: &Decimal| wide::multiply(d.mantissa.unsigned_abs(), wide::power_of_ten(common - d.scale));
        let sizes = aligned(self).cmp(&aligned(other));
        if self.mantissa < 0 { sizes.reverse() } else { sizes }
    }

    /// The same value without trailing zeros behind the point.
    pub fn normalized(self) -> Decimal {
        let Decimal { mut mantissa, mut scale } = self;
        while scale > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            scale -= 1;
        }
        Decimal { mantissa, scale }
    }

    /// A decimal of this sign and size, if it fits in 38 digits.
    fn checked(negative: bool, size: u128, scale: u8) -> Option<Decimal> {
        if size > Decimal::MAX_MANTISSA || scale > Decimal::MAX_SCALE {
            return None;
        }
        let mantissa = i128::try_from(size).ok()?;
        Some(Decimal { mantissa: if negative { -mantissa } else { mantissa }, scale }.normalized())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn order_is_by_value() {
        let one_and_a_half = Decimal { mantissa: 150, scale: 2 };
        assert_eq!(one_and_a_half.cmp_value(&d("1.5")), Ordering::Equal);
        assert_eq!(d("-2").cmp_value(&d("-1.5")), Ordering::Less);
        assert_eq!(d("-2").cmp_value(&d("0.1")), Ordering::Less);
        let huge = Decimal { mantissa: 10i128.pow(38) - 1, scale: 0 };
        let tiny = Decimal { mantissa: 1, scale: 38 };
        assert_eq!(huge.cmp_value(&tiny), Ordering::Greater);
    }
}
