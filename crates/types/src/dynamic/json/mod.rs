//! JSON text to encoded text.

mod reader;
mod write;

pub(super) use reader::{Content, Reader, number_length};
pub use write::{write_list, write_string};

use std::collections::HashMap;

/// Strict JSON as encoded text: checked, blanks removed, escapes shortened. `None` where it is not JSON, or nests
/// deeper than [`super::MAX_DEPTH`]. A key written twice keeps its first place and its last value; half of a surrogate pair
/// becomes U+FFFD.
pub fn from_json(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    from_json_into(&mut out, text).then_some(out)
}

/// The same, appended to what is there; where the text is not JSON nothing is appended, and the answer is false.
pub fn from_json_into(out: &mut String, text: &str) -> bool {
    let start = out.len();
    let mut reader = Reader::new(text);
    reader.blanks();
    let read = compact(&mut reader, out, 0).is_some() && reader.finished();
    if !read {
        out.truncate(start);
    }
    read
}

/// Reads one value and appends it in encoded form.
fn compact(reader: &mut Reader, out: &mut String, depth: usize) -> Option<()> {
    match reader.peek()? {
        b'"' => {
            let content = reader.string()?;
            write_content(out, &content);
        }
        b'[' => {
            out.push('[');
            reader.array(depth, |reader, index| {
                if index > 0 {
                    out.push(',');
                }
                compact(reader, out, depth + 1)
            })?;
            out.push(']');
        }
        b'{' => {
            let start = out.len();
            let mut members: Vec<Member> = Vec::new();
            out.push('{');
            reader.bag(depth, |reader, key| {
                if !members.is_empty() {
                    out.push(',');
                }
                let key_start = out.len();
                write_content(out, &key);
                let key_end = out.len();
                out.push(':');
                compact(reader, out, depth + 1)?;
                members.push(Member { start: key_start, key_end, end: out.len() });
                Some(())
            })?;
            out.push('}');
            keep_last(out, start, &members);
        }
        _ => out.push_str(reader.scalar()?),
    }
    Some(())
}

/// Where a member stands in the output.
struct Member {
    start: usize,
    key_end: usize,
    end: usize,
}

/// Rewrites the bag that starts at `start` if a key occurs twice in it.
fn keep_last(out: &mut String, start: usize, members: &[Member]) {
    if members.len() < 2 {
        return;
    }
    let key = |m: &Member| out.get(m.start..m.key_end).unwrap_or("");
    // Small bags are the rule, and comparing pairs of keys is then faster than hashing them.
    let twice = match members.len() {
        ..=8 => members.iter().enumerate().any(|(i, a)| members.iter().take(i).any(|b| key(a) == key(b))),
        n => members.iter().map(key).collect::<std::collections::HashSet<_>>().len() < n,
    };
    if !twice {
        return;
    }
    let mut place: HashMap<&str, usize> = HashMap::new();
    let mut kept: Vec<&Member> = Vec::new();
    for m in members {
        match place.get(key(m)) {
            Some(i) => kept[*i] = m,
            None => {
                place.insert(key(m), kept.len());
                kept.push(m);
            }
        }
    }
    let texts: Vec<&str> = kept.iter().map(|m| out.get(m.start..m.end).unwrap_or("")).collect();
    let bag = format!("{{{}}}", texts.join(","));
    out.truncate(start);
    out.push_str(&bag);
}

fn write_content(out: &mut String, content: &Content) {
    if content.escaped {
        write_string(out, &content.decoded());
    } else {
        out.push('"');
        out.push_str(content.raw);
        out.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::super::MAX_DEPTH;
    use super::*;

    #[test]
    fn json_is_compacted_and_numbers_keep_their_spelling() {
        let json = " { \"a\" : [ 1 , 42.0, -0, 1e5, 123456789012345678901 ] ,\n\"b\\u0041\\/\" : \"\\ud83d\\ude00\\u00e9\\u0007\" } ";
        assert_eq!(
            from_json(json).as_deref(),
            Some("{\"a\":[1,42.0,-0,1e5,123456789012345678901],\"bA/\":\"😀é\\u0007\"}")
        );
    }

    #[test]
    fn what_is_not_json_is_refused() {
        for text in [
            "",
            " ",
            "abc",
            "'a'",
            "[1,]",
            "{\"a\":1,}",
            "{a:1}",
            "01",
            "1.",
            ".5",
            "+1",
            "1e",
            "-",
            "nul",
            "truex",
            "[1 2]",
            "\"a",
            "\"\t\"",
            "\"\\x\"",
            "\"\\u12g4\"",
            "[1] x",
            "@d5",
            "{\"a\" 1}",
            "NaN",
            "[",
            "{",
        ] {
            assert_eq!(from_json(text), None, "{text}");
        }
    }

    #[test]
    fn a_key_written_twice_keeps_its_last_value() {
        assert_eq!(from_json(r#"{"a":1,"b":2,"\u0061":3}"#).as_deref(), Some(r#"{"a":3,"b":2}"#));
        let many: Vec<String> = (0..20).map(|i| format!("\"k{}\":{i}", i % 10)).collect();
        let kept = from_json(&format!("{{{}}}", many.join(","))).unwrap();
        assert!(kept.starts_with(r#"{"k0":10,"k1":11,"#) && kept.ends_with(r#""k9":19}"#), "{kept}");
    }

    #[test]
    fn depth_is_bounded() {
        let nested = |n: usize| format!("{}{}", "[".repeat(n), "]".repeat(n));
        assert!(from_json(&nested(MAX_DEPTH)).is_some());
        assert!(from_json(&nested(MAX_DEPTH + 1)).is_none());
        assert!(from_json(&"[".repeat(1_000_000)).is_none());
    }

    #[test]
    fn half_a_surrogate_pair_is_replaced() {
        assert_eq!(from_json(r#""\ud83dx""#).as_deref(), Some("\"\u{fffd}x\""));
        assert_eq!(from_json(r#""\ud83d\u0041""#).as_deref(), Some("\"\u{fffd}A\""));
    }
}
