//! The parser's hands: it looks at tokens, takes them, and notes what is wrong. What KQL looks like is in `grammar`.

use crate::advice::advise;
use crate::ast::Query;
use crate::lexer::{Token, TokenKind, tokens};
use crate::limits::{MAX_DEPTH, MAX_DIAGNOSTICS, MAX_STUMBLES, MAX_TEXT_BYTES};
use crate::literal::Problem;
use crate::{Diagnostic, Span, Stage, codes, grammar};

/// A query's tree, and what is wrong with its text.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    pub query: Query,
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a query. Whatever the text, there is a tree; it is worth running only if there are no diagnostics.
pub fn parse(text: &str) -> Parsed {
    if text.len() > MAX_TEXT_BYTES {
        let message = format!("the query has {} bytes; {MAX_TEXT_BYTES} are allowed", text.len());
        let diagnostic = Diagnostic::new(codes::TOO_LARGE, Stage::Syntax, Span::default(), message);
        return Parsed { query: Query::default(), diagnostics: vec![diagnostic] };
    }
    let mut parser = Parser::new(text);
    let query = grammar::query(&mut parser);
    let mut diagnostics = parser.diagnostics;
    advise(text, &parser.tokens, &mut diagnostics);
    Parsed { query, diagnostics }
}

pub struct Parser<'a> {
    text: &'a str,
    /// The tokens that mean something, and `End`.
    tokens: Vec<Token>,
    at: usize,
    depth: u32,
    diagnostics: Vec<Diagnostic>,
    /// The token that the last diagnostic was about: one finding per token is enough.
    complained_at: Option<usize>,
    /// How often it would have been about that token again.
    stumbles: u32,
}

impl<'a> Parser<'a> {
    fn new(text: &'a str) -> Parser<'a> {
        let mut tokens = tokens(text);
        tokens.retain(|token| !token.kind.is_trivia());
        let end = text.len() as u32;
        tokens.push(Token { kind: TokenKind::End, span: Span::new(end, end) });
        Parser { text, tokens, at: 0, depth: 0, diagnostics: Vec::new(), complained_at: None, stumbles: 0 }
    }

    // Looking.

    /// The token `n` places ahead; `End` for ever behind the last one.
    pub fn token(&self, n: usize) -> Token {
        match self.tokens.get(self.at + n).or(self.tokens.last()) {
            Some(token) => *token,
            None => Token { kind: TokenKind::End, span: Span::default() },
        }
    }

    pub fn kind(&self) -> TokenKind {
        self.token(0).kind
    }

    pub fn nth(&self, n: usize) -> TokenKind {
        self.token(n).kind
    }

    pub fn at(&self, kind: TokenKind) -> bool {
        self.kind() == kind
    }

    /// The text of the token `n` places ahead if it is a word, else nothing.
    pub fn word_at(&self, n: usize) -> &'a str {
        match self.token(n) {
            Token { kind: TokenKind::Word, span } => span.of(self.text),
            _ => "",
        }
    }

