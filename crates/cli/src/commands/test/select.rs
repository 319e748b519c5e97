//! Which tests are run.

use crate::failure::Failure;
use glob::{MatchOptions, Pattern};
use lurcher_rules::{Pack, Rule, Test};

/// A rule and the tests of it that are wanted.
pub struct Chosen<'a> {
    pub pack: &'a Pack,
    pub rule: &'a Rule,
    pub tests: Vec<&'a Test>,
}

pub struct Filter {
    patterns: Vec<Pattern>,
}

impl Filter {
    pub fn new(texts: &[String]) -> Result<Filter, Failure> {
        let pattern = |text: &String| {
            // Two stars side by side would mean folders.
            let parts: Vec<String> = text.split('*').filter(|part| !part.is_empty()).map(Pattern::escape).collect();
            Pattern::new(&format!("*{}*", parts.join("*"))).map_err(|e| Failure::plain(format!("--filter {text}: {e}")))
        };
        Ok(Filter { patterns: texts.iter().map(pattern).collect::<Result<_, _>>()? })
    }

    fn wants(&self, texts: &[&str]) -> bool {
        let options = MatchOptions { case_sensitive: false, ..MatchOptions::new() };
        self.patterns.is_empty() || self.patterns.iter().any(|p| texts.iter().any(|t| p.matches_with(t, options)))
    }
}

/// A rule that is wanted has all its tests run; of another those that are wanted themselves.
pub fn chosen<'a>(packs: &'a [Pack], filter: &Filter) -> Vec<Chosen<'a>> {
    let rules = packs.iter().flat_map(|pack| pack.rules.iter().map(move |rule| (pack, rule)));
    let chosen = rules.map(|(pack, rule)| {
        let whole = filter.wants(&[&rule.name, &rule.id, &rule.path]);
        let tests = rule.overlay.tests.iter().filter(|test| whole || filter.wants(&[&test.name])).collect();
        (whole, Chosen { pack, rule, tests })
    });
    chosen.filter(|(whole, chosen)| *whole || !chosen.tests.is_empty()).map(|(_, chosen)| chosen).collect()
}

#[cfg(test)]
mod tests {
    use super::Filter;

    #[test]
    fn a_part_of_a_name_is_enough() {
        let wants = |filter: &str, name: &str| Filter::new(&[filter.to_owned()]).unwrap().wants(&[name]);
        for filter in ["new", "NEW-s", "new*der", "new-sender*", "*sender", "**", "n**r", "*"] {
            assert!(wants(filter, "new-sender.yaml"), "{filter}");
        }
        assert!(!wants("old", "new-sender.yaml") && !wants("sender*new", "new-sender.yaml"));
        assert!(wants("a[1]", "a[1].kql") && !wants("a[1]", "a1.kql"));
    }
}
