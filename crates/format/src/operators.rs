//! Tabular operators: what stands behind a `|`.

use crate::doc::Doc;
use crate::layout::Layout;
use crate::spacing::Context;
use crate::tree::Node;
use crate::words;
use lurcher_syntax::TokenKind;

impl<'a> Layout<'a> {
    /// Do these nodes begin with an operator's name? `count` alone may be a column.
    pub fn is_operator(&self, nodes: &[Node]) -> bool {
        let [first, second, ..] = nodes else { return false };
        let word = self.word(first);
        if self.is(second, TokenKind::Equal) || self.is(second, TokenKind::Dot) {
            return false;
        }
        let called = matches!(second, Node::Bracket(_));
        match word {
            "where" | "project" | "union" | "print" | "search" | "find" => true,
            _ if word.contains('-') => true,
            _ if called => false,
            _ if self.is_infix(second) => false,
            _ => words::is_operator(word),
        }
    }

    fn is_infix(&self, node: &Node) -> bool {
        match node {
            Node::Leaf(at) => {
                let literal = matches!(
                    self.pieces.kind(*at),
                    Some(TokenKind::Long | TokenKind::String | TokenKind::Wrapped | TokenKind::Star)
                );
                let word = self.pieces.word(*at);
                !literal && (word.is_empty() || (words::expects_expression(word) && word != "by"))
            }
            Node::Bracket(_) => false,
        }
    }

    /// One operator, from its name to the next `|`.
    pub fn operator(&self, nodes: &[Node]) -> Doc {
        let (Some(first), Some(last)) = (nodes.first(), nodes.last()) else { return Doc::Several(Vec::new()) };
        let operator = self.word(first);
        let context = Context { operator, ..Context::default() };
        if words::takes_paths(operator) {
            return self.with_paths(nodes, context);
        }
        let (head, arguments) = nodes.split_at(self.head(nodes));
        let mut docs = self.tokens(head, context);
        if operator == "parse" || operator == "parse-where" {
            docs.extend(self.pattern(arguments, context));
        } else {
            self.arguments(arguments, context, &mut docs);
        }
        self.group(docs, first.first(), last.last())
    }

    /// How many nodes are the name and its parameters: `join kind=inner hint.strategy=shuffle`.
    fn head(&self, nodes: &[Node]) -> usize {
        let operator = nodes.first().map_or("", |node| self.word(node));
        let mut length = 1;
        while let Some(rest) = nodes.get(length..) {
            length += match rest {
                [hint, dot, _, equal, _, ..]
                    if self.word(hint) == "hint"
                        && self.is(dot, TokenKind::Dot)
                        && self.is(equal, TokenKind::Equal) =>
                {
                    5
                }
                [name, equal, _, ..]
                    if words::takes_parameters(operator)
                        && words::is_parameter(self.word(name))
                        && self.is(equal, TokenKind::Equal) =>
                {
                    3
                }
                _ => return length,
            };
        }
        length
    }

    /// Arguments and clauses: `a = count(), b = max(x) by c`.
    fn arguments(&self, nodes: &[Node], context: Context, docs: &mut Vec<Doc>) {
        let operator = context.operator;
        let begins = |node: &Node| words::clauses(operator).iter().any(|word| self.is_keyword(node, word));
        let mut parts = nodes.chunk_by(|_, next| !begins(next));
        let mut own_lines = false;
        if nodes.first().is_some_and(|node| !begins(node))
            && let Some(own) = parts.next()
        {
            let several = own.iter().any(|node| self.is(node, TokenKind::Comma));
            own_lines = true;
            if several && words::takes_list(operator) {
                let mut lines = vec![Doc::Line];
                lines.extend(self.list(own, context));
                docs.push(Doc::Nest(lines));
            } else {
                docs.extend(self.joined(own, context));
            }
        }
        for clause in parts {
            let Some((keyword, values)) = clause.split_first() else { continue };
            let mut inner = vec![Doc::Token(keyword.first())];
            inner.extend(self.clause(values, context));
            let last = clause.last().unwrap_or(keyword).last();
            let group = self.group(inner, keyword.first(), last);
            if own_lines && words::breaks_before_clauses(operator) {
                docs.push(Doc::Nest(vec![Doc::Line, group]));
            } else {
                docs.extend([Doc::Space, group]);
            }
            own_lines = true;
        }
    }