    pub fn word(&self) -> &'a str {
        self.word_at(0)
    }

    pub fn at_word(&self, word: &str) -> bool {
        self.word() == word
    }

    pub fn text_of(&self, token: Token) -> &'a str {
        token.span.of(self.text)
    }

    pub fn text_at(&self, span: Span) -> &'a str {
        span.of(self.text)
    }

    /// Does nothing stand between the token `n` places ahead and the one before it?
    pub fn is_adjacent(&self, n: usize) -> bool {
        let before = (self.at + n).checked_sub(1).and_then(|i| self.tokens.get(i));
        before.is_some_and(|before| before.span.end == self.token(n).span.start)
    }

    pub fn start(&self) -> u32 {
        self.token(0).span.start
    }

    /// From `start` to the end of the token taken last.
    pub fn span_from(&self, start: u32) -> Span {
        let before = self.at.checked_sub(1).and_then(|i| self.tokens.get(i));
        Span::new(start, before.map_or(start, |token| token.span.end.max(start)))
    }

    // Taking.

    pub fn bump(&mut self) -> Token {
        let token = self.token(0);
        if self.at + 1 < self.tokens.len() {
            self.at += 1;
        }
        token
    }

    pub fn eat(&mut self, kind: TokenKind) -> bool {
        let there = self.at(kind);
        if there {
            self.bump();
        }
        there
    }

    pub fn eat_word(&mut self, word: &str) -> bool {
        let there = self.at_word(word);
        if there {
            self.bump();
        }
        there
    }

    /// Takes a token that must be there; `what` names it in the complaint.
    pub fn expect(&mut self, kind: TokenKind, what: &str) -> bool {
        let there = self.eat(kind);
        if !there {
            self.expected(what);
        }
        there
    }

    pub fn expect_word(&mut self, word: &str) -> bool {
        let there = self.eat_word(word);
        if !there {
            self.expected(&format!("`{word}`"));
        }
        there
    }

    /// Takes the bracket that closes what `open` began. If something else stands there, what is left inside is skipped.
    pub fn close(&mut self, closer: TokenKind, open: Token) {
        if self.eat(closer) {
            return;
        }
        let bracket = self.text_of(open);
        let sign = match closer {
            TokenKind::CloseParen => "`)`",
            TokenKind::CloseBracket => "`]`",
            _ => "`}`",
        };
        if self.at(TokenKind::End) {
            self.complain(codes::NOT_CLOSED, open.span, format!("the `{bracket}` is not closed: no {sign} follows"));
            return;
        }
        self.expected(&format!("{sign}, `,` or an operator"));
        self.skip_until(|kind| kind == closer || kind == TokenKind::Semicolon);
        self.eat(closer);
    }

    /// Skips to the next token that `stop` accepts outside of brackets that open on the way.
    pub fn skip_until(&mut self, stop: impl Fn(TokenKind) -> bool) {
        let mut open = 0u32;
        loop {
            let kind = self.kind();
            match kind {
                TokenKind::End => return,
                _ if open == 0 && stop(kind) => return,
                TokenKind::OpenParen | TokenKind::OpenBracket | TokenKind::OpenBrace => open += 1,
                TokenKind::CloseParen | TokenKind::CloseBracket | TokenKind::CloseBrace => {
                    open = open.saturating_sub(1);
                }
                _ => {}
            }
            self.bump();
        }
    }

    // Complaining.

    /// Says that the next token is not `what` it must be.
    pub fn expected(&mut self, what: &str) {
        let token = self.token(0);
        match token.kind {
            TokenKind::Unknown => {
                let message = format!("KQL has no use for the character {}", self.found());
                self.complain(codes::UNKNOWN_CHARACTER, token.span, message);
            }
            TokenKind::Directive => {
                let message = "a line that starts with `#` is a directive of some tools, no part of a query";
                self.complain(codes::UNEXPECTED, token.span, message);
            }
            _ => {
                let message = format!("found {}, expected {what}", self.found());
                self.complain(codes::UNEXPECTED, token.span, message);
            }
        }
    }

    /// The next token in the words of a complaint.
    pub fn found(&self) -> String {
        let token = self.token(0);
        let text = self.text_of(token);
        match token.kind {
            TokenKind::End => "the end of the query".to_owned(),
            TokenKind::String if text.starts_with(['h', 'H']) => "a string".to_owned(),
            _ if text.len() > 40 => {
                let shown: String = text.chars().take(40).collect();
                format!("`{}…`", shown.escape_debug())
            }
            _ => format!("`{}`", text.escape_debug().to_string().replace("\\\"", "\"").replace("\\'", "'")),
        }
    }

    pub fn complain(&mut self, code: &'static str, span: Span, message: impl Into<String>) {
        self.note(Diagnostic::new(code, Stage::Syntax, span, message));
    }

    pub fn complain_with(&mut self, code: &'static str, span: Span, message: impl Into<String>, help: &str) {
        self.note(Diagnostic::new(code, Stage::Syntax, span, message).with_help(help));
    }

    /// Something legal that is refused all the same.
    pub fn refuse(&mut self, code: &'static str, span: Span, message: impl Into<String>, help: &str) {
        self.note(Diagnostic::new(code, Stage::Unsupported, span, message).with_help(help));
    }

    /// A literal that cannot be read. Unlike other findings these are independent of each other.
    pub fn complain_about_literal(&mut self, span: Span, problem: Problem) {
        let mut diagnostic = Diagnostic::new(problem.code, Stage::Syntax, span, problem.message);
        diagnostic.help = problem.help.map(str::to_owned);
        if self.diagnostics.len() < MAX_DIAGNOSTICS {
            self.diagnostics.push(diagnostic);
        }
    }

    fn note(&mut self, diagnostic: Diagnostic) {
        if self.complained_at == Some(self.at) {
            self.stumbles += 1;
            if self.stumbles > MAX_STUMBLES {
                self.go_to_end();
            }
            return;
        }
        self.stumbles = 0;
        self.complained_at = Some(self.at);
        if self.diagnostics.len() < MAX_DIAGNOSTICS {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Leaves the rest of the text unread, and nothing more is said about it.
    fn go_to_end(&mut self) {
        self.at = self.tokens.len().saturating_sub(1);
        self.complained_at = Some(self.at);
        self.stumbles = 0;
    }

    /// Gives the text up: a limit is reached.
    pub fn give_up(&mut self, message: String) {
        let span = self.token(0).span;
        self.complain(codes::TOO_LARGE, span, message);
        self.go_to_end();
    }

    /// Runs `read` one level deeper, unless that is too deep.
    pub fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.depth >= MAX_DEPTH {
            self.give_up(format!("the query nests deeper than {MAX_DEPTH} levels"));
            return None;
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        Some(result)
    }
}
