//! Signs.

use super::TokenKind::{self, *};

pub fn read(rest: &str) -> Option<(TokenKind, usize)> {
    let bytes = rest.as_bytes();
    let second = bytes.get(1).copied();
    Some(match (bytes.first()?, second) {
        (b'<', Some(b'=')) => (LessOrEqual, 2),
        (b'<', Some(b'>')) => (LessGreater, 2),
        (b'>', Some(b'=')) => (GreaterOrEqual, 2),
        (b'=', Some(b'=')) => (EqualEqual, 2),
        (b'=', Some(b'~')) => (EqualTilde, 2),
        (b'=', Some(b'>')) => (Arrow, 2),
        (b'!', Some(b'=')) => (BangEqual, 2),
        (b'!', Some(b'~')) => (BangTilde, 2),
        (b'.', Some(b'.')) => (DotDot, 2),
        (b'(', _) => (OpenParen, 1),
        (b')', _) => (CloseParen, 1),
        (b'[', _) => (OpenBracket, 1),
        (b']', _) => (CloseBracket, 1),
        (b'{', _) => (OpenBrace, 1),
        (b'}', _) => (CloseBrace, 1),
        (b'|', _) => (Bar, 1),
        (b';', _) => (Semicolon, 1),
        (b',', _) => (Comma, 1),
        (b'.', _) => (Dot, 1),
        (b':', _) => (Colon, 1),
        (b'?', _) => (Question, 1),
        (b'@', _) => (At, 1),
        (b'+', _) => (Plus, 1),
        (b'-', _) => (Minus, 1),
        (b'*', _) => (Star, 1),
        (b'/', _) => (Slash, 1),
        (b'%', _) => (Percent, 1),
        (b'<', _) => (Less, 1),
        (b'>', _) => (Greater, 1),
        (b'=', _) => (Equal, 1),
        _ => return None,
    })
}
