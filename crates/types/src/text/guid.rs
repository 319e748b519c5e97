//! Guids.

/// The first 32 hex digits, with hyphens between groups of whole four digits and perhaps an opening brace or bracket;
/// what follows the 32nd is ignored.
pub fn parse_guid(text: &str) -> Option<[u8; 16]> {
    let text = text.trim_ascii();
    let text = text.strip_prefix(['{', '(']).unwrap_or(text);
    let mut bytes = [0u8; 16];
    let (mut digits, mut after_hyphen) = (0usize, true);
    for byte in text.bytes() {
        if byte == b'-' && !after_hyphen && digits.is_multiple_of(4) {
            after_hyphen = true;
            continue;
        }
        let digit = u8::try_from(char::from(byte).to_digit(16)?).ok()?;
        let slot = bytes.get_mut(digits / 2)?;
        *slot = *slot << 4 | digit;
        after_hyphen = false;
        digits += 1;
        if digits == 32 {
            return Some(bytes);
        }
    }
    None
}

/// Lower case with hyphens: `01234567-89ab-cdef-0123-456789abcdef`.
pub fn format_guid(bytes: &[u8; 16]) -> String {
    let mut text = String::with_capacity(36);
    for (i, byte) in bytes.iter().enumerate() {
        if matches!(i, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        text.push_str(&format!("{byte:02x}"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        let printed = "00112233-4455-6677-8899-aabbccddeeff";
        for text in [
            printed,
            "00112233445566778899AABBCCDDEEFF",
            "{00112233-4455-6677-8899-aabbccddeeff}",
            "001122334455-6677-8899-aabbccddeeff",
            " 00112233-4455-6677-8899-aabbccddeeff and more",
        ] {
            assert_eq!(parse_guid(text).as_ref().map(format_guid).as_deref(), Some(printed), "{text}");
        }
    }

    #[test]
    fn other_texts() {
        for text in
            ["", "no guid", "0011", "0-0112233-4455-6677-8899-aabbccddeeff", "00112233--4455-6677-8899-aabbccddeeff"]
        {
            assert_eq!(parse_guid(text), None, "{text}");
        }
    }
}
