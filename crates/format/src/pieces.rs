//! A text as its tokens, each with the comments and blank lines around it.

use lurcher_syntax::{Token, TokenKind};

pub struct Pieces<'a> {
    pub list: Vec<Piece<'a>>,
    /// Comments below the last token.
    pub last: Vec<Comment<'a>>,
    /// How the text ends its lines.
    pub line_end: &'static str,
    /// How many lines must end before each token, for a comment stands there; summed up from the first.
    forced: Vec<u32>,
}

/// A token.
pub struct Piece<'a> {
    pub kind: TokenKind,
    pub text: &'a str,
    /// Characters up to the end of its first line.
    pub width: usize,
    /// Something stands between it and the token before.
    pub spaced: bool,
    /// An empty line stands before it, or before its first comment.
    pub blank_before: bool,
    /// Comments on lines of their own before it.
    pub before: Vec<Comment<'a>>,
    /// The comment behind it on its line.
    pub after: Option<&'a str>,
}

pub struct Comment<'a> {
    pub text: &'a str,
    pub blank_before: bool,
}

impl Pieces<'_> {
    /// Must a line end somewhere from the token `first` to the token `last`?
    pub fn forced_within(&self, first: usize, last: usize) -> bool {
        match (self.forced.get(first), self.forced.get(last)) {
            (Some(before), Some(after)) => after > before,
            _ => false,
        }
    }

    pub fn kind(&self, at: usize) -> Option<TokenKind> {
        self.list.get(at).map(|piece| piece.kind)
    }

    /// The token's text if it is a word, else nothing.
    pub fn word(&self, at: usize) -> &str {
        match self.list.get(at) {
            Some(piece) if piece.kind == TokenKind::Word => piece.text,
            _ => "",
        }
    }
}

pub fn read<'a>(text: &'a str, tokens: &[Token]) -> Pieces<'a> {
    let mut list: Vec<Piece> = Vec::with_capacity(tokens.len() / 2);
    let mut comments: Vec<Comment> = Vec::new();
    let (mut lines, mut spaced) = (0, false);
    for token in tokens {
        let text = token.span.of(text);
        match token.kind {
            TokenKind::Whitespace => {
                lines += line_ends(text);
                spaced = true;
            }
            TokenKind::Comment => {
                match list.last_mut() {
                    Some(piece) if lines == 0 && comments.is_empty() => piece.after = Some(text),
                    _ => comments.push(Comment { text, blank_before: lines > 1 }),
                }
                (lines, spaced) = (0, true);
            }
            kind => {
                let width = text.lines().next().unwrap_or("").chars().count();
                let before = std::mem::take(&mut comments);
                list.push(Piece { kind, text, width, spaced, blank_before: lines > 1, before, after: None });
                (lines, spaced) = (0, false);
            }
        }
    }
    let forced = forced(&list);
    Pieces { list, last: comments, line_end: line_end(text), forced }
}

fn forced(list: &[Piece]) -> Vec<u32> {
    let mut sum = 0;
    let mut comment_before = false;
    list.iter()
        .map(|piece| {
            sum += u32::from(comment_before || !piece.before.is_empty());
            comment_before = piece.after.is_some();
            sum
        })
        .collect()
}

fn line_ends(blanks: &str) -> usize {
    let alone = |(at, sign): (usize, u8)| sign == b'\r' && blanks.as_bytes().get(at + 1) != Some(&b'\n');
    blanks.bytes().enumerate().filter(|(at, sign)| *sign == b'\n' || alone((*at, *sign))).count()
}

/// As the first line ends, so do all.
fn line_end(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if text.get(..at).is_some_and(|line| line.ends_with('\r')) => "\r\n",
        _ => "\n",
    }
}
