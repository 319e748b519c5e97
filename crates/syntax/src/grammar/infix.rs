//! The operators that stand between two expressions, and how tightly they bind.

use crate::TokenKind;
use crate::ast::{BinaryOp, ListOp};
use crate::parser::Parser;

#[derive(Debug, Clone, Copy)]
pub enum Infix {
    Binary(BinaryOp),
    List(ListOp),
    Between { negated: bool },
}

const OR: u8 = 1;
const AND: u8 = 2;
const EQUALITY: u8 = 3;
const ORDER: u8 = 4;
const SUM: u8 = 5;
const PRODUCT: u8 = 6;
/// Text operators bind most tightly: `a has "x" + "y"` is `(a has "x") + "y"`.
const TEXT: u8 = 7;

impl Infix {
    /// The higher, the tighter.
    pub fn level(self) -> u8 {
        use BinaryOp::*;
        match self {
            Infix::List(_) | Infix::Between { .. } => EQUALITY,
            Infix::Binary(op) => match op {
                Or => OR,
                And => AND,
                Equal | NotEqual => EQUALITY,
                Less | LessOrEqual | Greater | GreaterOrEqual => ORDER,
                Add | Subtract => SUM,
                Multiply | Divide | Modulo => PRODUCT,
                _ => TEXT,
            },
        }
    }

    /// May the same level follow? `a + b + c` yes, `a == b == c` no.
    pub fn chains(self) -> bool {
        !matches!(self.level(), EQUALITY | ORDER)
    }
}

/// Is the token `n` places ahead an operator between two expressions?
pub fn is_infix_at(p: &Parser, n: usize) -> bool {
    infix_at(p, n).is_some()
}

/// The operator at the next token, and how many tokens it takes.
pub fn infix(p: &Parser) -> Option<(Infix, usize)> {
    infix_at(p, 0)
}

fn infix_at(p: &Parser, n: usize) -> Option<(Infix, usize)> {
    let binary = |op| Some((Infix::Binary(op), 1));
    match p.nth(n) {
        TokenKind::Plus => binary(BinaryOp::Add),
        TokenKind::Minus => binary(BinaryOp::Subtract),
        TokenKind::Star => binary(BinaryOp::Multiply),
        TokenKind::Slash => binary(BinaryOp::Divide),
        TokenKind::Percent => binary(BinaryOp::Modulo),
        TokenKind::EqualEqual => binary(BinaryOp::Equal),
        TokenKind::BangEqual | TokenKind::LessGreater => binary(BinaryOp::NotEqual),
        TokenKind::Less => binary(BinaryOp::Less),
        TokenKind::LessOrEqual => binary(BinaryOp::LessOrEqual),
        TokenKind::Greater => binary(BinaryOp::Greater),
        TokenKind::GreaterOrEqual => binary(BinaryOp::GreaterOrEqual),
        TokenKind::EqualTilde => binary(BinaryOp::EqualTilde),
        TokenKind::BangTilde => binary(BinaryOp::NotEqualTilde),
        TokenKind::Colon => binary(BinaryOp::Search),
        TokenKind::Word => word(p, n),
        TokenKind::WordOperator => word_operator(p.text_of(p.token(n))),
        _ => None,
    }
}

fn word(p: &Parser, n: usize) -> Option<(Infix, usize)> {
    use BinaryOp::*;
    let op = match p.word_at(n) {
        "and" => And,
        "or" => Or,
        "has" => Has,
        "has_cs" => HasCs,
        "hasprefix" => HasPrefix,
        "hasprefix_cs" => HasPrefixCs,
        "hassuffix" => HasSuffix,
        "hassuffix_cs" => HasSuffixCs,
        "contains" => Contains,
        "contains_cs" | "containscs" => ContainsCs,
        "notcontains" => NotContains,
        "notcontainscs" => NotContainsCs,
        "startswith" => StartsWith,
        "startswith_cs" => StartsWithCs,
        "endswith" => EndsWith,
        "endswith_cs" => EndsWithCs,
        "like" => Like,
        "likecs" | "like_cs" => LikeCs,
        "notlike" => NotLike,
        "notlikecs" | "notlike_cs" => NotLikeCs,
        "matches" if p.word_at(n + 1) == "regex" => return Some((Infix::Binary(MatchesRegex), 2)),
        // `in range(…)` belongs to `make-series`.
        "in" if p.word_at(n + 1) != "range" => return Some((Infix::List(ListOp::In), 1)),
        "has_any" => return Some((Infix::List(ListOp::HasAny), 1)),
        "has_all" => return Some((Infix::List(ListOp::HasAll), 1)),
        "between" => return Some((Infix::Between { negated: false }, 1)),
        _ => return None,
    };
    Some((Infix::Binary(op), 1))
}

fn word_operator(text: &str) -> Option<(Infix, usize)> {
    use BinaryOp::*;
    let op = match text {
        "!like" => NotLike,
        "!like_cs" => NotLikeCs,
        "!has" => NotHas,
        "!has_cs" => NotHasCs,
        "!hasprefix" => NotHasPrefix,
        "!hasprefix_cs" => NotHasPrefixCs,
        "!hassuffix" => NotHasSuffix,
        "!hassuffix_cs" => NotHasSuffixCs,
        "!contains" => NotContains,
        "!contains_cs" => NotContainsCs,
        "!startswith" => NotStartsWith,
        "!startswith_cs" => NotStartsWithCs,
        "!endswith" => NotEndsWith,
        "!endswith_cs" => NotEndsWithCs,
        "in~" => return Some((Infix::List(ListOp::InTilde), 1)),
        "!in" => return Some((Infix::List(ListOp::NotIn), 1)),
        "!in~" => return Some((Infix::List(ListOp::NotInTilde), 1)),
        "!between" => return Some((Infix::Between { negated: true }, 1)),
        _ => return None,
    };
    Some((Infix::Binary(op), 1))
}
