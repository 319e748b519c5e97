use super::pattern::{self, Element, Letters, compile, fraction};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Naming};
use lurcher_types::time::{Civil, civil};

pub const FORMAT_DATETIME: Function = Function {
    description: &Description {
        name: "format_datetime",
        signatures: &["(date: datetime, format: literal string) -> string"],
        naming: Naming::FirstArgument,
        summary: "A datetime in a format of letters (`yyyy-MM-dd HH:mm:ss.fff`); fractions are cut, not rounded.",
        examples: &[
            Example {
                expression: "format_datetime(datetime(2024-03-09 16:05), 'yy/M/dd h:mm tt')",
                equals: "'24/3/09 4:05 PM'",
            },
            Example { expression: "format_datetime(datetime(2024-03-09 00:00:00.120), 'ss.FFF')", equals: "'00.12'" },
        ],
        page: "format-datetime-function",
        ..Description::SCALAR
    },
    kernel: format_datetime,
};

const LETTERS: &Letters = &[
    ('y', &[4, 2, 1]),
    ('M', &[2, 1]),
    ('d', &[2, 1]),
    ('H', &[2, 1]),
    ('h', &[2, 1]),
    ('m', &[2, 1]),
    ('s', &[2, 1]),
    ('f', &[7, 6, 5, 4, 3, 2, 1]),
    ('F', &[7, 6, 5, 4, 3, 2, 1]),
    ('t', &[2]),
];

fn format_datetime(call: &Call) -> Result<ArrayRef, KernelError> {
    let elements = compile(&call.constant_text(1)?, LETTERS)?;
    let Some(date) = call.args.first() else { return Err(KernelError::new("a date is wanted")) };
    let dates = date.longs();
    Ok(call.strings(|row| dates.get(row).map(|t| print(&elements, civil(t))).unwrap_or_default()))
}

fn print(elements: &[Element], c: Civil) -> String {
    pattern::print(elements, |letter, length| {
        let number = match letter {
            'y' if length == 4 => c.year,
            'y' => c.year % 100,
            'M' => c.month,
            'd' => c.day,
            'H' => c.hour,
            'h' => (c.hour + 11) % 12 + 1,
            'm' => c.minute,
            's' => c.second,
            't' => return if c.hour < 12 { "AM" } else { "PM" }.to_owned(),
            _ => return fraction(letter, length, c.tick),
        };
        format!("{number:0length$}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formatted(date: &str, format: &str) -> Option<String> {
        let t = lurcher_types::time::parse_datetime(date).unwrap();
        Some(print(&compile(format, LETTERS).ok()?, civil(t)))
    }

    #[test]
    fn elements() {
        let date = "2024-03-05 00:07:08.1204500";
        for (format, expected) in [
            ("yyyy-MM-dd HH:mm:ss", "2024-03-05 00:07:08"),
            ("ddd", "055"),
            ("yyyyy", "202424"),
            ("h hh tt", "12 12 AM"),
            ("fff FFF fffffff FFFFFFF", "120 12 1204500 12045"),
            ("[d/M/y]", "[5/3/24]"),
        ] {
            assert_eq!(formatted(date, format).as_deref(), Some(expected), "{format}");
        }
        assert_eq!(formatted("2024-03-05", "s.FF").as_deref(), Some("0."));
        for format in ["", "yyyy-MM-ddTHH", "'d'", "%d", "t", "é"] {
            assert_eq!(formatted(date, format), None, "{format}");
        }
    }
}
