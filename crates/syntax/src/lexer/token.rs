//! The pieces of a query text.

use crate::Span;

/// One piece of the text. All tokens of a text, put together, are the text again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    pub kind: TokenKind,
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    Whitespace,
    /// `// …` to the end of the line.
    Comment,
    /// A name or a keyword, hyphens of `mv-expand` and its kin included. Which of both only the grammar knows.
    Word,
    /// `!in`, `!has_cs`, `in~`, `!in~` …: operators spelled with letters and a sign.
    WordOperator,
    /// A type's name and what stands in its parentheses: `datetime(2024-01-01)`.
    Wrapped,
    String,
    /// `12`, `0xff`.
    Long,
    /// `1.5`, `1e9`.
    Real,
    /// `1d`, `24hrs`, `1.5h`.
    Timespan,
    /// A guid that nothing wraps; only `dynamic(…)` may hold one.
    RawGuid,
    OpenParen,
    CloseParen,
    OpenBracket,
    CloseBracket,
    OpenBrace,
    CloseBrace,
    Bar,
    Semicolon,
    Comma,
    Dot,
    DotDot,
    Colon,
    Question,
    At,
    Plus,
    Minus,
    Star,
    Slash,
    Percent,
    Less,
    LessOrEqual,
    /// `<>`, an old `!=`.
    LessGreater,
    Greater,
    GreaterOrEqual,
    Equal,
    EqualEqual,
    EqualTilde,
    /// `=>`.
    Arrow,
    BangEqual,
    BangTilde,
    /// A line that starts with `#`: a directive of some tools, no part of a query.
    Directive,
    /// A character that KQL has no use for.
    Unknown,
    /// Behind the last token; only the parser sees it.
    End,
}

impl TokenKind {
    /// Blanks and comments, which mean nothing.
    pub const fn is_trivia(self) -> bool {
        matches!(self, TokenKind::Whitespace | TokenKind::Comment)
    }
}
