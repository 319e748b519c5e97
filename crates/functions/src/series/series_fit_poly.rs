use super::line;
use super::number::finite;
use super::several::{Part, write_columns};
use crate::dynamic::items::answers;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::Type;
use lurcher_types::describe::{Description, Example, Naming, Nulls, Output};

/// The highest degree of a polynomial: beyond it, reals have no digits left that mean anything.
const MAX_DEGREE: i64 = 64;

pub const SERIES_FIT_POLY: Function = Function {
    description: &Description {
        name: "series_fit_poly",
        signatures: &["(y_series: array, [x_series: array], [degree: integer]) -> dynamic"],
        naming: Naming::Own,
        nulls: Nulls::Kernel,
        outputs: &[
            Output::new("rsquare", Type::Real),
            Output::new("coefficients", Type::Dynamic),
            Output::new("variance", Type::Real),
            Output::new("rvariance", Type::Real),
            Output::new("poly_fit", Type::Dynamic),
        ],
        summary: "The polynomial nearest to a series: five columns; coefficients from the highest power down.",
        examples: &[Example {
            expression: "series_fit_poly(dynamic([1, 4, 9, 16]), dynamic([1, 2, 3, 4]), 2)",
            equals: "1.0",
        }],
        page: "series-fit-poly-function",
        ..Description::SCALAR
    },
    kernel: fit,
};

fn fit(call: &Call) -> Result<ArrayRef, KernelError> {
    let degrees = call.args.get(2).map(|column| column.longs());
    for row in 0..call.rows {
        if let Some(degree) = degrees.as_ref().and_then(|d| d.get(row)).filter(|d| !(0..=MAX_DEGREE).contains(d)) {
            return Err(KernelError::new(format!("`degree` is {degree}, and must be from 0 to {MAX_DEGREE}")));
        }
    }
    answers(call, |row, out| {
        let y = finite(call.args.first()?, row)?;
        let x = match call.args.get(1) {
            Some(column) => finite(column, row)?,
            None => (1..=y.len()).map(|x| x as f64).collect(),
        };
        let degree = match &degrees {
            Some(degrees) => usize::try_from(degrees.get(row)?).ok()?,
            None => 1,
        };
        let coefficients = coefficients(&x, &y, degree)?;
        let fit: Vec<f64> = x.iter().map(|x| coefficients.iter().fold(0.0, |sum, c| sum * x + c)).collect();
        let (variance, rvariance) = (line::variance(&y), line::residual_variance(&y, &fit));
        let parts = [
            Part::Real(line::rsquare(variance, rvariance)),
            Part::Series(&coefficients),
            Part::Real(variance),
            Part::Real(rvariance),
            Part::Series(&fit),
        ];
        write_columns(out, &parts);
        Some(())
    })
}

/// Least squares by Householder reflections, which lose far fewer digits than the normal equations. Nothing if there
/// are fewer places than coefficients.
fn coefficients(x: &[f64], y: &[f64], degree: usize) -> Option<Vec<f64>> {
    if x.len() != y.len() || x.len() < degree + 1 || x.len() < 2 {
        return None;
    }
    let power = |p: usize| x.iter().map(|x| x.powi(p as i32)).collect::<Vec<f64>>();
    let mut columns: Vec<Vec<f64>> = (0..=degree).rev().map(power).collect();
    let sizes: Vec<f64> = columns.iter().map(|c| c.iter().map(|v| v * v).sum::<f64>().sqrt()).collect();
    let mut right = y.to_vec();
    for k in 0..=degree {
        let mut mirror = columns.get(k)?.get(k..)?.to_vec();
        let norm = mirror.iter().map(|v| v * v).sum::<f64>().sqrt();
        // Places that repeat tell less than they seem to: then no one polynomial is nearest.
        if norm <= 1e-13 * sizes.get(k)? {
            return None;
        }
        let head = mirror.first_mut()?;
        *head += if *head < 0.0 { -norm } else { norm };
        let squares: f64 = mirror.iter().map(|v| v * v).sum();
        if squares == 0.0 || !squares.is_finite() {
            return None;
        }
        let mut reflect = |vector: &mut [f64]| {
            let dot: f64 = mirror.iter().zip(vector.iter()).map(|(m, v)| m * v).sum();
            mirror.iter().zip(vector).for_each(|(m, v)| *v -= 2.0 * dot / squares * m);
        };
        columns.iter_mut().skip(k).filter_map(|c| c.get_mut(k..)).for_each(&mut reflect);
        reflect(right.get_mut(k..)?);
    }
    let mut solution = vec![0.0; degree + 1];
    for k in (0..=degree).rev() {
        let known: f64 =
            (k + 1..=degree).map(|j| Some(columns.get(j)?.get(k)? * solution.get(j)?)).sum::<Option<f64>>()?;
        *solution.get_mut(k)? = (right.get(k)? - known) / columns.get(k)?.get(k)?;
    }
    solution.iter().all(|c| c.is_finite()).then_some(solution)
}

#[cfg(test)]
mod tests {
    use super::coefficients;

    #[test]
    fn exact_polynomials() {
        let x: Vec<f64> = (0..9).map(|x| f64::from(x) / 8.0).collect();
        let y: Vec<f64> = x.iter().map(|x| 2.0 * x * x * x - x + 0.5).collect();
        let found = coefficients(&x, &y, 3).unwrap();
        for (found, wanted) in found.iter().zip([2.0, 0.0, -1.0, 0.5]) {
            assert!((found - wanted).abs() < 1e-12, "{found} {wanted}");
        }
        assert!(coefficients(&[1.0], &[1.0], 1).is_none());
        assert!(coefficients(&[1.0, 1.0], &[1.0, 2.0], 1).is_none());
    }
}
