//! `KEY:value;` pairs, as `X-Forefront-Antispam-Report` and its relatives write them.

/// The pairs of one field. Keys are matched without regard to case; the first of a repeated key counts.
#[derive(Debug, Default, Clone)]
pub struct Pairs(Vec<(String, String)>);

impl Pairs {
    pub fn parse(field: &str) -> Pairs {
        let pair = |p: &str| p.split_once(':').map(|(k, v)| (k.trim().to_owned(), v.trim().to_owned()));
        Pairs(field.split(';').filter_map(pair).collect())
    }

    /// The value; nothing if it is empty.
    pub fn get(&self, key: &str) -> Option<&str> {
        let (_, value) = self.0.iter().find(|(k, _)| k.eq_ignore_ascii_case(key))?;
        (!value.is_empty()).then_some(value)
    }

    pub fn number(&self, key: &str) -> Option<i64> {
        self.get(key)?.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::Pairs;

    #[test]
    fn keys_have_no_case_and_values_may_hold_colons() {
        let pairs = Pairs::parse("cip:2001:db8::1; SCL:-1;SFV:;scl:9");
        assert_eq!(pairs.get("CIP"), Some("2001:db8::1"));
        assert_eq!(pairs.number("scl"), Some(-1));
        assert_eq!(pairs.get("SFV"), None);
    }
}
