//! Characters of strangers' texts that must not be shown as they are, on a terminal or on a page.

/// Whether a reader cannot see the character, or it steers or turns the text around it. Line breaks and tabs are none of
/// these; what shows a text on one line has to look for them itself.
pub fn is_harmful(c: char) -> bool {
    let turns_around =
        matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}');
    let invisible = matches!(
        c,
        '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200d}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
    );
    // Letters of Hangul that are blank, and the tags in which whole texts are hidden.
    let blank = matches!(c, '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}');
    // Noncharacters are parse errors in HTML.
    let none = matches!(c, '\u{fdd0}'..='\u{fdef}') || (c as u32) & 0xfffe == 0xfffe;
    (c.is_control() && !matches!(c, '\n' | '\t')) || turns_around || invisible || blank || none
}

#[cfg(test)]
mod tests {
    use super::is_harmful;

    #[test]
    fn what_cannot_be_seen_is_harmful_and_letters_are_not() {
        for c in
            ['\0', '\r', '\u{1b}', '\u{85}', '\u{202e}', '\u{2069}', '\u{200d}', '\u{feff}', '\u{e0041}', '\u{3164}']
        {
            assert!(is_harmful(c), "{c:?}");
        }
        for c in ['\n', '\t', ' ', '\u{a0}', 'é', 'ß', '한', 'א', '🐶', '\u{fe0f}', '…'] {
            assert!(!is_harmful(c), "{c:?}");
        }
    }
}
