//! `parse_json(text).a.b[0]` in one pass, without encoding the whole text; several paths in the same pass.

use super::json::{Content, Reader, from_json};
use super::{MAX_DEPTH, NULL, Step};
use std::borrow::Cow;
use std::ops::Range;

/// Paths that begin in one text, by their steps: what several of them share is walked once.
#[derive(Debug, Default)]
pub struct Paths {
    root: Node,
    count: usize,
}

/// What the paths do that have come to one place.
#[derive(Debug, Default)]
struct Node {
    /// The numbers of the paths that end here.
    ends: Vec<usize>,
    keys: Vec<(String, Node)>,
    elements: Vec<(i64, Node)>,
}

impl Paths {
    pub fn new<'a>(paths: impl IntoIterator<Item = &'a [Step]>) -> Paths {
        let mut all = Paths::default();
        for steps in paths {
            // JSON that nests so deep is a plain text, into which no step leads.
            if steps.len() <= MAX_DEPTH {
                steps.iter().fold(&mut all.root, Node::next).ends.push(all.count);
            }
            all.count += 1;
        }
        all
    }

    /// How many paths there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Finds what the paths lead to in a JSON text. The whole text is checked, for a text that is not JSON is a plain
    /// string, into which no step leads.
    pub fn find(&self, json: &str, found: &mut Found) {
        let Found(places) = found;
        places.clear();
        places.resize(self.count, None);
        let mut reader = Reader::new(json);
        reader.blanks();
        if walk(&mut reader, Some(&self.root), places, 0).is_none() || !reader.finished() {
            places.fill(None);
        }
    }
}

/// Where in a text its paths ended; kept from text to text for its memory.
#[derive(Debug, Default)]
pub struct Found(Vec<Option<Range<usize>>>);

impl Found {
    /// What the path of this number leads to in the text that was searched last, encoded.
    pub fn value<'a>(&self, json: &'a str, path: usize) -> Option<Cow<'a, str>> {
        encoded(json.get(self.0.get(path)?.clone()?)?)
    }
}

impl Node {
    /// The place that one more step leads to.
    fn next(&mut self, step: &Step) -> &mut Node {
        match step {
            Step::Key(key) => entry(&mut self.keys, key),
            Step::Index(index) => entry(&mut self.elements, index),
        }
    }

    fn key(&self, content: &Content) -> Option<&Node> {
        if content.escaped {
            let decoded = content.decoded();
            return self.keys.iter().find(|(key, _)| *key == decoded).map(|(_, node)| node);
        }
        self.keys.iter().find(|(key, _)| key == content.raw).map(|(_, node)| node)
    }

    fn element(&self, index: usize) -> Option<&Node> {
        self.elements.iter().find(|(i, _)| usize::try_from(*i) == Ok(index)).map(|(_, node)| node)
    }

    /// Forgets what the paths that lead on from here have found.
    fn forget(&self, found: &mut [Option<Range<usize>>]) {
        for end in &self.ends {
            if let Some(found) = found.get_mut(*end) {
                *found = None;
            }
        }
        let keys = self.keys.iter().map(|(_, node)| node);
        keys.chain(self.elements.iter().map(|(_, node)| node)).for_each(|node| node.forget(found));
    }
}

/// The node of this step, made if there is none.
fn entry<'a, Q: ?Sized + PartialEq<K> + ToOwned<Owned = K>, K>(list: &'a mut Vec<(K, Node)>, step: &Q) -> &'a mut Node {
    let at = list.iter().position(|(known, _)| *step == *known).unwrap_or(list.len());
    if at == list.len() {
        list.push((step.to_owned(), Node::default()));
    }
    &mut list[at].1
}

/// What one path leads to.
pub fn path_in_json<'a>(json: &'a str, steps: &[Step]) -> Option<Cow<'a, str>> {
    let mut found = Found::default();
    Paths::new([steps]).find(json, &mut found);
    found.value(json, 0)
}

/// A value of a checked JSON text in the encoding of dynamics; null is nothing.
fn encoded(value: &str) -> Option<Cow<'_, str>> {
    if value == NULL {
        return None;
    }
    let as_it_is = match value.as_bytes().first()? {
        b'{' | b'[' => false,
        b'"' => !value.contains('\\'),
        _ => true,
    };
    if as_it_is { Some(Cow::Borrowed(value)) } else { from_json(value).map(Cow::Owned) }
}

