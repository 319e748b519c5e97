//! Compiled regular expressions, shared by everything that takes one, so that a batch does not compile anew.

use super::older_regex::respelt;
use super::texts::Texts;
use crate::{Call, KernelError};
use regex::{Regex, RegexBuilder};
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};

/// The longest pattern taken, in bytes.
pub const MAX_PATTERN_LENGTH: usize = 64 * 1024;

/// The largest compiled program taken, in bytes: counted repetitions of large classes grow fast.
pub const MAX_PROGRAM_SIZE: usize = 10 * 1024 * 1024;

/// How many compiled patterns are kept. When they are more, all are let go: a query has few.
const KEPT: usize = 64;

/// The pattern of an argument that must be constant, read as text; nothing where it is a null.
pub(crate) fn constant_pattern(call: &Call, index: usize) -> Result<Option<String>, KernelError> {
    match call.args.get(index) {
        Some(pattern) if pattern.constant => Ok(Texts::of(pattern).get(0).map(|text| text.into_owned())),
        _ => Err(KernelError::new("a regular expression must be constant (SEM0040)")),
    }
}

/// The regular expression for a pattern in the Rust regex crate's syntax, which is Kusto's too.
pub fn compiled(pattern: &str) -> Result<Arc<Regex>, KernelError> {
    static CACHE: LazyLock<Mutex<HashMap<String, Arc<Regex>>>> = LazyLock::new(Mutex::default);
    // A panic elsewhere cannot leave a map of finished values half written, so a poisoned lock is still good.
    let lock = || CACHE.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    if let Some(known) = lock().get(pattern) {
        return Ok(Arc::clone(known));
    }
    let regex = Arc::new(compile(pattern)?);
    let mut cache = lock();
    if cache.len() >= KEPT {
        cache.clear();
    }
    cache.insert(pattern.to_owned(), Arc::clone(&regex));
    Ok(regex)
}

fn compile(pattern: &str) -> Result<Regex, KernelError> {
    if pattern.len() > MAX_PATTERN_LENGTH {
        return Err(KernelError::new(format!("a regular expression may have at most {MAX_PATTERN_LENGTH} bytes")));
    }
    let build = |pattern: &str| RegexBuilder::new(pattern).size_limit(MAX_PROGRAM_SIZE).build();
    let tried = match build(pattern) {
        Err(error @ regex::Error::Syntax(_)) if has_octals(pattern) => {
            let with_octals = RegexBuilder::new(pattern).size_limit(MAX_PROGRAM_SIZE).octal(true).build();
            with_octals.map_err(|_| error)
        }
        Err(error @ regex::Error::Syntax(_)) => build(&respelt(pattern)).map_err(|_| error),
        tried => tried,
    };
    tried.map_err(|error| match error {
        regex::Error::CompiledTooBig(limit) => {
            KernelError::new(format!("the regular expression compiles to more than {limit} bytes: repeat less"))
        }
        error => KernelError::new(format!("{} (SEM0420)", reason(&error.to_string()))),
    })
}

/// Whether all escaped digits are characters in octal: `\123`, `\07`. One or two digits without a zero in front may be meant
/// as a backreference, which there is none of, and stay refused.
fn has_octals(pattern: &str) -> bool {
    let mut found = false;
    let mut rest = pattern;
    while let Some((_, after)) = rest.split_once('\\') {
        let digits = after.bytes().take(3).take_while(|b| matches!(b, b'0'..=b'7')).count();
        if after.starts_with(|c: char| c.is_ascii_digit()) {
            if digits != 3 && !after.starts_with('0') {
                return false;
            }
            found = true;
        }
        let mut behind = after.chars();
        behind.next();
        rest = behind.as_str();
    }
    found
}

/// The last line of the parser's message says what is wrong; the lines before it draw where.
fn reason(message: &str) -> String {
    let last = message.lines().last().unwrap_or(message);
    let last = last.trim().trim_start_matches("error: ");
    if last.contains("look-around") {
        return "a regular expression may not look ahead or behind: (?=, (?!, (?<= and (?<! are not supported"
            .to_owned();
    }
    format!("the regular expression is not valid: {last}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_pattern_is_compiled_once() {
        let first = compiled("a+b").unwrap();
        assert!(Arc::ptr_eq(&first, &compiled("a+b").unwrap()));
        assert!((0..200).all(|i| compiled(&format!("a{i}")).is_ok()));
    }

    #[test]
    fn lookaround_is_refused() {
        for pattern in ["a(?=b)", "a(?!b)", "(?<=a)b", "(?<!a)b"] {
            let error = compiled(pattern).unwrap_err().message;
            assert!(error.contains("look ahead") && error.contains("SEM0420"), "{error}");
        }
        assert!(compiled("(a").unwrap_err().message.contains("unclosed group"));
        assert!(compiled(r"(a)\1").unwrap_err().message.contains("backreference"));
    }

    #[test]
    fn older_spellings_are_understood_and_what_has_no_meaning_is_refused() {
        assert!(compiled("^[[]").unwrap().is_match("[a") && !compiled("^[[]").unwrap().is_match("a["));
        assert!(compiled("x_[0-9]{1-3}+").unwrap().is_match("x_4{1-3}}"));
        assert!(["[a", "*", "(", r"a\"].iter().all(|p| compiled(p).is_err()));
    }

    #[test]
    fn characters_may_be_written_in_octal() {
        assert!(compiled(r"^\123\07$").unwrap().is_match("S\u{7}"));
        assert!(compiled(r"(a)\\\101").unwrap().is_match(r"a\A"));
        assert!([r"(a)\1", r"(a)\12", r"\101\9", r"\8"].iter().all(|p| compiled(p).is_err()));
    }

    #[test]
    fn size_is_limited() {
        assert!(compiled(r"((\w{100}){100}){100}").unwrap_err().message.contains("repeat less"));
        assert!(compiled(&"a".repeat(MAX_PATTERN_LENGTH + 1)).is_err());
    }

    #[test]
    fn classes_follow_unicode_and_the_end_is_the_end() {
        assert!(compiled(r"^\d\w\s$").unwrap().is_match("٣é\u{a0}"));
        assert!(!compiled("a$").unwrap().is_match("a\n"));
        assert!(compiled("(?<n>a)(?P<m>b)").unwrap().is_match("ab"));
    }
}
