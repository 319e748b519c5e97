//! `zipPattern`: which members of an archive are read.

use regex::Regex;

/// The longest pattern.
const MAX_PATTERN: usize = 1_000;

/// Chooses members by their names.
#[derive(Debug, Clone)]
pub struct MemberPattern {
    regex: Regex,
    /// Matched against the name without its folders.
    file_name_alone: bool,
}

impl MemberPattern {
    /// The documentation calls it a regular expression and gives `*.csv` as the example, which is none: with signs that only a
    /// regular expression has it is one, and else `*` and `?` stand for any characters of the file's name.
    pub fn parse(text: &str) -> Result<MemberPattern, String> {
        if text.len() > MAX_PATTERN {
            return Err(format!("its zipPattern is longer than {MAX_PATTERN} bytes"));
        }
        let is_regex = text.contains(['\\', '^', '$', '+', '(', ')', '[', ']', '{', '}', '|']) || text.contains(".*");
        let pattern = match is_regex {
            true => text.to_owned(),
            false => format!("^{}$", regex::escape(text).replace(r"\*", ".*").replace(r"\?", ".")),
        };
        let regex = Regex::new(&pattern).map_err(|e| format!("its zipPattern is no regular expression: {e}"))?;
        Ok(MemberPattern { regex, file_name_alone: !is_regex })
    }

    pub fn matches(&self, name: &str) -> bool {
        let name = if self.file_name_alone { name.rsplit(['/', '\\']).next().unwrap_or(name) } else { name };
        self.regex.is_match(name)
    }
}

#[cfg(test)]
mod tests {
    use super::MemberPattern;

    #[test]
    fn stars_and_regular_expressions() {
        let matches = |pattern: &str, name: &str| MemberPattern::parse(pattern).unwrap().matches(name);
        assert!(matches("*.csv", "lists/bad.csv"));
        assert!(!matches("*.csv", "bad.csv.txt"));
        assert!(matches(r"lists/.*\.csv$", "lists/bad.csv"));
        assert!(!matches(r"^bad\.csv$", "lists/bad.csv"));
        assert!(matches("bad?.csv", "bad1.csv"));
        assert!(MemberPattern::parse("(").is_err());
    }
}
