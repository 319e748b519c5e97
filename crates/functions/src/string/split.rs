use super::encoded::{array, dynamics};
use super::pieces::pieces;
use super::texts::Texts;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_columnar::Column;
use lurcher_types::describe::{Description, Example, Naming};

pub const SPLIT: Function = Function {
    description: &Description {
        name: "split",
        signatures: &["(text: scalar, delimiter: string|dynamic, [index: integer]) -> dynamic"],
        naming: Naming::FirstArgument,
        summary: "The pieces of a text between delimiters, as an array; with an index, an array of that piece only.",
        examples: &[
            Example { expression: r#"split('aa_bb', '_')"#, equals: r#"dynamic(["aa", "bb"])"# },
            Example { expression: r#"split('aaa_bbb_ccc', '_', 1)"#, equals: r#"dynamic(["bbb"])"# },
            Example { expression: r#"split('', '_')"#, equals: r#"dynamic([""])"# },
            Example { expression: r#"split('a__b', '_')"#, equals: r#"dynamic(["a", "", "b"])"# },
            Example { expression: r#"split('aabbcc', 'bb')"#, equals: r#"dynamic(["aa", "cc"])"# },
        ],
        page: "split-function",
        ..Description::SCALAR
    },
    kernel: split,
};

fn split(call: &Call) -> Result<ArrayRef, KernelError> {
    let (texts, delimiters) = (Texts::of(&call.args[0]), Texts::of(&call.args[1]));
    let index = call.args.get(2).map(Column::longs);
    Ok(dynamics(call, |row, out| {
        let (text, delimiter) = (texts.text(row), delimiters.text(row));
        match index {
            None => array(out, pieces(&text, &delimiter)),
            Some(index) => {
                let index = usize::try_from(index.get(row)?).ok()?;
                array(out, std::iter::once(pieces(&text, &delimiter).nth(index)?));
            }
        }
        Some(())
    }))
}

#[cfg(test)]
mod tests {
    use super::SPLIT;
    use crate::string::testing::{gives, text};
    use lurcher_types::Value;

    #[test]
    fn pieces_are_kept_empty_and_quoted() {
        assert_eq!(gives(&SPLIT, &[text("a\"b,,c"), text(",")]), r#"["a\"b","","c"]"#);
        assert_eq!(gives(&SPLIT, &[text("a_b"), text("_"), Value::Long(1)]), r#"["b"]"#);
        assert_eq!(gives(&SPLIT, &[text("a_b"), text("_"), Value::Long(2)]), "null");
        assert_eq!(gives(&SPLIT, &[text("ab"), text("")]), r#"["ab"]"#);
        assert_eq!(gives(&SPLIT, &[text("a\u{e9}b\u{e9}"), text("\u{e9}")]), r#"["a","b",""]"#);
    }
}
