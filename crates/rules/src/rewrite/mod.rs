//! Another text for the queries of a file, and every other byte as it was.

mod json;
mod markdown;
mod yaml;

use crate::files::{Ending, ending};
use crate::limits::MAX_RULE_FILE_BYTES;
use crate::{Place, Problem, ProblemCode};

/// A file's text with other queries, and what was left alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewritten {
    pub text: String,
    /// Queries that would change, but are written in a way that cannot be rewritten safely.
    pub left_alone: Vec<Problem>,
}

/// Gives each query of the file to `rewrite`, and puts what comes back in its place: in a `.kql` file, in a plain block of
/// YAML (`query: |`), in a fenced block of Markdown and in a text of JSON. The changed file is read again to see that the
/// rest says what it said; a query that stands otherwise stays as it is.
///
/// # Errors
/// If the file cannot be read, holds no query, or `rewrite` says so.
pub fn rewrite_queries(
    path: &str,
    text: &str,
    mut rewrite: impl FnMut(&str, Place) -> Result<String, Problem>,
) -> Result<Rewritten, Problem> {
    if text.len() as u64 > MAX_RULE_FILE_BYTES {
        let message = format!("longer than {MAX_RULE_FILE_BYTES} bytes (limit MAX_RULE_FILE_BYTES)");
        return Err(Problem { path: path.into(), place: None, code: ProblemCode::Limit, message });
    }
    match ending(path) {
        Some(Ending::Kql) => {
            // The mark that some editors put before the text stays.
            let (mark, query) = text.split_at(text.len() - text.trim_start_matches('\u{feff}').len());
            let new = rewrite(query, Place { line: 1, column: 1 })?;
            Ok(Rewritten { text: format!("{mark}{new}"), left_alone: Vec::new() })
        }
        Some(Ending::Markdown) => markdown::rewritten(path, text, rewrite),
        Some(Ending::Json) => json::rewritten(path, text, rewrite),
        _ => yaml::rewritten(path, text, rewrite),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shout(query: &str, _: Place) -> Result<String, Problem> {
        Ok(query.trim().lines().map(|line| line.trim().to_uppercase() + "\n").collect())
    }

    fn rewritten(text: &str) -> Rewritten {
        rewrite_queries("r.yaml", text, shout).unwrap()
    }

    #[test]
    fn only_the_query_changes() {
        let text = "id: a   # kept\nquery: |  \n\n    t\n      | take 1\n\n# c\nversion: \"1\"\n";
        let done = rewritten(text);
        assert_eq!(done.text, "id: a   # kept\nquery: |  \n    T\n    | TAKE 1\n\n# c\nversion: \"1\"\n");
        assert_eq!(done.left_alone, []);
        assert_eq!(rewritten("query: |-\r\n  t\r\nid: 1").text, "query: |-\r\n  T\r\nid: 1");
        assert_eq!(rewritten("id: 1\nquery: |2 # two\n  t").text, "id: 1\nquery: |2 # two\n  T");
    }

    #[test]
    fn several_documents() {
        let done = rewritten("query: |\n  a\n---\nid: 2\n---\nquery: |+\n  b\n  c\n\n");
        assert_eq!(done.text, "query: |\n  A\n---\nid: 2\n---\nquery: |+\n  B\n  C\n\n");
    }

    #[test]
    fn other_spellings_are_left_alone() {
        for text in ["query: t\n", "query: 't'\n", "query: >\n  t\n  u\n", "query: \"t\\nu\"\n", "'query': |\n  t\n"] {
            let done = rewritten(text);
            assert_eq!((done.text.as_str(), done.left_alone.len()), (text, 1), "{text}");
        }
        assert_eq!(rewritten("query: T\n").left_alone, []);
    }

    #[test]
    fn what_is_no_rule_is_refused() {
        for text in ["id: 1\n", "query:\n", "a: [", "- query: |\n    t\n", "query: |\n  a\nquery: |\n  b\n"] {
            assert!(rewrite_queries("r.yaml", text, shout).is_err(), "{text}");
        }
    }

    #[test]
    fn fenced_blocks_of_markdown() {
        let again = |text: &str| rewrite_queries("r.md", text, shout).unwrap();
        let text =
            "# A `t`\n- list\n\n```kql\nt\n  | take 1\n\n```\nb  \n~~~ kusto\r\nu\r\n~~~\n```sql\nt\n```\n```kql\nv";
        let done = again(text);
        assert_eq!(
            done.text,
            "# A `t`\n- list\n\n```kql\nT\n| TAKE 1\n\n```\nb  \n~~~ kusto\r\nU\r\n~~~\n```sql\nt\n```\n```kql\nV"
        );
        assert_eq!(done.left_alone, []);
        // A text that would end its own block.
        let torn = rewrite_queries("r.md", "```kql\nt\n```\n", |_, _| Ok("a\n```\nb".to_owned())).unwrap();
        assert_eq!((torn.text.as_str(), torn.left_alone.len()), ("```kql\nt\n```\n", 1));
        assert!(rewrite_queries("r.md", "# no query\n", shout).is_err());
    }

    #[test]
    fn texts_of_json() {
        let again = |text: &str| rewrite_queries("r.json", text, |q, _| Ok(q.replace("take", "limit"))).unwrap();
        let text = "\u{feff}{\n  \"é\": [ 1.0, \"\\u0041\" ], \"queryCondition\": {\"ü\": 1, \"queryText\": \"T\\n| take 1 // \\\"é\\\"\" }\r\n}\n";
        let done = again(text);
        assert_eq!((done.text, done.left_alone.len()), (text.replace("take", "limit"), 0));
        let plain = "{\"query\": \"T | take 1\"}";
        assert_eq!(again(plain).text, plain.replace("take", "limit"));
        for text in ["{\"query\": \"T | take \\u0031\"}", "{\"query\": \"T \\/\\/ take\"}"] {
            let done = again(text);
            assert_eq!((done.text.as_str(), done.left_alone.len()), (text, 1), "{text}");
        }
        let list = |take: &str| {
            let one = |n: u8| format!("{{\"queryCondition\": {{\"queryText\": \"T | {take} {n}\"}}, \"id\": {n}}}");
            format!("{{\"@odata.count\": 2,\t\"value\": [{}, {}]}}", one(1), one(2))
        };
        assert_eq!(again(&list("take")).text, list("limit"), "as the API lists them");
        assert!(rewrite_queries("r.json", "{\"a\": 1}", shout).is_err());
    }

    #[test]
    fn a_file_of_kql() {
        let done = rewrite_queries("r.kql", "\u{feff}t\n", shout).unwrap();
        assert_eq!(done.text, "\u{feff}T\n");
    }
}
