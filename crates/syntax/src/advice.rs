//! What to do about a text that is no KQL, where the words around the place tell what was meant.

use crate::grammar::is_operator;
use crate::lexer::{Token, TokenKind};
use crate::{Diagnostic, codes};

/// Gives the first finding an advice, if it has none and one is known.
pub fn advise(text: &str, tokens: &[Token], diagnostics: &mut [Diagnostic]) {
    let Some(first) = diagnostics.first_mut() else { return };
    let at = tokens.iter().position(|t| t.span.start >= first.span.start).unwrap_or(tokens.len());
    let near = Near { text, tokens, at };
    let advice = match &first.help {
        None => near.advice(first.code),
        Some(_) => near.better_advice(first.code),
    };
    if let Some(advice) = advice {
        first.help = Some(advice.to_owned());
    }
}

/// The tokens around a place.
struct Near<'a> {
    text: &'a str,
    tokens: &'a [Token],
    at: usize,
}

impl Near<'_> {
    fn word(&self, index: Option<usize>) -> &str {
        index.and_then(|i| self.tokens.get(i)).map_or("", |t| t.span.of(self.text))
    }

    fn here(&self) -> &str {
        self.word(Some(self.at))
    }

    /// The token so many places before.
    fn before(&self, places: usize) -> &str {
        self.word(self.at.checked_sub(places))
    }

    fn kind_before(&self) -> Option<TokenKind> {
        self.at.checked_sub(1).and_then(|i| self.tokens.get(i)).map(|t| t.kind)
    }

    /// The operator whose part this is: the word behind the last `|` or the statement's first.
    fn operator(&self) -> &str {
        let before = self.tokens.get(..self.at.min(self.tokens.len())).unwrap_or_default();
        let bar = before.iter().rposition(|t| matches!(t.kind, TokenKind::Bar | TokenKind::Semicolon));
        self.word(Some(bar.map_or(0, |i| i + 1)))
    }

    fn statement(&self) -> &str {
        let before = self.tokens.get(..self.at.min(self.tokens.len())).unwrap_or_default();
        let end = before.iter().rposition(|t| t.kind == TokenKind::Semicolon);
        self.word(Some(end.map_or(0, |i| i + 1)))
    }

    fn advice(&self, code: &str) -> Option<&'static str> {
        let here = self.here();
        let lower = here.to_lowercase();
        if self.word(Some(0)).eq_ignore_ascii_case("select") {
            return Some("this looks like SQL: KQL begins with a table, as in `EmailEvents | where … | project …`");
        }
        match code {
            codes::UNKNOWN_CHARACTER => self.character(here),
            codes::UNKNOWN_OPERATOR if here == "let" || here == "set" => {
                Some("this is a statement: it stands before the query, and `;` ends it")
            }
            codes::UNKNOWN_OPERATOR if here != lower && is_operator(&lower) => Some(SMALL_LETTERS),
            codes::UNKNOWN_OPERATOR => elsewhere(&lower),
            codes::MISSING_CLAUSE if self.before(1) == "kind" => Some("a kind is given with `=`: `kind=inner`"),
            codes::UNEXPECTED => self.unexpected(here, &lower),
            _ => None,
        }
    }

    /// Where a keyword stands by mistake, and is not meant as a name.
    fn better_advice(&self, code: &str) -> Option<&'static str> {
        match self.here() {
            "by" if code == codes::KEYWORD_AS_NAME && self.before(1) == "," => Some("no `,` stands before `by`"),
            here if code == codes::KEYWORD_AS_NAME && WORDS.contains(&here) => {
                Some("this operator stands between two values, as in `Subject has \"invoice\"`")
            }
            _ => None,
        }
    }

    fn character(&self, here: &str) -> Option<&'static str> {
        match here.chars().next()? {
            '“' | '”' | '„' | '‘' | '’' | '«' | '»' => {
                Some("these are the quotes of a word processor: a string stands between \" or between '")
            }
            '`' => Some("a name that is not plain is written ['a name']"),
            '&' => Some("`and` joins two conditions"),
            '!' => Some("`not(…)` turns a condition round; `!=`, `!has` and `!in` are operators"),
            _ => None,
        }
    }

    fn unexpected(&self, here: &str, lower: &str) -> Option<&'static str> {
        let previous = self.before(1);
        if here != lower && (is_operator(lower) || WORDS.contains(&lower)) {
            return Some(SMALL_LETTERS);
        }
        match here {
            ")" | "]" | "}" if !self.is_open(here) => Some("no bracket is open here"),
            "|" if previous == "|" => Some("one `|` stands between two operators; `or` joins two conditions"),
            "is" => {
                Some("isnull(x) and isnotnull(x) ask for a missing value, isempty(x) and isnotempty(x) for texts too")
            }
            "ascending" => Some("it is written `asc`"),
            "descending" => Some("it is written `desc`"),
            "=" if matches!(self.operator(), "extend" | "project" | "summarize" | "print") => {
                Some("left of `=` stands a name; one that is not plain is written ['a name']")
            }
            "=" if previous == "let" => Some("a `let` has a name: `let name = …;`"),
            "=" => Some("two values are compared with `==`"),
            "," if self.operator() == "top" => {
                Some("`top` goes by one expression; `sort by a, b | take 5` goes by several")
            }
            "as" if matches!(self.operator(), "extend" | "project" | "summarize" | "print") => {
                Some("a column gets a name with `=`: `name = expression`")
            }
            "not" => Some("`!` makes an operator's opposite, as in `!in` and `!has`; not(…) that of a condition"),
            "(" if self.statement() == "let" && self.before(2) == "let" => {
                Some("parameters stand behind the `=`: `let f = (a: long) { … }`")
            }
            _ if self.statement() == "let" && previous == "}" => Some("`;` ends a statement"),
            "{" if self.statement() == "let" => Some("a parameter has a type: `(a: long) { … }`"),
            "by" if previous == "count" => Some("`summarize count() by …` counts in groups"),
            _ if UNITS.contains(&lower) && matches!(self.kind_before(), Some(TokenKind::Long | TokenKind::Real)) => {
                Some("a timespan is written in one word: `1d`, `2h`, `30m`, `10s`, `100ms`")
            }
            _ if previous == "not" => Some("`not` is a function: `not(…)`"),
            _ if self.operator() == "summarize" && self.before(3) == "summarize" && self.before(2) == "by" => {
                Some("aggregates stand before `by`: `summarize count() by Subject`")
            }
            _ if is_operator(here) && matches!(self.statement(), "let" | "set" | "declare") => {
                Some("`;` ends a statement")
            }
            _ if is_operator(here) => Some("an operator stands behind a `|`"),
            _ => None,
        }
    }

    /// Whether a bracket that this one would close is open.
    fn is_open(&self, close: &str) -> bool {
        let open = match close {
            ")" => "(",
            "]" => "[",
            _ => "{",
        };
        let before = self.tokens.get(..self.at.min(self.tokens.len())).unwrap_or_default();
        let count = |bracket: &str| before.iter().filter(|t| t.span.of(self.text) == bracket).count();
        count(open) > count(close)
    }
}

