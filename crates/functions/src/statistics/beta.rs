//! The beta distribution, for parameters above 0 and places from 0 to 1.

/// The continued fraction below comes to rest long before; the bound is for parameters of billions.
const MAX_TERMS: u32 = 100_000;

/// The regularized incomplete beta function: how much of the distribution lies at or under `x`.
pub fn cumulative(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let front = (log_gamma_quotient(a, b) + a * x.ln() + b * (-x).ln_1p()).exp();
    // The fraction converges quickly on one side of this point; the other side is its mirror image.
    if x < (a + 1.0) / (a + b + 2.0) {
        front * fraction(x, a, b) / a
    } else {
        1.0 - front * fraction(1.0 - x, b, a) / b
    }
}

/// The density at `x`, between 0 and 1.
pub fn density(x: f64, a: f64, b: f64) -> f64 {
    (log_gamma_quotient(a, b) + (a - 1.0) * x.ln() + (b - 1.0) * (-x).ln_1p()).exp()
}

/// Where the cumulative distribution reaches `p`, by halving: the density may be as steep as it likes.
pub fn inverse(p: f64, a: f64, b: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    // Reals between 0 and 1 have about 1075 halvings, the last ones only near 0.
    for _ in 0..1100 {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            break;
        }
        if cumulative(middle, a, b) < p {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

fn log_gamma_quotient(a: f64, b: f64) -> f64 {
    libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b)
}

/// The continued fraction of the incomplete beta function, evaluated by Lentz's method.
fn fraction(x: f64, a: f64, b: f64) -> f64 {
    // Stands for a denominator of zero, which the method divides by.
    const TINY: f64 = 1e-300;
    let away_from_zero = |v: f64| if v.abs() < TINY { TINY } else { v };
    let mut c = 1.0;
    let mut d = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut value = d;
    for m in 1..=MAX_TERMS {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut change = 1.0;
        for term in [even, odd] {
            d = 1.0 / away_from_zero(1.0 + term * d);
            c = away_from_zero(1.0 + term / c);
            change = c * d;
            value *= change;
        }
        if (change - 1.0).abs() < 1e-16 {
            break;
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, wanted: f64) {
        assert!((found - wanted).abs() <= 1e-12 * wanted.abs(), "{found} is not {wanted}");
    }

    #[test]
    fn known_values() {
        near(cumulative(0.5, 2.0, 2.0), 0.5);
        near(cumulative(0.25, 1.0, 3.0), 1.0 - 0.75f64.powi(3));
        near(density(0.5, 2.0, 2.0), 1.5);
        near(inverse(0.5, 7.0, 7.0), 0.5);
        near(cumulative(0.9, 10.0, 20.0), 0.9999999999999593);
        near(inverse(0.1, 10.0, 20.0), 0.22641502238874897);
        near(density(0.5, 10.0, 20.0), 0.746176019310951);
    }

    #[test]
    fn ends() {
        assert_eq!((cumulative(0.0, 2.0, 3.0), cumulative(1.0, 2.0, 3.0)), (0.0, 1.0));
        assert!(cumulative(0.5, 1e9, 1e9).is_finite());
    }
}
