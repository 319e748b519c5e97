//! Coordinates printed as Kusto prints them.
//!
//! Of the shortest texts that are read as a number Kusto prints the greatest, not the nearest: the first digits of the greatest
//! number that rounds to it, found as Grisu2 does. For numbers of the size of coordinates that needs one power of ten only;
//! others are printed in their usual form.

use lurcher_types::dynamic::Dynamic;

/// 10⁴ as a fraction of 64 bits times a power of two.
const TEN_TO_4: Scaled = Scaled { f: 0x9c40_0000_0000_0000, e: -50 };

/// A number `f · 2^e`.
#[derive(Debug, Clone, Copy)]
struct Scaled {
    f: u64,
    e: i32,
}

impl Scaled {
    fn normal(self) -> Scaled {
        let shift = self.f.leading_zeros();
        Scaled { f: self.f << shift, e: self.e - shift as i32 }
    }

    fn times(self, b: Scaled) -> Scaled {
        let product = u128::from(self.f) * u128::from(b.f);
        Scaled { f: ((product + (1 << 63)) >> 64) as u64, e: self.e + b.e + 64 }
    }
}

/// Appends a coordinate.
pub fn write(out: &mut String, x: f64) {
    if !(0.001..1000.0).contains(&x.abs()) {
        Dynamic::Real(x).encode_into(out);
        return;
    }
    if x < 0.0 {
        out.push('-');
    }
    let (digits, exponent) = digits(x.abs());
    let point = digits.len() as i32 + exponent;
    if point <= 0 {
        out.push_str("0.");
        (point..0).for_each(|_| out.push('0'));
    }
    for (i, digit) in digits.iter().enumerate() {
        if i as i32 == point && i > 0 {
            out.push('.');
        }
        out.push(char::from(b'0' + digit));
    }
    for _ in 0..exponent.max(0) {
        out.push('0');
    }
    if exponent >= 0 {
        out.push_str(".0");
    }
}

/// The digits, and the power of ten of the last one.
fn digits(x: f64) -> (Vec<u8>, i32) {
    let bits = x.to_bits();
    let (fraction, hidden) = (bits & ((1 << 52) - 1), 1u64 << 52);
    let value = Scaled { f: fraction | hidden, e: (bits >> 52 & 0x7ff) as i32 - 1075 };
    // Every number between these two is read as `x`.
    let above = Scaled { f: (value.f << 1) + 1, e: value.e - 1 }.normal();
    let below = if fraction == 0 {
        Scaled { f: (value.f << 2) - 1, e: value.e - 2 }
    } else {
        Scaled { f: (value.f << 1) - 1, e: value.e - 1 }
    };
    let below = Scaled { f: below.f << (below.e - above.e), e: above.e };
    let (above, below) = (above.times(TEN_TO_4), below.times(TEN_TO_4));
    let (high, low) = (above.f - 1, below.f + 1);
    let mut delta = high - low;
    let shift = -above.e;
    let one = 1u64 << shift;
    let (mut whole, mut part) = (high >> shift, high & (one - 1));
    let mut out = Vec::with_capacity(18);
    let mut kappa = whole.checked_ilog10().map_or(0, |n| n as i32 + 1);
    while kappa > 0 {
        kappa -= 1;
        let power = 10u64.pow(kappa as u32);
        out.push((whole / power) as u8);
        whole %= power;
        let rest = (whole << shift) + part;
        if rest <= delta {
            return (out, kappa - 4);
        }
    }
    loop {
        (part, delta) = (part * 10, delta * 10);
        let digit = (part >> shift) as u8;
        if digit > 0 || !out.is_empty() {
            out.push(digit);
        }
        part &= one - 1;
        kappa -= 1;
        if part < delta {
            return (out, kappa - 4);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::write;

    fn of(x: f64) -> String {
        let mut out = String::from("[");
        write(&mut out, x);
        out.split_off(1)
    }

    #[test]
    fn what_is_printed_is_read_back() {
        for x in [1.0, -180.0, 0.1, 0.001, 0.0123, 100.0, 90.0, 999.5, 42.47314453125, -73.949247, 0.0, 1e-9, 5e300] {
            assert_eq!(of(x).parse::<f64>().unwrap(), x);
        }
        assert_eq!(of(0.0123), "0.0123");
        assert_eq!(of(-0.25), "-0.25");
        let mut x = 0.0011;
        while x < 990.0 {
            assert_eq!(of(x).parse::<f64>().unwrap(), x);
            x *= 1.003_7;
        }
    }

    #[test]
    fn digits_that_are_not_the_nearest() {
        assert_eq!(of(9.999999999999998), "9.999999999999999");
        assert_eq!(of(40.764323000000005), "40.764323000000008");
    }
}
