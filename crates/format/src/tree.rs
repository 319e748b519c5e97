//! Tokens as a tree of brackets.

use crate::pieces::Pieces;
use lurcher_syntax::TokenKind;
use lurcher_syntax::limits::MAX_DEPTH;

/// A token, by its place in the list, or brackets with what they hold.
#[derive(Debug)]
pub enum Node {
    Leaf(usize),
    Bracket(Bracket),
}

#[derive(Debug)]
pub struct Bracket {
    pub open: usize,
    pub inner: Vec<Node>,
    pub close: usize,
}

impl Node {
    pub fn first(&self) -> usize {
        match self {
            Node::Leaf(at) => *at,
            Node::Bracket(bracket) => bracket.open,
        }
    }

    pub fn last(&self) -> usize {
        match self {
            Node::Leaf(at) => *at,
            Node::Bracket(bracket) => bracket.close,
        }
    }
}

/// The tree; nothing if brackets do not match, or nest deeper than the parser allows.
pub fn grow(pieces: &Pieces) -> Option<Vec<Node>> {
    let mut open: Vec<(usize, Vec<Node>)> = Vec::new();
    let mut nodes = Vec::new();
    for (at, piece) in pieces.list.iter().enumerate() {
        match piece.kind {
            TokenKind::OpenParen | TokenKind::OpenBracket | TokenKind::OpenBrace => {
                if open.len() > MAX_DEPTH as usize {
                    return None;
                }
                open.push((at, std::mem::take(&mut nodes)));
            }
            TokenKind::CloseParen | TokenKind::CloseBracket | TokenKind::CloseBrace => {
                let (opened, outer) = open.pop()?;
                if closer(pieces.kind(opened)?) != Some(piece.kind) {
                    return None;
                }
                let inner = std::mem::replace(&mut nodes, outer);
                nodes.push(Node::Bracket(Bracket { open: opened, inner, close: at }));
            }
            _ => nodes.push(Node::Leaf(at)),
        }
    }
    open.is_empty().then_some(nodes)
}

fn closer(open: TokenKind) -> Option<TokenKind> {
    match open {
        TokenKind::OpenParen => Some(TokenKind::CloseParen),
        TokenKind::OpenBracket => Some(TokenKind::CloseBracket),
        TokenKind::OpenBrace => Some(TokenKind::CloseBrace),
        _ => None,
    }
}
