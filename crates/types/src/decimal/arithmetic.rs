//! `+ - * / %` of decimals. An answer of more than 38 digits gives up digits behind the point, rounded half away from
//! zero (a quotient's are cut); one whose whole part does not fit is `None`.

use super::{Decimal, wide};

impl Decimal {
    pub fn negated(self) -> Decimal {
        Decimal { mantissa: self.mantissa.saturating_neg(), ..self }
    }

    pub fn abs(self) -> Decimal {
        Decimal { mantissa: self.mantissa.saturating_abs(), ..self }
    }

    pub fn checked_add(self, other: Decimal) -> Option<Decimal> {
        let finest = self.scale.max(other.scale);
        (0..=finest).rev().find_map(|scale| {
            let sum = self.at_scale(scale)?.checked_add(other.at_scale(scale)?)?;
            Decimal::checked(sum < 0, sum.unsigned_abs(), scale)
        })
    }

    pub fn checked_sub(self, other: Decimal) -> Option<Decimal> {
        self.checked_add(other.negated())
    }

    pub fn checked_mul(self, other: Decimal) -> Option<Decimal> {
        let (a, b) = (self.mantissa.unsigned_abs(), other.mantissa.unsigned_abs());
        let scale = self.scale.checked_add(other.scale)?;
        let negative = (self.mantissa < 0) != (other.mantissa < 0);
        (0..=scale.min(Decimal::MAX_SCALE)).find_map(|dropped| {
            let unit = wide::power_of_ten(dropped);
            let (quotient, remainder) = wide::multiply_divide(a, b, unit)?;
            Decimal::checked(negative, rounded(quotient?, remainder, unit)?, scale - dropped)
        })
    }

    /// Nothing for a divisor of zero.
    pub fn checked_div(self, other: Decimal) -> Option<Decimal> {
        let (a, b) = (self.mantissa.unsigned_abs(), other.mantissa.unsigned_abs());
        let negative = (self.mantissa < 0) != (other.mantissa < 0);
        // a/10^s / (b/10^t) = a * 10^added / b, at scale s - t + added: as many digits as fit.
        (0..=Decimal::MAX_SCALE).rev().find_map(|added| {
            let scale = self.scale.saturating_add(added).checked_sub(other.scale)?;
            let (quotient, _) = wide::multiply_divide(a, wide::power_of_ten(added), b)?;
            Decimal::checked(negative, quotient?, scale)
        })
    }

    /// The remainder with the sign of the dividend; nothing for a divisor of zero.
    pub fn checked_rem(self, other: Decimal) -> Option<Decimal> {
        let (a, b) = (self.mantissa.unsigned_abs(), other.mantissa.unsigned_abs());
        let negative = self.mantissa < 0;
        if self.scale <= other.scale {
            let (_, remainder) = wide::multiply_divide(a, wide::power_of_ten(other.scale - self.scale), b)?;
            return Decimal::checked(negative, remainder, other.scale);
        }
        match wide::multiply(b, wide::power_of_ten(self.scale - other.scale)) {
            (0, divisor) => Decimal::checked(negative, a.checked_rem(divisor)?, self.scale),
            // A divisor beyond 128 bits is greater than any dividend.
            _ => Some(self.normalized()),
        }
    }

    /// The greatest whole number that is not above this one.
    pub fn floor(self) -> Option<Decimal> {
        let unit = i128::try_from(wide::power_of_ten(self.scale)).ok()?;
        Some(Decimal { mantissa: self.mantissa.div_euclid(unit), scale: 0 })
    }

    /// The least whole number that is not below this one.
    pub fn ceiling(self) -> Option<Decimal> {
        Some(self.negated().floor()?.negated())
    }

    /// Rounded half away from zero to this many digits behind the point; negative digits round before it.
    pub fn round(self, digits: i64) -> Option<Decimal> {
        let Ok(digits) = i16::try_from(digits.clamp(-39, 39)) else { return None };
        if digits >= i16::from(self.scale) {
            return Some(self.normalized());
        }
        let Ok(dropped) = u8::try_from(i16::from(self.scale) - digits) else { return None };
        if dropped > Decimal::MAX_SCALE {
            return Some(Decimal::ZERO);
        }
        let unit = wide::power_of_ten(dropped);
        let size = self.mantissa.unsigned_abs();
        let kept = rounded(size / unit, size % unit, unit)?;
        match u8::try_from(digits) {
            Ok(scale) => Decimal::checked(self.mantissa < 0, kept, scale),
            Err(_) => {
                let (high, low) = wide::multiply(kept, wide::power_of_ten(digits.unsigned_abs() as u8));
                if high == 0 { Decimal::checked(self.mantissa < 0, low, 0) } else { None }
            }
        }
    }

    /// The mantissa at another scale, rounded where that is coarser.
    fn at_scale(self, scale: u8) -> Option<i128> {
        let size = self.mantissa.unsigned_abs();
        let size = if scale >= self.scale {
            match wide::multiply(size, wide::power_of_ten(scale - self.scale)) {
                (0, low) => low,
                _ => return None,
            }
        } else {
            let unit = wide::power_of_ten(self.scale - scale);
            rounded(size / unit, size % unit, unit)?
        };
        let size = i128::try_from(size).ok()?;
        Some(if self.mantissa < 0 { -size } else { size })
    }
}

/// One more if the remainder is half a unit or more.
fn rounded(quotient: u128, remainder: u128, unit: u128) -> Option<u128> {
    quotient.checked_add(u128::from(unit > 1 && remainder >= unit / 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn the_four_operations() {
        assert_eq!(d("1.5").checked_add(d("2.25")), Some(d("3.75")));
        assert_eq!(d("1").checked_sub(d("1.10")), Some(d("-0.1")));
        assert_eq!(d("-1.5").checked_mul(d("0.5")), Some(d("-0.75")));
        assert_eq!(d("1").checked_div(d("8")), Some(d("0.125")));
        assert_eq!(d("1").checked_div(d("0")), None);
        assert_eq!(d("7.5").checked_rem(d("2")), Some(d("1.5")));
        assert_eq!(d("-7").checked_rem(d("2.5")), Some(d("-2")));
        assert_eq!(d("1").checked_rem(d("0.0")), None);
    }

    #[test]
    fn too_many_digits() {
        let nines = Decimal { mantissa: 10i128.pow(38) - 1, scale: 0 };
        assert_eq!(nines.checked_add(d("1")), None);
        assert_eq!(nines.checked_mul(nines), None);
        assert_eq!(nines.checked_add(d("0.4")), Some(nines));
        assert_eq!(nines.checked_mul(d("0.1")).map(|d| d.scale), Some(1));
        assert_eq!(d("1").checked_div(d("3")).map(|d| d.to_string()), Some(format!("0.{}", "3".repeat(38))));
        assert_eq!(d("0.5").checked_rem(nines), Some(d("0.5")));
        let tiny = Decimal { mantissa: 1, scale: 38 };
        assert_eq!(tiny.checked_mul(tiny), Some(Decimal::ZERO));
        assert_eq!(tiny.checked_rem(nines), Some(tiny));
    }

    #[test]
    fn rounding() {
        assert_eq!(d("2.345").round(2), Some(d("2.35")));
        assert_eq!(d("-2.345").round(2), Some(d("-2.35")));
        assert_eq!(d("155").round(-1), Some(d("160")));
        assert_eq!(d("155").round(i64::MIN), Some(Decimal::ZERO));
        assert_eq!(d("-1.1").ceiling(), Some(d("-1")));
        assert_eq!(d("-1.1").floor(), Some(d("-2")));
    }
}
