//! Patterns over names of columns: `sender*address`, where a star stands for anything.

/// The first entry one of whose patterns means the name.
pub fn first<K: Copy>(table: &[(K, &[&str])], name: &str) -> Option<K> {
    table.iter().find(|(_, patterns)| patterns.iter().any(|p| matches(p, name))).map(|(kind, _)| *kind)
}

fn matches(pattern: &str, name: &str) -> bool {
    let Some((head, mut tail)) = pattern.split_once('*') else { return pattern == name };
    let Some(mut rest) = name.strip_prefix(head) else { return false };
    while let Some((part, after)) = tail.split_once('*') {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
        tail = after;
    }
    rest.ends_with(tail)
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_star_stands_for_anything() {
        assert!(matches("user", "user") && !matches("user", "users"));
        assert!(matches("*upn*", "accountupn") && matches("sender*address", "sendermailfromaddress"));
        assert!(matches("*id", "id") && !matches("*id", "ids") && !matches("a*bc", "ab"));
    }
}
