use super::encoded::{array, dynamics};
use super::texts::Texts;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Naming};

pub const PARSE_CSV: Function = Function {
    description: &Description {
        name: "parse_csv",
        signatures: &["(csv: string|dynamic) -> dynamic"],
        naming: Naming::FirstArgument,
        summary: "The fields of the first record of comma-separated text.",
        examples: &[
            Example {
                expression: r#"parse_csv('aa,"b,b","say ""x"""')"#,
                equals: r#"dynamic(["aa", "b,b", 'say "x"'])"#,
            },
            Example { expression: r#"parse_csv('r1,a\nr2,b')"#, equals: r#"dynamic(["r1", "a"])"# },
        ],
        page: "parse-csv-function",
        ..Description::SCALAR
    },
    kernel: parse_csv,
};

fn parse_csv(call: &Call) -> Result<ArrayRef, KernelError> {
    let texts = Texts::of(&call.args[0]);
    Ok(dynamics(call, |row, out| {
        array(out, first_record(&texts.text(row)));
        Some(())
    }))
}

fn first_record(csv: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    let mut characters = csv.chars().peekable();
    while let Some(c) = characters.next() {
        let Some(field) = fields.last_mut() else { break };
        match c {
            '"' if quoted && characters.peek() == Some(&'"') => {
                field.push('"');
                characters.next();
            }
            '"' if quoted => quoted = false,
            '"' if field.is_empty() => quoted = true,
            ',' if !quoted => fields.push(String::new()),
            '\n' if !quoted => break,
            '\r' if !quoted && characters.peek().is_none_or(|next| *next == '\n') => break,
            c => field.push(c),
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::first_record;

    #[test]
    fn quotes_hold_commas_quotes_and_newlines() {
        assert_eq!(
            first_record("aa,\"b,b\",cc,\"q: \"\"T\"\"\",\"l1\nl2\""),
            ["aa", "b,b", "cc", "q: \"T\"", "l1\nl2"]
        );
        assert_eq!(first_record("r1,a,\nr2,x"), ["r1", "a", ""]);
        assert_eq!(first_record("a\r\nb"), ["a"]);
    }
}
