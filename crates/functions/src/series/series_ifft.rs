use super::fourier::transform;
use crate::Function;
use lurcher_types::Type;
use lurcher_types::describe::{Description, Example, Naming, Nulls, Output};
use rustfft::FftDirection;

pub const SERIES_IFFT: Function = Function {
    description: &Description {
        name: "series_ifft",
        signatures: &["(series: array, [series_imaginary: array]) -> dynamic"],
        naming: Naming::Own,
        nulls: Nulls::Kernel,
        outputs: &[Output::new("real", Type::Dynamic), Output::new("imag", Type::Dynamic)],
        summary: "The series of which another is the discrete Fourier transform: its real and its imaginary part.",
        examples: &[Example {
            expression: "series_ifft(dynamic([1, 1, 1, 1]), dynamic([0, 0, 0, 0]))",
            equals: "dynamic([1.0,0.0,0.0,0.0])",
        }],
        page: "series-ifft-function",
        ..Description::SCALAR
    },
    kernel: |call| transform(call, FftDirection::Inverse),
};
