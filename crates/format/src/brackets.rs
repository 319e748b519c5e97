//! Brackets and what they hold.

use crate::doc::Doc;
use crate::layout::Layout;
use crate::spacing::Context;
use crate::tree::{Bracket, Node};
use lurcher_syntax::TokenKind;

impl Layout<'_> {
    /// Brackets that stand behind the node `before`.
    pub fn bracket(&self, bracket: &Bracket, before: Option<&Node>, context: Context) -> Doc {
        let (open, close) = (Doc::Token(bracket.open), Doc::Token(bracket.close));
        let brace = self.pieces.kind(bracket.open) == Some(TokenKind::OpenBrace);
        if context.verbatim || self.is_client_parameter(bracket, before) || self.is_pattern(bracket) {
            let mut docs = vec![open];
            let inner = self.tokens(&bracket.inner, Context { verbatim: true, ..context });
            docs.extend(inner);
            docs.push(close);
            return self.spaced_as_written(docs, bracket);
        }
        if bracket.inner.is_empty() {
            return Doc::Several(vec![open, Doc::Nest(vec![Doc::Comments(bracket.close)]), close]);
        }
        let separates = |node: &Node| self.is(node, TokenKind::Bar) || self.is(node, TokenKind::Semicolon);
        if bracket.inner.iter().any(separates) {
            let mut inner = vec![Doc::Hard];
            inner.extend(self.statements(&bracket.inner));
            inner.push(Doc::Comments(bracket.close));
            return Doc::Several(vec![open, Doc::Nest(inner), Doc::Hard, close]);
        }
        let json = context.json || before.is_some_and(|node| self.word(node) == "dynamic");
        let context = Context { inside: true, json, ..context };
        if let ([Node::Bracket(only)], false) = (bracket.inner.as_slice(), brace) {
            return Doc::Several(vec![open, self.bracket(only, None, context), close]);
        }
        let pad = || if brace && !json { Doc::Line } else { Doc::Soft };
        let mut inner = vec![pad()];
        inner.extend(self.held(bracket, before, context));
        inner.push(Doc::Comments(bracket.close));
        self.group(vec![open, Doc::Nest(inner), pad(), close], bracket.open, bracket.close)
    }

    fn held(&self, bracket: &Bracket, before: Option<&Node>, context: Context) -> Vec<Doc> {
        if self.is_operator(&bracket.inner) {
            return vec![self.operator(&bracket.inner)];
        }
        if let Some(columns) = self.columns_of_table(bracket, before) {
            return self.rows(&bracket.inner, columns, context);
        }
        if self.holds_literals(&bracket.inner) {
            return self.filled(&bracket.inner, context);
        }
        self.list(&bracket.inner, context)
    }

    /// `[a*]`: names with stars, whatever else the words may mean.
    fn is_pattern(&self, bracket: &Bracket) -> bool {
        use TokenKind::{Long, OpenBracket, Star, Timespan, Word};
        let part = |node: &Node| matches!(node, Node::Leaf(at) if matches!(self.pieces.kind(*at), Some(Word | Long | Timespan | Star)));
        self.pieces.kind(bracket.open) == Some(OpenBracket)
            && bracket.inner.iter().all(part)
            && bracket.inner.iter().any(|node| self.is(node, Star))
    }

    /// `{TimeRange}`: a blank that a workbook fills in, which is one only without blanks. A function's body follows a `)`.
    fn is_client_parameter(&self, bracket: &Bracket, before: Option<&Node>) -> bool {
        let tight = |at: usize| self.pieces.list.get(at).is_some_and(|piece| !piece.spaced);
        let brace = self.pieces.kind(bracket.open) == Some(TokenKind::OpenBrace);
        let body = before.is_some_and(|node| matches!(node, Node::Bracket(_)));
        match bracket.inner.as_slice() {
            [name] => brace && !body && !self.word(name).is_empty() && tight(name.first()) && tight(bracket.close),
            _ => false,
        }
    }

    /// The blanks inside of brackets whose layout is not ours.
    fn spaced_as_written(&self, docs: Vec<Doc>, bracket: &Bracket) -> Doc {
        let spaced = |at: usize| self.pieces.list.get(at).is_some_and(|piece| piece.spaced);
        let mut all = Vec::with_capacity(docs.len() + 2);
        let last = docs.len().saturating_sub(1);
        for (at, doc) in docs.into_iter().enumerate() {
            if (at == 1 && spaced(bracket.open + 1)) || (at == last && at > 1 && spaced(bracket.close)) {
                all.push(Doc::Space);
            }
            all.push(doc);
        }
        Doc::Several(all)
    }

    /// How many columns the rows in `datatable(…) […]` have.
    fn columns_of_table(&self, bracket: &Bracket, before: Option<&Node>) -> Option<usize> {
        let Some(Node::Bracket(schema)) = before else { return None };
        let word = schema.open.checked_sub(1).map_or("", |at| self.pieces.word(at));
        let list = self.pieces.kind(bracket.open) == Some(TokenKind::OpenBracket);
        let commas = schema.inner.iter().filter(|node| self.is(node, TokenKind::Comma)).count();
        (word == "datatable" && list).then_some(commas + 1)
    }

    /// The values of a table, a row a line.
    fn rows(&self, nodes: &[Node], columns: usize, context: Context) -> Vec<Doc> {
        let mut docs = Vec::new();
        for (at, value) in nodes.split_inclusive(|node| self.is(node, TokenKind::Comma)).enumerate() {
            match at % columns {
                _ if at == 0 => {}
                0 => docs.push(Doc::Line),
                _ => docs.push(Doc::Space),
            }
            docs.push(self.item(value, context));
        }
        docs
    }

    /// Are these several literals and nothing else?
    fn holds_literals(&self, nodes: &[Node]) -> bool {
        let literal = |node: &Node| match node {
            Node::Leaf(at) => {
                use TokenKind::*;
                let kind = self.pieces.kind(*at);
                matches!(kind, Some(String | Long | Real | Timespan | Wrapped | RawGuid | Comma))
            }
            Node::Bracket(_) => false,
        };
        nodes.iter().all(literal) && nodes.iter().any(|node| self.is(node, TokenKind::Comma))
    }

    /// Literals: as many on a line as fit.
    fn filled(&self, nodes: &[Node], context: Context) -> Vec<Doc> {
        let mut docs = Vec::new();
        let mut before: Option<usize> = None;
        for item in nodes.split_inclusive(|node| self.is(node, TokenKind::Comma)) {
            let last = item.last().map_or(0, Node::last);
            let doc = self.item(item, context);
            docs.push(match before {
                Some(before) => self.group(vec![Doc::Line, doc], before, last),
                None => doc,
            });
            before = Some(last);
        }
        docs
    }
}
