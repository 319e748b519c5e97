//! What `trim`, `trim_start` and `trim_end` share: the pattern is spliced in as it is, and every match goes.

use super::regex_cache::compiled;
use crate::{Call, KernelError};
use arrow::array::ArrayRef;

pub fn trimmed(call: &Call, splice: impl Fn(&str) -> String) -> Result<ArrayRef, KernelError> {
    let pattern = call.constant_text(0)?;
    if pattern.is_empty() {
        return Err(KernelError::new("what is trimmed off may not be empty (SEM0217)"));
    }
    let regex = compiled(&splice(&pattern))?;
    let texts = call.args[1].strings();
    Ok(call.strings(|row| regex.replace_all(texts.value(row), "")))
}

#[cfg(test)]
mod tests {
    use crate::Function;
    use crate::string::testing::{says, text, try_answer};
    use crate::string::{trim::TRIM, trim_end::TRIM_END, trim_start::TRIM_START};
    use lurcher_types::Type;

    fn of(function: &Function, pattern: &str, source: &str) -> String {
        says(function, &[text(pattern), text(source)])
    }

    #[test]
    fn one_match_goes_per_end() {
        assert_eq!(of(&TRIM, "a", "aaaa"), "aa");
        assert_eq!(of(&TRIM, "a+", "aaxaa"), "x");
        assert_eq!(of(&TRIM, r"[^\w]+", "-  Te st1// $"), "Te st1");
        assert_eq!(of(&TRIM, "1", "11"), "");
    }

    #[test]
    fn the_pattern_is_spliced_as_it_is() {
        assert_eq!(of(&TRIM_END, "a)|(b", "xaxbx"), "xxbx");
        assert_eq!(of(&TRIM, "a$", "aa"), "a");
        assert_eq!(of(&TRIM_START, "a|x", "bxa"), "bxa");
        assert!(try_answer(&TRIM, Type::String, &[text(""), text("a")]).is_err());
    }
}
