//! The lists of a `regexes.yaml`: a mapping of lists of mappings of texts, and nothing else. Anchors and aliases are refused,
//! because this file needs none and a YAML bomb does.

use super::patterns::MAX_PATTERNS;
use crate::KernelError;
use saphyr_parser::{Event, Parser, ScalarStyle, Span};
use std::collections::HashMap;

/// One pattern: its keys and values.
pub struct Entry {
    pub line: usize,
    values: Vec<(String, String)>,
}

impl Entry {
    pub fn value(&self, key: &str) -> Option<&str> {
        self.values.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str())
    }
}

/// Where the reader stands.
enum At {
    /// Before the mapping, or behind it.
    Outside,
    /// In the mapping: the next text names a list.
    Names,
    /// Behind the name of a list.
    Name(String),
    /// In a list.
    List(String),
    /// In a pattern; the key whose value comes next.
    Entry(String, Option<String>),
}

/// The most keys of one pattern: the longest has seven.
const MAX_KEYS: usize = 16;

/// The lists of a file by their names.
pub fn lists(text: &str) -> Result<HashMap<String, Vec<Entry>>, KernelError> {
    let mut lists: HashMap<String, Vec<Entry>> = HashMap::new();
    let mut at = At::Outside;
    let mut count = 0;
    let mut parser = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        let (event, span) = event.map_err(|e| KernelError::new(format!("this is no YAML: {e}")))?;
        let bad = |why: &str| KernelError::new(format!("line {}: {why}", span.start.line()));
        if is_shared(&event) {
            return Err(bad("anchors and aliases are not accepted in patterns of user agents"));
        }
        at = match (at, event) {
            (
                at,
                Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd,
            ) => at,
            (At::Outside, Event::MappingStart(..)) if lists.is_empty() => At::Names,
            (At::Names, Event::MappingEnd) => At::Outside,
            (At::Names, Event::Scalar(name, ..)) if lists.contains_key(name.as_ref()) => {
                return Err(bad("this list stands here for the second time"));
            }
            (At::Names, Event::Scalar(name, ..)) => At::Name(name.into_owned()),
            (At::Name(name), Event::SequenceStart(..)) => {
                lists.insert(name.clone(), Vec::new());
                At::List(name)
            }
            (At::List(_), Event::SequenceEnd) => At::Names,
            (At::List(name), Event::MappingStart(..)) => {
                count += 1;
                if count > MAX_PATTERNS {
                    return Err(bad(&format!("there are more than {MAX_PATTERNS} patterns (limit MAX_PATTERNS)")));
                }
                lists.entry(name.clone()).or_default().push(entry(&span));
                At::Entry(name, None)
            }
            (At::Entry(name, None), Event::MappingEnd) => At::List(name),
            (At::Entry(name, None), Event::Scalar(key, ..)) => At::Entry(name, Some(key.into_owned())),
            (At::Entry(name, Some(key)), Event::Scalar(value, style, ..)) => {
                let missing = style == ScalarStyle::Plain && matches!(value.as_ref(), "null" | "~");
                if let Some(entry) = lists.get_mut(&name).and_then(|list| list.last_mut()) {
                    if entry.value(&key).is_some() || entry.values.len() >= MAX_KEYS {
                        return Err(bad("this key stands here for the second time, or there are too many"));
                    }
                    entry.values.push((key, if missing { String::new() } else { value.into_owned() }));
                }
                At::Entry(name, None)
            }
            _ => return Err(bad("this is no regexes.yaml of uap-core: lists of patterns with texts are wanted")),
        };
    }
    Ok(lists)
}

fn entry(span: &Span) -> Entry {
    Entry { line: span.start.line(), values: Vec::new() }
}

fn is_shared(event: &Event) -> bool {
    match event {
        Event::Alias(_) => true,
        Event::Scalar(_, _, anchor, _) | Event::SequenceStart(anchor, _) | Event::MappingStart(anchor, _) => {
            *anchor != 0
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        lists(text).err().map(|e| e.message).unwrap_or_else(|| panic!("taken: {text:.80}"))
    }

    #[test]
    fn lists_of_patterns_are_read_with_their_lines() {
        let read = lists("# patterns\na:\n  - regex: '(x)'\n    v1_replacement: ''\nb: []\n").unwrap();
        assert_eq!((read["a"].len(), read["b"].len()), (1, 0));
        assert_eq!((read["a"][0].line, read["a"][0].value("regex")), (3, Some("(x)")));
        assert_eq!((read["a"][0].value("v1_replacement"), read["a"][0].value("other")), (Some(""), None));
        let null = lists("a: [{b: null, c: 'null'}]").unwrap();
        assert_eq!((null["a"][0].value("b"), null["a"][0].value("c")), (Some(""), Some("null")));
        assert!(lists("").unwrap().is_empty());
    }

    #[test]
    fn bombs_and_other_shapes_are_refused() {
        assert!(refused("a: &x\n  - regex: 'y'\nb: *x\n").contains("anchors"));
        assert!(refused("a:\n  - regex: &x 'y'\n").contains("anchors"));
        for other in ["- a", "a: 1", "a: {b: c}", "a: [[b]]", "a: [{b: [c]}]", "just a text", "a: []\n---\nb: []"] {
            assert!(refused(other).contains("no regexes.yaml"), "{other}");
        }
        assert!(refused(&"[".repeat(100_000)).contains("this is no"));
        assert!(refused(&format!("a: {}", "[".repeat(100_000))).contains("this is no"));
        assert!(refused("a: [{b: '1', b: '2'}]").contains("second time"));
        assert!(refused("a: []\na: []").contains("second time"));
        assert!(refused("a: [").contains("no YAML"));
        let many = format!("a:\n{}", "  - regex: x\n".repeat(MAX_PATTERNS + 1));
        assert!(refused(&many).contains("MAX_PATTERNS"));
    }
}
