//! 256-bit products and quotients, for the steps between two 128-bit numbers.

/// 10 to this power; powers past 38 do not fit and are taken as 38, the greatest scale there is.
pub fn power_of_ten(exponent: u8) -> u128 {
    10u128.pow(u32::from(exponent.min(38)))
}

/// The product as its high and low halves.
pub fn multiply(a: u128, b: u128) -> (u128, u128) {
    const LOW: u128 = u64::MAX as u128;
    let (a1, a0, b1, b0) = (a >> 64, a & LOW, b >> 64, b & LOW);
    let low = a0 * b0;
    let middle = a1 * b0 + (low >> 64);
    let middle_low = a0 * b1 + (middle & LOW);
    let high = a1 * b1 + (middle >> 64) + (middle_low >> 64);
    (high, (middle_low << 64) | (low & LOW))
}

/// `a * b / divisor` and what remains; no quotient if it exceeds 128 bits, nothing at all for a divisor of zero.
pub fn multiply_divide(a: u128, b: u128, divisor: u128) -> Option<(Option<u128>, u128)> {
    if divisor == 0 {
        return None;
    }
    let (high, low) = multiply(a, b);
    if high == 0 {
        return Some((Some(low / divisor), low % divisor));
    }
    // Long division, one bit at a time: slow, and short enough to be seen to be right.
    let (mut remainder, mut quotient, mut overflow) = (0u128, 0u128, false);
    for bit in (0..256).rev() {
        let digit = if bit >= 128 { high >> (bit - 128) } else { low >> bit } & 1;
        let carry = remainder >> 127 == 1;
        remainder = (remainder << 1) | digit;
        overflow |= quotient >> 127 == 1;
        quotient <<= 1;
        if carry || remainder >= divisor {
            remainder = remainder.wrapping_sub(divisor);
            quotient |= 1;
        }
    }
    Some(((!overflow).then_some(quotient), remainder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_and_quotients() {
        assert_eq!(multiply(u128::MAX, u128::MAX), (u128::MAX - 1, 1));
        assert_eq!(multiply(1 << 127, 2), (1, 0));
        let big = 10u128.pow(38);
        assert_eq!(multiply_divide(big, big, big), Some((Some(big), 0)));
        assert_eq!(multiply_divide(big, big, 3), Some((None, 1)));
        assert_eq!(multiply_divide(big - 1, big + 1, u128::MAX), multiply_divide(big + 1, big - 1, u128::MAX));
        assert_eq!(multiply_divide(7, 3, 2), Some((Some(10), 1)));
        assert_eq!(multiply_divide(1, 1, 0), None);
    }
}
