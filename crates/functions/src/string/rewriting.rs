//! Replacement by regular expression: `\\1` in the replacement is a group, `$1` is not.

use super::regex_cache::compiled;
use crate::call::MAX_TEXT_BYTES;
use crate::{Call, KernelError};
use arrow::array::ArrayRef;
use regex::{Captures, Regex};

/// Replaces in the text argument; the numbers say which argument is which.
pub fn replaced(call: &Call, text: usize, pattern: usize, rewrite: usize) -> Result<ArrayRef, KernelError> {
    let regex = compiled(&call.constant_text(pattern)?)?;
    let rewrite = Rewrite::parse(&call.constant_text(rewrite)?, &regex)?;
    let texts = call.args[text].strings();
    let mut too_long = false;
    let answer = call.strings(|row| {
        let replaced = rewrite.replace_all(&regex, texts.value(row));
        too_long |= replaced.is_none();
        replaced.unwrap_or_default()
    });
    if too_long {
        return Err(KernelError::new(format!("the replacement would make a text longer than {MAX_TEXT_BYTES} bytes")));
    }
    Ok(answer)
}

struct Rewrite(Vec<Part>);

enum Part {
    Text(String),
    Group(usize),
}

impl Rewrite {
    fn parse(rewrite: &str, regex: &Regex) -> Result<Rewrite, KernelError> {
        let mut parts = Vec::new();
        let mut text = String::new();
        let mut characters = rewrite.chars().peekable();
        while let Some(c) = characters.next() {
            match (c, characters.peek().copied()) {
                ('\\', Some(digit @ '0'..='9')) => {
                    characters.next();
                    let group = digit as usize - '0' as usize;
                    if group >= regex.captures_len() {
                        let groups = regex.captures_len() - 1;
                        return Err(KernelError::new(format!(
                            "the replacement refers to group {group}, but the regular expression has {groups}"
                        )));
                    }
                    parts.push(Part::Text(std::mem::take(&mut text)));
                    parts.push(Part::Group(group));
                }
                ('\\', Some('\\')) => {
                    characters.next();
                    text.push('\\');
                }
                _ => text.push(c),
            }
        }
        parts.push(Part::Text(text));
        Ok(Rewrite(parts))
    }

    /// The text with all matches replaced, or nothing if it grows too long.
    fn replace_all(&self, regex: &Regex, text: &str) -> Option<String> {
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for found in regex.captures_iter(text) {
            let whole = found.get(0)?;
            out.push_str(text.get(done..whole.start())?);
            self.write(&mut out, &found);
            done = whole.end();
            if out.len() > MAX_TEXT_BYTES {
                return None;
            }
        }
        out.push_str(text.get(done..)?);
        Some(out)
    }

    fn write(&self, out: &mut String, found: &Captures) {
        for part in &self.0 {
            match part {
                Part::Text(text) => out.push_str(text),
                Part::Group(group) => out.push_str(found.get(*group).map_or("", |m| m.as_str())),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::string::replace_regex::REPLACE_REGEX;
    use crate::string::testing::{says, text, try_answer};
    use lurcher_types::Type;

    fn of(source: &str, pattern: &str, rewrite: &str) -> String {
        says(&REPLACE_REGEX, &[text(source), text(pattern), text(rewrite)])
    }

    #[test]
    fn groups_are_written_with_a_backslash() {
        assert_eq!(of("Number is 1", r"is (\d+)", r"was: \1"), "Number was: 1");
        assert_eq!(of("a1b2", r"\d", r"<\0>"), "a<1>b<2>");
        assert_eq!(of("ab", "(a)(b)", r"\2\1$1\\x"), r"ba$1\x");
        assert_eq!(of("a--b", "[^a-z]+", "$$$"), "a$$$b");
        assert_eq!(of("ab", "(x)?b", r"[\1]"), "a[]");
    }

    #[test]
    fn a_group_that_is_not_there_is_refused() {
        let refused = try_answer(&REPLACE_REGEX, Type::String, &[text("a"), text("a"), text(r"\1")]);
        assert!(refused.unwrap_err().message.contains("group 1"));
    }
}
