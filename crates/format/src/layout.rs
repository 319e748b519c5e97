//! Statements, pipelines, and what an expression is made of.

use crate::doc::Doc;
use crate::pieces::Pieces;
use crate::spacing::{Context, is_spaced};
use crate::tree::Node;
use lurcher_syntax::TokenKind;

pub struct Layout<'a> {
    pub pieces: &'a Pieces<'a>,
}

impl<'a> Layout<'a> {
    /// A whole text.
    pub fn text(&self, nodes: &[Node]) -> Doc {
        Doc::Several(self.statements(nodes))
    }

    /// Statements, each on lines of its own.
    pub fn statements(&self, nodes: &[Node]) -> Vec<Doc> {
        let mut docs = Vec::new();
        for statement in nodes.split_inclusive(|node| self.is(node, TokenKind::Semicolon)) {
            if !docs.is_empty() {
                docs.push(Doc::Hard);
            }
            docs.push(self.statement(statement));
        }
        docs
    }

    fn statement(&self, nodes: &[Node]) -> Doc {
        let word = nodes.first().map_or("", |node| self.word(node));
        let assigned = match word {
            "let" => nodes.iter().position(|node| self.is(node, TokenKind::Equal)),
            _ => None,
        };
        let Some((head, value)) = assigned.and_then(|equal| nodes.split_at_checked(equal + 1)) else {
            return Doc::Several(self.pipeline(nodes, word));
        };
        let mut docs = self.tokens(head, Context::default());
        docs.push(Doc::Space);
        let first = value.iter().position(|node| self.is(node, TokenKind::Bar)).unwrap_or(value.len());
        let (source, pipes) = value.split_at(first);
        docs.push(self.source(source, word));
        docs.push(Doc::Nest(self.pipes(pipes)));
        Doc::Several(docs)
    }

    /// `source | operator | operator`, one a line.
    fn pipeline(&self, nodes: &[Node], statement: &'a str) -> Vec<Doc> {
        let first = nodes.iter().position(|node| self.is(node, TokenKind::Bar)).unwrap_or(nodes.len());
        let (source, pipes) = nodes.split_at(first);
        let mut docs = vec![self.source(source, statement)];
        docs.extend(self.pipes(pipes));
        docs
    }

    fn pipes(&self, nodes: &[Node]) -> Vec<Doc> {
        let mut docs = Vec::new();
        for operator in nodes.chunk_by(|_, next| !self.is(next, TokenKind::Bar)) {
            if let Some((bar, operator)) = operator.split_first() {
                docs.extend([Doc::Hard, Doc::Token(bar.first()), Doc::Space, self.operator(operator)]);
            }
        }
        docs
    }

    /// What a pipeline begins with: an expression, or an operator such as `union`.
    fn source(&self, nodes: &[Node], statement: &'a str) -> Doc {
        if self.is_operator(nodes) {
            self.operator(nodes)
        } else {
            self.expression(nodes, Context { operator: statement, ..Context::default() })
        }
    }

    /// An expression; a long one is broken before `or`, then before `and`.
    pub fn expression(&self, nodes: &[Node], context: Context) -> Doc {
        let (Some(first), Some(last)) = (nodes.first(), nodes.last()) else { return Doc::Several(Vec::new()) };
        let word = ["or", "and"].into_iter().find(|word| nodes.iter().skip(1).any(|n| self.is_keyword(n, word)));
        let Some(word) = word else { return Doc::Several(self.tokens(nodes, context)) };
        let mut inner = Vec::new();
        for part in nodes.chunk_by(|_, next| !self.is_keyword(next, word)) {
            if !inner.is_empty() {
                inner.push(Doc::Line);
            }
            inner.push(self.part(part, word, context));
        }
        self.group(vec![Doc::Nest(inner)], first.first(), last.last())
    }

    /// One of several terms with its `or` or `and` before it.
    fn part(&self, nodes: &[Node], word: &str, context: Context) -> Doc {
        match nodes.split_first() {
            Some((keyword, term)) if self.is_keyword(keyword, word) => {
                Doc::Several(vec![Doc::Token(keyword.first()), Doc::Space, self.expression(term, context)])
            }
            _ => self.expression(nodes, context),
        }
    }

    /// Tokens and brackets on one line, as far as it goes.
    pub fn tokens(&self, nodes: &[Node], context: Context) -> Vec<Doc> {
        let mut docs = Vec::with_capacity(nodes.len() * 2);
        let mut before: Option<&Node> = None;
        for node in nodes {
            if let Some(before) = before
                && is_spaced(self.pieces, before.last(), node.first(), context)
            {
                docs.push(Doc::Space);
            }
            docs.push(match node {
                Node::Leaf(at) => Doc::Token(*at),
                Node::Bracket(bracket) => self.bracket(bracket, before, context),
            });
            before = Some(node);
        }
        docs
    }

    /// A group of the tokens from `first` to `last`.
    pub fn group(&self, inner: Vec<Doc>, first: usize, last: usize) -> Doc {
        let forced = self.pieces.forced_within(first, last) || inner.iter().any(Doc::is_forced);
        Doc::Group { inner, forced }
    }

    pub fn is(&self, node: &Node, kind: TokenKind) -> bool {
        matches!(node, Node::Leaf(at) if self.pieces.kind(*at) == Some(kind))
    }

    pub fn word(&self, node: &Node) -> &'a str {
        match node {
            Node::Leaf(at) => self.pieces.word(*at),
            Node::Bracket(_) => "",
        }
    }

    /// Is it this keyword, and not a name behind a point or before a `=`?
    pub fn is_keyword(&self, node: &Node, keyword: &str) -> bool {
        if self.word(node) != keyword {
            return false;
        }
        let at = node.first();
        let dotted = at.checked_sub(1).is_some_and(|before| self.pieces.kind(before) == Some(TokenKind::Dot));
        !dotted && self.pieces.kind(at + 1) != Some(TokenKind::Equal)
    }
}
