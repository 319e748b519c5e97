use super::pattern::{self, Element, Letters, compile, fraction};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Naming};
use lurcher_types::time::{TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE, TICKS_PER_SECOND};

pub const FORMAT_TIMESPAN: Function = Function {
    description: &Description {
        name: "format_timespan",
        signatures: &["(span: timespan, format: literal string) -> string"],
        naming: Naming::FirstArgument,
        summary: "A timespan in a format of letters (`d.hh:mm:ss.fff`); fractions are cut, not rounded.",
        examples: &[
            Example { expression: "format_timespan(49h, 'ddd.hh:mm')", equals: "'002.01:00'" },
            Example { expression: "format_timespan(1500ms, 's.f')", equals: "'1.5'" },
        ],
        page: "format-timespan-function",
        deviation: Some("A negative timespan gets a minus sign in front; what Kusto prints is not documented."),
        ..Description::SCALAR
    },
    kernel: format_timespan,
};

const LETTERS: &Letters = &[
    ('d', &[8, 7, 6, 5, 4, 3, 2, 1]),
    ('H', &[2, 1]),
    ('h', &[2, 1]),
    ('m', &[2, 1]),
    ('s', &[2, 1]),
    ('f', &[7, 6, 5, 4, 3, 2, 1]),
    ('F', &[7, 6, 5, 4, 3, 2, 1]),
];

fn format_timespan(call: &Call) -> Result<ArrayRef, KernelError> {
    let elements = compile(&call.constant_text(1)?, LETTERS)?;
    let Some(span) = call.args.first() else { return Err(KernelError::new("a timespan is wanted")) };
    let spans = span.longs();
    Ok(call.strings(|row| spans.get(row).map(|t| print(&elements, t)).unwrap_or_default()))
}

fn print(elements: &[Element], ticks: i64) -> String {
    let written = pattern::print(elements, |letter, length| {
        let number = match letter {
            'd' => ticks / TICKS_PER_DAY,
            'h' | 'H' => ticks / TICKS_PER_HOUR % 24,
            'm' => ticks / TICKS_PER_MINUTE % 60,
            's' => ticks / TICKS_PER_SECOND % 60,
            _ => return fraction(letter, length, (ticks % TICKS_PER_SECOND).abs()),
        };
        format!("{:0length$}", number.unsigned_abs())
    });
    if ticks < 0 { format!("-{written}") } else { written }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements() {
        let t = lurcher_types::time::parse_timespan("12.03:04:05.1204500").unwrap();
        for (format, expected) in
            [("d.hh:mm:ss", "12.03:04:05"), ("dddd H [FFF]", "0012 3 [12]"), ("s.fffffff", "5.1204500")]
        {
            assert_eq!(print(&compile(format, LETTERS).unwrap(), t), expected);
        }
        assert_eq!(print(&compile("d.hh", LETTERS).unwrap(), -t), "-12.03");
        assert!(compile("y", LETTERS).is_err());
        print(&compile("d.hh:mm:ss.f", LETTERS).unwrap(), i64::MIN);
    }
}
