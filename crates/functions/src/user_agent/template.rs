use regex::Captures;

/// What a field of the answer is made of: a text with `$1` to `$9` for groups of the pattern, or a group alone.
pub enum Template {
    Text(String),
    Group(usize),
    Empty,
}

impl Template {
    /// An empty replacement counts as none.
    pub fn new(replacement: Option<&str>, group: Option<usize>) -> Template {
        match (replacement.filter(|text| !text.trim().is_empty()), group) {
            (Some(text), _) => Template::Text(text.to_owned()),
            (None, Some(group)) => Template::Group(group),
            (None, None) => Template::Empty,
        }
    }

    /// The field, without blanks around it. A group that caught nothing is empty.
    pub fn fill(&self, groups: &Captures) -> String {
        let group = |at: usize| groups.get(at).map_or("", |caught| caught.as_str());
        match self {
            Template::Empty => String::new(),
            Template::Group(at) => group(*at).trim().to_owned(),
            Template::Text(text) => {
                let mut filled = String::new();
                let mut rest = text.as_str();
                while let Some((before, after)) = rest.split_once('$') {
                    filled.push_str(before);
                    match after.chars().next().and_then(|c| c.to_digit(10)).filter(|digit| *digit > 0) {
                        Some(digit) => {
                            filled.push_str(group(digit as usize));
                            rest = after.get(1..).unwrap_or("");
                        }
                        None => {
                            filled.push('$');
                            rest = after;
                        }
                    }
                }
                filled.push_str(rest);
                filled.trim().to_owned()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use regex::Regex;

    #[test]
    fn groups_stand_where_they_are_named() {
        let pattern = Regex::new("(a)(b)?(c)").unwrap();
        let groups = pattern.captures("ac").unwrap();
        let filled = |text: &str| Template::new(Some(text), None).fill(&groups);
        assert_eq!(filled("$3$1x $2 "), "cax");
        assert_eq!(filled("$9 costs 5$ or $0"), "costs 5$ or $0");
        assert_eq!(Template::new(Some(" "), Some(1)).fill(&groups), "a");
        assert_eq!(Template::new(None, None).fill(&groups), "");
    }
}
