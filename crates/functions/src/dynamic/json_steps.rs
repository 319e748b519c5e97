//! JSONPath: `$.a.b[0]['c d']`.

use lurcher_types::dynamic::{MAX_DEPTH, Step};

/// The steps of a path that starts with `$`; nothing where it is not one.
pub fn json_steps(path: &str) -> Option<Vec<Step>> {
    steps(path, Dots::Needed)
}

/// The same, and a name may follow `$` or `]` without its dot, as published hunts write: `$a`, `$.a[0]b`.
pub fn loose_json_steps(path: &str) -> Option<Vec<Step>> {
    steps(path, Dots::MayMiss)
}

#[derive(Clone, Copy, PartialEq)]
enum Dots {
    Needed,
    MayMiss,
}

fn steps(path: &str, dots: Dots) -> Option<Vec<Step>> {
    let mut rest = path.trim().strip_prefix('$')?;
    let mut steps = Vec::new();
    while !rest.is_empty() {
        if steps.len() == MAX_DEPTH {
            return None;
        }
        let (step, after) = match rest.strip_prefix('.') {
            Some(name) if !name.starts_with('[') => named(name)?,
            Some(bracket) => bracketed(bracket)?,
            None if dots == Dots::MayMiss && !rest.starts_with('[') => named(rest)?,
            None => bracketed(rest)?,
        };
        steps.push(step);
        rest = after;
    }
    Some(steps)
}

fn named(text: &str) -> Option<(Step, &str)> {
    let (name, after) = text.split_at_checked(text.find(['.', '[']).unwrap_or(text.len()))?;
    Some((Step::Key(Some(name).filter(|n| !n.is_empty() && *n != "*")?.to_owned()), after))
}

/// The key that a bag function is given: a path of keys, or just a key at the root.
pub fn bag_path(key: &str) -> Vec<String> {
    let keys = json_steps(key).filter(|steps| !steps.is_empty()).and_then(|steps| {
        steps
            .into_iter()
            .map(|step| match step {
                Step::Key(key) => Some(key),
                Step::Index(_) => None,
            })
            .collect()
    });
    keys.unwrap_or_else(|| vec![key.to_owned()])
}

fn bracketed(text: &str) -> Option<(Step, &str)> {
    let inner = text.strip_prefix('[')?;
    let Some(quote) = inner.chars().next().filter(|c| matches!(c, '\'' | '"')) else {
        let (index, after) = inner.split_once(']')?;
        return Some((Step::Index(index.trim().parse().ok()?), after));
    };
    let inner = inner.get(1..)?;
    let end = inner.find(&format!("{quote}]"))?;
    Some((Step::Key(inner.get(..end)?.to_owned()), inner.get(end + 2..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        let key = |k: &str| Step::Key(k.to_owned());
        assert_eq!(json_steps("$"), Some(vec![]));
        assert_eq!(
            json_steps("$.a.b[0]['c d'].e"),
            Some(vec![key("a"), key("b"), Step::Index(0), key("c d"), key("e")])
        );
        assert_eq!(json_steps("$[\"a\"][-1]"), Some(vec![key("a"), Step::Index(-1)]));
        for bad in ["", "a", "$.", "$..a", "$.*", "$[", "$[x]", "$['a'", "$a"] {
            assert_eq!(json_steps(bad), None, "{bad}");
        }
        assert_eq!(loose_json_steps("$a[0]#b.c"), Some(vec![key("a"), Step::Index(0), key("#b"), key("c")]));
        for bad in ["", "a", "$.", "$..a", "$.*", "$*", "$[", "$[x]", "$['a'"] {
            assert_eq!(loose_json_steps(bad), None, "{bad}");
        }
        assert_eq!(json_steps(&format!("${}", ".a".repeat(1000))), None);
        assert_eq!(bag_path("$.a.b"), ["a", "b"]);
        assert_eq!(bag_path("a.b"), ["a.b"]);
        assert_eq!(bag_path("$a"), ["$a"]);
    }
}