/// Reads one value; if paths lead on from it, notes where they end.
fn walk(reader: &mut Reader, node: Option<&Node>, found: &mut [Option<Range<usize>>], depth: usize) -> Option<()> {
    let start = reader.position();
    match (reader.peek()?, node) {
        (b'{', Some(node)) if !node.keys.is_empty() => reader.bag(depth, |reader, content| {
            let next = node.key(&content);
            // A key written twice holds its last value.
            if let Some(next) = next {
                next.forget(found);
            }
            walk(reader, next, found, depth + 1)
        })?,
        (b'[', Some(node)) if !node.elements.is_empty() => {
            let from_the_end = || node.elements.iter().filter(|(index, _)| *index < 0);
            let keeps = from_the_end().next().is_some();
            let mut starts = Vec::new();
            reader.array(depth, |reader, index| {
                if keeps {
                    starts.push(reader.position());
                }
                walk(reader, node.element(index), found, depth + 1)
            })?;
            // Which elements these are is known only now: they are walked again.
            for (index, next) in from_the_end() {
                let back = usize::try_from(index.unsigned_abs()).unwrap_or(usize::MAX);
                if let Some(at) = starts.len().checked_sub(back).and_then(|i| starts.get(i)) {
                    walk(&mut reader.at(*at), Some(next), found, depth + 1)?;
                }
            }
        }
        (b'{', _) => reader.bag(depth, |reader, _| walk(reader, None, found, depth + 1))?,
        (b'[', _) => reader.array(depth, |reader, _| walk(reader, None, found, depth + 1))?,
        (b'"', _) => {
            reader.string()?;
        }
        _ => {
            reader.scalar()?;
        }
    }
    for end in node.map(|node| node.ends.as_slice()).unwrap_or_default() {
        if let Some(found) = found.get_mut(*end) {
            *found = Some(start..reader.position());
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dynamic::path;
    use lurcher_testkit::chance::{Chance, json_or_not};

    fn key(k: &str) -> Step {
        Step::Key(k.to_owned())
    }

    fn paths() -> Vec<Vec<Step>> {
        vec![
            vec![],
            vec![key("a")],
            vec![key("a"), key("b")],
            vec![key("a"), key("b"), Step::Index(1)],
            vec![key("a"), key("b"), Step::Index(-1)],
            vec![key("a"), key("b"), Step::Index(-4)],
            vec![Step::Index(0), key("a"), key("b")],
            vec![Step::Index(-1), key("a")],
            vec![Step::Index(-1)],
            vec![Step::Index(i64::MIN)],
            vec![key("a"), key("b"), key("c")],
            vec![key("c\""), Step::Index(0)],
            vec![key("a")],
            vec![key(""); MAX_DEPTH + 1],
        ]
    }

    /// One by one, all at once, and by parsing first.
    fn agree(text: &str) {
        let paths = paths();
        let whole = from_json(text);
        let (together, mut found) = (Paths::new(paths.iter().map(Vec::as_slice)), Found::default());
        together.find("{\"a\":{\"b\":[1,2]}}", &mut found);
        together.find(text, &mut found);
        assert_eq!(together.count(), paths.len());
        for (i, steps) in paths.iter().enumerate() {
            let expected = whole.as_deref().and_then(|t| path(t, steps)).filter(|found| *found != NULL);
            assert_eq!(path_in_json(text, steps).as_deref(), expected, "{text} {steps:?}");
            assert_eq!(found.value(text, i).as_deref(), expected, "{text} {steps:?}, with others");
        }
    }

    #[test]
    fn agrees_with_parsing_first() {
        for text in [
            r#" { "a" : { "b" : [ 1 , { "c" : "x" } ] }, "\u0061" : {"b":[10, 20.0, [ 3 ] ]} } "#,
            r#"[ {"a":{"b":"q\u0041"}}, {"a":null} ]"#,
            r#"{"a":{"b":[1,2,3]}} x"#,
            r#"{"a":{"b":[1,2,3]}"#,
            r#"{"a":{"b":[1,2,3]},"a":5}"#,
            r#"{"a":{"b":[1,2,3]},"a":{}}"#,
            r#"{"a":{"b":[1,2,3],"b":{"c":4}}}"#,
            "\"plain\"",
            "no json",
            "null",
            "",
        ] {
            agree(text);
        }
    }

    #[test]
    fn agrees_with_parsing_first_on_random_texts() {
        let mut chance = Chance::new(1);
        let mut valid = 0;
        for _ in 0..30_000 {
            agree(&json_or_not(&mut chance, 16));
            let written = well_formed(&mut chance, 0);
            agree(&written);
            valid += usize::from(from_json(&written).is_some());
        }
        assert_eq!(valid, 30_000);
    }

    /// A random JSON text, with blanks, escapes and keys that come twice.
    fn well_formed(chance: &mut Chance, depth: usize) -> String {
        let blank = chance.pick(&["", " ", "\n"]);
        let kind = chance.below(if depth < 5 { 6 } else { 4 });
        match kind {
            4 => {
                let items: Vec<String> = (0..chance.below(4)).map(|_| well_formed(chance, depth + 1)).collect();
                format!("[{blank}{}]", items.join(","))
            }
            5 => {
                let members: Vec<String> = (0..chance.below(5))
                    .map(|_| {
                        let key = chance.pick(&["a", "b", "\\u0061", "c", "c\\\"", "é"]);
                        format!("{blank}\"{key}\"{blank}:{}", well_formed(chance, depth + 1))
                    })
                    .collect();
                format!("{{{}{blank}}}", members.join(","))
            }
            n => format!("{blank}{}{blank}", ["null", "-1.50", "\"t\\t\"", "\"é\""][n]),
        }
    }
}
