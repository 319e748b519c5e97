use super::read_as::read_as;
use super::regex_cache::compiled;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::Type;
use lurcher_types::describe::{Description, Example};

pub const EXTRACT: Function = Function {
    description: &Description {
        name: "extract",
        signatures: &[
            "(regex: const string, group: long, text: text) -> string",
            "(regex: const string, group: long, text: text, type: literal type) -> literal",
        ],
        summary: "A group of a regular expression's first match, 0 being the whole match; empty or null if there is none.",
        examples: &[
            Example { expression: r#"extract(@'x=(\d+)', 1, 'hello x=45 world')"#, equals: r#"'45'"# },
            Example { expression: "extract('b.', 0, 'abc')", equals: "'bc'" },
            Example { expression: "extract('x', 0, 'abc')", equals: "''" },
            Example { expression: r#"extract(@'(\d+)', 1, 'a45', typeof(long))"#, equals: r#"45"# },
        ],
        page: "extract-function",
        ..Description::SCALAR
    },
    kernel: extract,
};

fn extract(call: &Call) -> Result<ArrayRef, KernelError> {
    let regex = compiled(&call.constant_text(0)?)?;
    let (groups, texts) = (call.args[1].longs(), call.args[2].strings());
    let found = |row: usize| {
        let group = usize::try_from(groups.get(row)?).ok()?;
        let text = texts.value(row);
        // The whole match needs no groups, and is found much faster without.
        if group == 0 {
            regex.find(text).map(|m| m.as_str())
        } else {
            regex.captures(text)?.get(group).map(|m| m.as_str())
        }
    };
    if call.returns == Type::String {
        return Ok(call.strings(|row| found(row).unwrap_or("")));
    }
    Ok(call.rows(|row| read_as(call.returns, found(row)?)))
}

#[cfg(test)]
mod tests {
    use super::EXTRACT;
    use crate::string::testing::{answer, says, text, try_answer};
    use lurcher_types::{Type, Value};

    #[test]
    fn groups_are_numbered_and_converted() {
        let values = |pattern: &str, group| [text(pattern), Value::Long(group), text("hello x=45.6|wo")];
        assert_eq!(says(&EXTRACT, &values("x=([0-9.]+)", 1)), "45.6");
        assert_eq!(says(&EXTRACT, &values("x=([0-9.]+)", 0)), "x=45.6");
        assert_eq!(says(&EXTRACT, &values("x=([0-9.]+)", 2)), "");
        assert_eq!(says(&EXTRACT, &values("y", 0)), "");
        assert_eq!(answer(&EXTRACT, Type::Real, &values("x=([0-9.]+)", 1)), Value::Real(45.6));
        assert_eq!(answer(&EXTRACT, Type::Long, &values("(hel)", 1)), Value::Null(Type::Long));
        assert!(try_answer(&EXTRACT, Type::String, &values("a(?=b)", 0)).unwrap_err().message.contains("SEM0420"));
    }
}
