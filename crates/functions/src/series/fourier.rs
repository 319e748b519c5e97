//! The discrete Fourier transform of a series of any length.

use super::number::finite;
use super::several::{Part, write_columns};
use crate::dynamic::items::answers;
use crate::{Call, KernelError};
use arrow::array::ArrayRef;
use rustfft::num_complex::Complex;
use rustfft::{FftDirection, FftPlanner};

/// The real and the imaginary parts, as two columns. The inverse is divided by the length, so that it undoes the other.
pub fn transform(call: &Call, direction: FftDirection) -> Result<ArrayRef, KernelError> {
    let mut planner = FftPlanner::new();
    answers(call, |row, out| {
        let real = finite(call.args.first()?, row)?;
        let imaginary = match call.args.get(1) {
            Some(column) => finite(column, row)?,
            None => vec![0.0; real.len()],
        };
        if real.len() != imaginary.len() {
            return None;
        }
        let mut points: Vec<Complex<f64>> =
            real.iter().zip(&imaginary).map(|(re, im)| Complex::new(*re, *im)).collect();
        if !points.is_empty() {
            planner.plan_fft(points.len(), direction).process(&mut points);
        }
        let size = match direction {
            FftDirection::Forward => 1.0,
            FftDirection::Inverse => points.len() as f64,
        };
        let real: Vec<f64> = points.iter().map(|p| p.re / size).collect();
        let imaginary: Vec<f64> = points.iter().map(|p| p.im / size).collect();
        write_columns(out, &[Part::Series(&real), Part::Series(&imaginary)]);
        Some(())
    })
}
