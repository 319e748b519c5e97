//! JSON arrays of nothing but strings without escapes, as most lists in tables are: read without rewriting them.

use super::json::Reader;

/// Calls `each` with the strings of such an array; the answer is false where the text is anything else, which may turn
/// out after some of them.
pub fn plain_strings<'a>(json: &'a str, mut each: impl FnMut(&'a str)) -> bool {
    let mut reader = Reader::new(json);
    reader.blanks();
    let read = reader.array(0, |reader, _| {
        let content = reader.string().filter(|content| !content.escaped)?;
        each(content.raw);
        Some(())
    });
    read.is_some() && reader.finished()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dynamic::{elements, from_json, string_content};

    #[test]
    fn the_strings_are_those_of_the_parsed_array() {
        for json in [r#"["a","b c","é"]"#, " [ \"a\" ,\n\"\" ] ", "[]", "[ ]", r#"[""]"#, r#"["[,]"]"#] {
            let mut strings = Vec::new();
            assert!(plain_strings(json, |s| strings.push(s)), "{json}");
            let parsed = from_json(json).expect("it is JSON");
            let expected: Vec<String> = elements(&parsed).map(|s| string_content(s).into_owned()).collect();
            assert_eq!(strings, expected, "{json}");
        }
    }

    #[test]
    fn other_texts_are_none() {
        for json in ["", "[", "a", "null", r#""a""#, r#"{"a":"b"}"#, r#"["a",1]"#, r#"["a\n"]"#, r#"[["a"]]"#] {
            assert!(!plain_strings(json, |_| ()), "{json}");
        }
        for json in [r#"["a",]"#, r#"["a"] x"#, r#"["a" "b"]"#, "[\"a\tb\"]", r#"["a]"#, r#"[,"a"]"#] {
            assert!(!plain_strings(json, |_| ()), "{json}");
        }
    }
}
