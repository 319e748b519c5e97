use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Naming};

pub const FORMAT_BYTES: Function = Function {
    description: &Description {
        name: "format_bytes",
        signatures: &["(size: number, [precision: const number], [unit: const string]) -> string"],
        naming: Naming::FirstArgument,
        summary: "A number of bytes in the unit that fits it, or in a given one, rounded.",
        examples: &[
            Example { expression: "format_bytes(564)", equals: "'564 Bytes'" },
            Example { expression: "format_bytes(10332, 1)", equals: "'10.1 KB'" },
            Example { expression: "format_bytes(20010332)", equals: "'19 MB'" },
            Example { expression: "format_bytes(20010332, 2)", equals: "'19.08 MB'" },
            Example { expression: "format_bytes(20010332, 0, 'KB')", equals: "'19541 KB'" },
        ],
        page: "format-bytes-function",
        ..Description::SCALAR
    },
    kernel: format_bytes,
};

const UNITS: [&str; 7] = ["Bytes", "KB", "MB", "GB", "TB", "PB", "EB"];

/// More digits than this a real does not have.
const MOST_DIGITS: usize = 15;

fn format_bytes(call: &Call) -> Result<ArrayRef, KernelError> {
    let size = &call.args[0];
    let digits = match call.args.get(1) {
        Some(precision) if precision.constant => precision.real(0).unwrap_or(0.0),
        Some(_) => return Err(KernelError::new("the precision must be constant")),
        None => 0.0,
    };
    if !(0.0..=MOST_DIGITS as f64).contains(&digits) || digits.fract() != 0.0 {
        return Err(KernelError::new(format!("the precision must be a whole number from 0 to {MOST_DIGITS}")));
    }
    let unit = if call.args.len() > 2 { call.constant_text(2)? } else { String::new() };
    let unit = match UNITS.iter().position(|known| *known == unit) {
        Some(unit) => Some(unit),
        None if unit.is_empty() => None,
        None => return Err(KernelError::new(format!("'{unit}' is no unit; choose one of {}", UNITS.join(", ")))),
    };
    Ok(call.strings(|row| size.real(row).map(|size| formatted(size, digits as usize, unit)).unwrap_or_default()))
}

fn formatted(size: f64, digits: usize, unit: Option<usize>) -> String {
    let fitting = || (1..UNITS.len()).take_while(|unit| size.abs() >= 1024f64.powi(*unit as i32)).count();
    let unit = unit.unwrap_or_else(fitting);
    let rounded = format!("{:.digits$}", size / 1024f64.powi(unit as i32));
    let shortest = if digits > 0 { rounded.trim_end_matches('0').trim_end_matches('.') } else { &rounded };
    format!("{shortest} {}", UNITS.get(unit).unwrap_or(&""))
}
