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
            let parts: Vec<String> = text.split('*').map(Pattern::escape).collect();
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
