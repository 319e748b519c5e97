//! Findings that are meant so: `// lurcher: allow LNT004 reason` in a query, or `lint:` in the overlay.

use super::place;
use crate::{Place, Rule};
use lurcher_syntax::{Span, TokenKind, tokens};

/// Somebody's word that findings of a check are meant so.
#[derive(Debug, Clone)]
pub struct Allowance {
    pub code: String,
    pub has_reason: bool,
    pub scope: Scope,
    pub used: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Findings of one line of the query; the comment stands at the span.
    Line(usize, Span),
    /// Every finding about the rule; the comment stands above the query.
    Rule(Span),
    /// Every finding about the rule, said at this place of the overlay.
    Overlay(Place),
}

const MARK: &str = "lurcher: allow ";

/// All allowances of a rule.
pub fn of_rule(rule: &Rule) -> Vec<Allowance> {
    let in_overlay = rule.overlay.allowed.iter().map(|allowed| Allowance {
        code: allowed.code.trim().to_ascii_uppercase(),
        has_reason: true,
        scope: Scope::Overlay(allowed.place),
        used: false,
    });
    in_overlay.chain(in_query(&rule.query)).collect()
}

fn in_query(text: &str) -> Vec<Allowance> {
    let all = tokens(text);
    let first = all.iter().find(|t| !t.kind.is_trivia()).map_or(u32::MAX, |t| t.span.start);
    let mut found = Vec::new();
    for token in all.iter().filter(|t| t.kind == TokenKind::Comment) {
        let comment = token.span.of(text).trim_start_matches('/').trim();
        let Some(rest) = comment.strip_prefix(MARK) else { continue };
        let at = place::place_in(text, token.span.start);
        let stands_alone = place::line_of(text, at.line).is_some_and(|line| line.trim_start().starts_with("//"));
        let scope = match stands_alone {
            true if token.span.end <= first => Scope::Rule(token.span),
            true => Scope::Line(at.line + 1, token.span),
            false => Scope::Line(at.line, token.span),
        };
        let mut codes = Vec::new();
        let mut words = rest.split([' ', ',']).filter(|word| !word.is_empty()).peekable();
        while let Some(code) = words.next_if(|word| is_code(word)) {
            codes.push(code.to_owned());
        }
        let has_reason = words.peek().is_some();
        found.extend(codes.into_iter().map(|code| Allowance { code, has_reason, scope, used: false }));
    }
    found
}

fn is_code(word: &str) -> bool {
    word.strip_prefix("LNT").is_some_and(|digits| digits.len() == 3 && digits.bytes().all(|b| b.is_ascii_digit()))
}

impl Allowance {
    /// Whether it is about this finding.
    pub fn covers(&self, code: &str, query_line: Option<usize>) -> bool {
        let here = match self.scope {
            Scope::Line(line, _) => query_line == Some(line),
            Scope::Rule(_) | Scope::Overlay(_) => true,
        };
        self.has_reason && here && self.code == code
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_speak_of_their_line_or_of_the_next() {
        let text = "// lurcher: allow LNT001 all of it\nT // lurcher: allow LNT002, LNT003 why\n// lurcher: allow LNT004\n| take 5";
        let found = in_query(text);
        let told: Vec<_> = found.iter().map(|a| (a.code.as_str(), a.has_reason)).collect();
        assert_eq!(told, [("LNT001", true), ("LNT002", true), ("LNT003", true), ("LNT004", false)]);
        assert!(found[0].covers("LNT001", None) && !found[0].covers("LNT002", None));
        assert!(found[2].covers("LNT003", Some(2)) && !found[2].covers("LNT003", Some(3)));
        assert!(matches!(found[3].scope, Scope::Line(4, _)) && !found[3].covers("LNT004", Some(4)), "no reason");
    }
}