    /// Behind a clause's word: one value beside it, or several that stand one a line where they do not fit.
    fn clause(&self, nodes: &[Node], context: Context) -> Vec<Doc> {
        if !nodes.iter().any(|node| self.is(node, TokenKind::Comma)) {
            return self.joined(nodes, context);
        }
        let mut lines = vec![Doc::Line];
        lines.extend(self.list(nodes, context));
        vec![Doc::Nest(lines)]
    }

    /// Values on the line of the word before them.
    fn joined(&self, nodes: &[Node], context: Context) -> Vec<Doc> {
        let mut docs = Vec::new();
        if let Some(first) = nodes.first() {
            // The end of a statement may follow a name directly: `count;`.
            if !self.is(first, TokenKind::Semicolon) && !self.is(first, TokenKind::Comma) {
                docs.push(Doc::Space);
            }
        }
        if nodes.iter().any(|node| self.is(node, TokenKind::Comma)) {
            docs.push(Doc::Nest(self.list(nodes, context)));
        } else {
            docs.push(self.expression(nodes, context));
        }
        docs
    }

    /// Values with commas behind them, and a place for a line's end between each two.
    pub fn list(&self, nodes: &[Node], context: Context) -> Vec<Doc> {
        let mut docs = Vec::new();
        for item in nodes.split_inclusive(|node| self.is(node, TokenKind::Comma)) {
            if !docs.is_empty() {
                docs.push(Doc::Line);
            }
            docs.push(self.item(item, context));
        }
        docs
    }

    /// One value, and its comma.
    pub fn item(&self, nodes: &[Node], context: Context) -> Doc {
        match nodes.split_last() {
            Some((comma, value)) if self.is(comma, TokenKind::Comma) => {
                Doc::Several(vec![self.expression(value, context), Doc::Token(comma.first())])
            }
            _ => self.expression(nodes, context),
        }
    }

    /// `parse x with * "a" b "c" d`: each text of a long pattern begins a line.
    fn pattern(&self, nodes: &[Node], context: Context) -> Vec<Doc> {
        let with = nodes.iter().position(|node| self.is_keyword(node, "with")).map_or(nodes.len(), |at| at + 1);
        let (source, pattern) = nodes.split_at(with);
        let mut docs = vec![Doc::Space];
        docs.extend(self.tokens(source, context));
        let mut before: Option<&Node> = None;
        let mut lines = Vec::new();
        for part in pattern.chunk_by(|one, next| !self.is(next, TokenKind::String) || self.is(one, TokenKind::String)) {
            let begins = part.first().is_some_and(|node| self.is(node, TokenKind::String));
            lines.push(if before.is_some() && begins { Doc::Line } else { Doc::Space });
            lines.extend(self.tokens(part, context));
            before = part.last();
        }
        if !lines.is_empty() {
            docs.push(Doc::Nest(lines));
        }
        docs
    }

    /// Operators over graphs: the paths stay as they are written, what follows them is laid out.
    fn with_paths(&self, nodes: &[Node], context: Context) -> Doc {
        let verbatim = Context { verbatim: true, ..context };
        let ends = |node: &Node| ["where", "project", "with"].iter().any(|word| self.is_keyword(node, word));
        let mut docs = Vec::new();
        for clause in nodes.chunk_by(|_, next| !ends(next)) {
            let Some((keyword, values)) = clause.split_first() else { continue };
            if !ends(keyword) {
                docs.extend(self.tokens(clause, verbatim));
                continue;
            }
            let mut inner = vec![Doc::Token(keyword.first())];
            inner.extend(self.clause(values, context));
            let last = clause.last().unwrap_or(keyword).last();
            docs.push(Doc::Nest(vec![Doc::Line, self.group(inner, keyword.first(), last)]));
        }
        let (first, last) = (nodes.first().map_or(0, Node::first), nodes.last().map_or(0, Node::last));
        self.group(docs, first, last)
    }
}
