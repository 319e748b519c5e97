use super::fourier::transform;
use crate::Function;
use lurcher_types::Type;
use lurcher_types::describe::{Description, Example, Naming, Nulls, Output};
use rustfft::FftDirection;

pub const SERIES_FFT: Function = Function {
    description: &Description {
        name: "series_fft",
        signatures: &["(series: array, [series_imaginary: array]) -> dynamic"],
        naming: Naming::Own,
        nulls: Nulls::Kernel,
        outputs: &[Output::new("real", Type::Dynamic), Output::new("imag", Type::Dynamic)],
        summary: "The discrete Fourier transform of a series: its real and its imaginary part.",
        examples: &[Example { expression: "series_fft(dynamic([1, 0, 0, 0]))", equals: "dynamic([1.0,1.0,1.0,1.0])" }],
        page: "series-fft-function",
        ..Description::SCALAR
    },
    kernel: |call| transform(call, FftDirection::Forward),
};
