//! Names that look like a mistyped one.

/// Up to three of `names` within two edits (fewer for short names, more for long ones), ignoring case; nearest first,
/// then alphabetical.
pub fn nearest<'a>(name: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted: Vec<char> = name.to_lowercase().chars().take(64).collect();
    // Nearly every name is within an edit or two of a very short one.
    let limit = match wanted.len() {
        0..=2 => 0,
        3 | 4 => 1,
        length => 1 + length / 4,
    };
    let mut found: Vec<(usize, &str)> = names
        .into_iter()
        .filter(|n| n.len().abs_diff(name.len()) <= limit + 2)
        .map(|n| (distance(&wanted, &n.to_lowercase().chars().collect::<Vec<_>>()), n))
        .filter(|(d, _)| *d <= limit)
        .collect();
    found.sort_unstable();
    found.dedup_by_key(|f| f.1);
    found.into_iter().take(3).map(|(_, n)| n).collect()
}

/// Levenshtein's distance.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let change = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = change.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn near_names_come_first() {
        assert_eq!(nearest("SenderFromAdress", ["Subject", "SenderFromAddress"]), ["SenderFromAddress"]);
        assert_eq!(nearest("zzz", ["Subject"]), Vec::<&str>::new());
        assert_eq!(nearest("Nope", ["Type", "nope"]), ["nope"]);
        assert_eq!(nearest("f", ["%", "F", "g"]), ["F"]);
    }
}