const SMALL_LETTERS: &str = "KQL tells small letters from capitals: this word is written small";

/// Words between expressions.
const WORDS: [&str; 14] = [
    "and",
    "or",
    "in",
    "has",
    "contains",
    "startswith",
    "endswith",
    "between",
    "by",
    "on",
    "asc",
    "desc",
    "like",
    "with",
];

/// What people write for the unit of a time.
const UNITS: [&str; 14] =
    ["d", "day", "days", "h", "hour", "hours", "m", "minute", "minutes", "s", "second", "seconds", "week", "weeks"];

/// What an operator of another language is called in KQL.
fn elsewhere(word: &str) -> Option<&'static str> {
    Some(match word {
        "select" | "fields" | "table" => "in KQL this is `project`",
        "group" | "stats" | "aggregate" => "in KQL this is `summarize … by …`",
        "having" => "in KQL this is a `where` behind `summarize`",
        "eval" | "compute" | "add" => "in KQL this is `extend`",
        "rename" => "in KQL this is `project-rename new = old`",
        "dedup" | "uniq" | "unique" => {
            "in KQL this is `distinct`, or `summarize arg_max(Timestamp, *) by …` for whole rows"
        }
        "head" | "first" => "in KQL this is `take`, or `top … by …` for the first in an order",
        "inner" | "left" | "right" | "outer" | "cross" => {
            "in KQL this is `join kind=inner`, `kind=leftouter` or another kind"
        }
        "orderby" | "order-by" => "in KQL this is `sort by`",
        _ => return None,
    })
}
