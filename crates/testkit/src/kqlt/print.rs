//! Printing `.kqlt`, in the one form that reading it gives back.

use super::{Case, Expect, ExpectedError, ExpectedTable, File};
use crate::print_header;
use serde_json::Value as Json;
use std::fmt;

impl fmt::Display for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        notes(f, &self.notes)?;
        for (index, case) in self.cases.iter().enumerate() {
            if index > 0 || !self.notes.is_empty() {
                writeln!(f)?;
            }
            write!(f, "{case}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "=== {}", self.title)?;
        notes(f, &self.notes)?;
        if let Some(now) = &self.now {
            writeln!(f, "--- now {now}")?;
        }
        for table in &self.tables {
            writeln!(f, "--- table {} {}", table.name, print_header(&table.columns))?;
            rows(f, &table.rows)?;
        }
        writeln!(f, "--- query")?;
        writeln!(f, "{}", self.query)?;
        match &self.expect {
            Expect::Missing => Ok(()),
            Expect::Answers(tables) => tables.iter().try_for_each(|table| write!(f, "{table}")),
            Expect::Error(error) => writeln!(f, "--- {error}"),
        }
    }
}

impl fmt::Display for ExpectedTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let order = if self.in_order { "in order " } else { "" };
        writeln!(f, "--- answer {order}{}", print_header(&self.columns))?;
        rows(f, &self.rows)
    }
}

impl fmt::Display for ExpectedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error {} at {}:{} `{}`", self.code, self.line, self.column, self.text)
    }
}

fn notes(f: &mut fmt::Formatter<'_>, notes: &[String]) -> fmt::Result {
    notes.iter().try_for_each(|note| if note.is_empty() { writeln!(f, "#") } else { writeln!(f, "# {note}") })
}

fn rows(f: &mut fmt::Formatter<'_>, rows: &[Vec<Json>]) -> fmt::Result {
    rows.iter().try_for_each(|row| {
        let cells: Vec<String> = row.iter().map(Json::to_string).collect();
        writeln!(f, "[{}]", cells.join(", "))
    })
}

#[cfg(test)]
mod tests {
    use crate::kqlt::parse;

    const FILE: &str = r#"# A file

=== one
# about it
#
--- now 2024-05-01T12:00:00Z
--- table Mail (Sender: string, "odd name": dynamic)
["a@example.com", {"k":[1,2.0]}]
["", null]
--- query
Mail
| where isnotempty(Sender)

| count
--- answer (Count: long)
[1]
--- answer in order (Count: long)

=== two
--- query
print x
--- error LUR101 at 1:7 `x`

=== three
--- query
print 1
"#;

    #[test]
    fn what_is_read_is_printed_again() {
        assert_eq!(parse(FILE).unwrap().to_string(), FILE);
    }

    #[test]
    fn mistakes_have_a_line() {
        for (text, line, word) in [
            ("print 1", 1, "section"),
            ("=== a", 1, "no query"),
            ("=== a\n--- query\nprint 1\n--- answer (x: lnog)", 4, "name: type"),
            ("=== a\n--- query\nprint 1\n--- answer (x: long)\n[1, 2]", 5, "2 cells"),
            ("=== a\n--- query\nprint 1\n--- answer (x: long)\n1", 5, "JSON array"),
            ("=== a\n--- query\nprint 1\n--- error LUR101", 4, "line:column"),
            ("=== a\n--- qurey", 2, "sections are"),
            ("=== a\n--- table T", 2, "table Name"),
            ("=== a\n--- query\nprint x\n--- error A at 1:1 `x`\n--- answer ()", 5, "not both"),
        ] {
            let error = parse(text).unwrap_err();
            assert_eq!(error.line, line, "{text}");
            assert!(error.message.contains(word), "{error}");
        }
    }
}
