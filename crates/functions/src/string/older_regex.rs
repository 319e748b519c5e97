//! Patterns in the spelling of older engines, where it has one meaning only.
//!
//! Kusto read patterns by RE2 before it read them by the Rust crate, and published hunts still hold what only the former
//! takes: `[[]` is the class of one bracket, a `{` that counts nothing stands for itself, and so does `<` in `[\<]`.

/// The same pattern in the Rust crate's spelling. It is asked for only where that crate refuses the pattern.
pub fn respelt(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len() + 8);
    let mut place = Place::Outside;
    let mut rest = pattern;
    while let Some(c) = rest.chars().next() {
        let mut length = c.len_utf8();
        let after = rest.get(length..).unwrap_or("");
        let next = after.chars().next();
        match (c, place) {
            ('\\', Place::Class | Place::ClassStart) if matches!(next, Some('<' | '>')) => {
                rest = after;
                place = Place::Class;
            }
            ('\\', _) => {
                length += next.map_or(0, char::len_utf8);
                let argument = rest.get(length..).filter(|r| r.starts_with('{'));
                if let (Some('p' | 'P' | 'x' | 'u' | 'U' | 'b'), Some(argument)) = (next, argument) {
                    length += argument.find('}').map_or(0, |at| at + 1);
                }
                place = place.behind();
            }
            ('[', Place::Outside) => {
                length += usize::from(next == Some('^'));
                place = Place::ClassStart;
            }
            ('[', _) if next == Some(':') => {
                // `[:alpha:]`
                length += after.find(":]").map_or(0, |at| at + 2);
                place = Place::Class;
            }
            ('[', _) => {
                out.push('\\');
                place = Place::Class;
            }
            (']', Place::Class) => place = Place::Outside,
            ('{', Place::Outside) if !counts(after) => out.push('\\'),
            _ => place = place.behind(),
        }
        out.push_str(rest.get(..length).unwrap_or(rest));
        rest = rest.get(length..).unwrap_or("");
    }
    out
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Place {
    Outside,
    /// In a class of which nothing was seen yet: a closing bracket stands for itself here.
    ClassStart,
    Class,
}

impl Place {
    /// Behind one more character.
    fn behind(self) -> Place {
        if self == Place::ClassStart { Place::Class } else { self }
    }
}

/// Whether what follows a `{` makes it a counted repetition: `3}`, `3,}` or `3,5}`.
fn counts(after: &str) -> bool {
    let Some((numbers, _)) = after.split_once('}') else { return false };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    match numbers.split_once(',') {
        Some((least, most)) => is_number(least) && (most.is_empty() || is_number(most)),
        None => is_number(numbers),
    }
}

#[cfg(test)]
mod tests {
    use super::respelt;

    #[test]
    fn brackets_and_braces_that_mean_themselves_are_escaped() {
        for (pattern, respelling) in [
            ("[[]", r"[\[]"),
            ("[^[]x", r"[^\[]x"),
            ("[][a]", r"[]\[a]"),
            (r"[\][]", r"[\]\[]"),
            ("[[:alpha:][]", r"[[:alpha:]\[]"),
            ("a{1-3}+", r"a\{1-3}+"),
            ("{guid}", r"\{guid}"),
            ("a{2}b{2,}c{2,3}", "a{2}b{2,}c{2,3}"),
            ("[{]{", r"[{]\{"),
            (r"\{", r"\{"),
            (r"[\<a\>]\<", r"[<a>]\<"),
            (r"\p{Lu}\x{41}{", r"\p{Lu}\x{41}\{"),
            ("é[é[]", r"é[é\[]"),
        ] {
            assert_eq!(respelt(pattern), respelling, "{pattern}");
        }
    }
}
