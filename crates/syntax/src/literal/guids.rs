//! Guids.

/// The guid in its usual spelling, 8-4-4-4-12 lower-case digits; the text may lack the hyphens.
pub fn read(text: &str) -> Option<String> {
    let bare = text.strip_prefix('{').and_then(|t| t.strip_suffix('}')).unwrap_or(text);
    let digits: String = match bare.len() {
        32 => bare.to_ascii_lowercase(),
        36 => {
            let groups: Vec<&str> = bare.split('-').collect();
            if groups.iter().map(|g| g.len()).ne([8, 4, 4, 4, 12]) {
                return None;
            }
            groups.concat().to_ascii_lowercase()
        }
        _ => return None,
    };
    if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let mut spelled = String::with_capacity(36);
    for (i, digit) in digits.chars().enumerate() {
        if matches!(i, 8 | 12 | 16 | 20) {
            spelled.push('-');
        }
        spelled.push(digit);
    }
    Some(spelled)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn hyphens_and_case_do_not_matter() {
        let usual = Some("74be27de-1e4e-49d9-b579-fe0b331d3642".to_owned());
        assert_eq!(read("74BE27DE-1E4E-49D9-B579-FE0B331D3642"), usual);
        assert_eq!(read("74be27de1e4e49d9b579fe0b331d3642"), usual);
        assert_eq!(read("74be27de"), None);
        assert_eq!(read("74be27de1e4e49d9b579fe0b331d364é"), None);
    }
}
