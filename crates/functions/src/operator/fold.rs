//! Ignoring case: Unicode's simple lower-case mapping, one character for one character.
//!
//! So `ß` and `SS` differ, `Σ` equals `σ` but not the final `ς`, and a Turkish `İ` equals `i`.

/// The lower-case form of a character as this language compares it.
pub fn lower(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    // Only `İ` has a longer mapping (`i` and a dot above); its simple mapping is the first of the two.
    c.to_lowercase().next().unwrap_or(c)
}

/// Replaces the content of `folded` by the lower-case form of `text`.
pub fn fold_into(folded: &mut String, text: &str) {
    folded.clear();
    if text.is_ascii() {
        folded.push_str(text);
        folded.make_ascii_lowercase();
    } else {
        folded.extend(text.chars().map(lower));
    }
}

pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(&mut out, text);
    out
}

/// Whether a character beyond ASCII folds to a character of this ASCII needle: the Kelvin sign is a `k`, `İ` an `i`.
///
/// For any other needle, comparing bytes ignoring ASCII case is the whole truth, in any text.
pub fn may_stand_for_others(folded_needle: &str) -> bool {
    folded_needle.bytes().any(|b| matches!(b, b'k' | b'i'))
}

/// Whether two texts are equal ignoring case; the second is folded already.
pub fn equal(text: &str, folded: &str) -> bool {
    if text.len() == folded.len() && text.eq_ignore_ascii_case(folded) {
        return true;
    }
    !text.is_ascii() && text.chars().map(lower).eq(folded.chars())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_two_characters_beyond_ascii_fold_into_it() {
        let strangers: Vec<char> = ('\u{80}'..=char::MAX).filter(|c| lower(*c).is_ascii()).collect();
        assert_eq!(strangers, ['\u{130}', '\u{212a}']);
        assert!(may_stand_for_others("kit") && may_stand_for_others("i") && !may_stand_for_others("error"));
    }

    #[test]
    fn folding_is_stable() {
        assert!(('\0'..=char::MAX).all(|c| lower(lower(c)) == lower(c)));
        assert!(equal("ÉCOLE", "école") && !equal("ecole", "école") && equal("İ", "i"));
    }
}
