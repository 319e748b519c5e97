//! Terms: the longest stretches of Unicode letters and digits. Everything else ends one, the underscore too.

use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// Whether a character belongs to terms: a letter or a decimal digit of any script.
pub fn in_term(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    c.general_category_group() == GeneralCategoryGroup::Letter || c.general_category() == GeneralCategory::DecimalNumber
}

/// Whether no term goes on to the left of this byte position.
pub fn starts_at(text: &str, position: usize) -> bool {
    match position.checked_sub(1).and_then(|before| text.as_bytes().get(before)) {
        None => true,
        Some(byte) if byte.is_ascii() => !byte.is_ascii_alphanumeric(),
        Some(_) => !text.get(..position).and_then(|t| t.chars().next_back()).is_some_and(in_term),
    }
}

/// Whether no term goes on to the right of this byte position.
pub fn ends_at(text: &str, position: usize) -> bool {
    match text.as_bytes().get(position) {
        None => true,
        Some(byte) if byte.is_ascii() => !byte.is_ascii_alphanumeric(),
        Some(_) => !text.get(position..).and_then(|t| t.chars().next()).is_some_and(in_term),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_digits_make_terms() {
        assert!("aZ9éßя中٣ª".chars().all(in_term));
        assert!("_-. \u{301}²½€😀\u{200d}".chars().all(|c| !in_term(c)));
        assert!(starts_at("éa", 0) && !starts_at("éa", 2) && starts_at("€a", 3));
        assert!(ends_at("a€", 1) && !ends_at("aé", 1) && ends_at("a", 1));
    }
}
