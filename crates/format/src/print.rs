//! Layout to text: each group on one line if it fits, else broken.

use crate::MAX_WIDTH;
use crate::doc::Doc;
use crate::pieces::{Comment, Piece, Pieces};
use lurcher_syntax::TokenKind;
use lurcher_syntax::limits::MAX_TEXT_BYTES;

const STEP: usize = 4;

/// The layout as text, which ends soon after [`MAX_TEXT_BYTES`].
pub fn print(pieces: &Pieces, doc: &Doc) -> String {
    let mut printer = Printer {
        pieces,
        out: String::new(),
        column: 0,
        line: None,
        space: false,
        after_comment: false,
        after_opener: true,
        commented: None,
    };
    printer.run(doc);
    for comment in &pieces.last {
        printer.line = Some(0);
        printer.comment(comment, 0);
    }
    if !printer.out.is_empty() {
        printer.out.push_str(pieces.line_end);
    }
    printer.out
}

/// A piece of layout that is still to come: its indentation, and whether it stands on one line.
type Todo<'d> = (usize, bool, &'d Doc);

struct Printer<'a> {
    pieces: &'a Pieces<'a>,
    out: String,
    /// Characters on the line so far.
    column: usize,
    /// A line's end is due, and then so many blanks.
    line: Option<usize>,
    /// A blank is due.
    space: bool,
    /// What comes next must stand on another line.
    after_comment: bool,
    /// No empty line is wanted here.
    after_opener: bool,
    /// The token whose comments have been printed before their turn.
    commented: Option<usize>,
}

impl Printer<'_> {
    fn run<'d>(&mut self, doc: &'d Doc) {
        let mut todo: Vec<Todo<'d>> = vec![(0, false, doc)];
        // What is longer is refused, so the rest of it need not be made.
        while self.out.len() <= MAX_TEXT_BYTES
            && let Some((indent, flat, doc)) = todo.pop()
        {
            match doc {
                Doc::Token(at) => self.token(*at, indent),
                Doc::Comments(at) => self.early_comments(*at, indent),
                Doc::Space => self.space = true,
                Doc::Line if flat => self.space = true,
                Doc::Soft if flat => {}
                Doc::Line | Doc::Soft | Doc::Hard => self.line = Some(indent),
                Doc::Several(inner) => todo.extend(inner.iter().rev().map(|d| (indent, flat, d))),
                Doc::Nest(inner) => todo.extend(inner.iter().rev().map(|d| (indent + STEP, flat, d))),
                Doc::Group { inner, forced } => {
                    let flat = flat || (!forced && self.fits(inner, &todo));
                    todo.extend(inner.iter().rev().map(|d| (indent, flat, d)));
                }
            }
        }
    }

    /// Does the group fit on this line, with what follows it up to the next place where a line may end?
    fn fits(&self, group: &[Doc], rest: &[Todo]) -> bool {
        let used = match self.line {
            Some(indent) => indent,
            None => self.column + usize::from(self.space),
        };
        let Some(mut room) = MAX_WIDTH.checked_sub(used) else { return false };
        let mut ahead: Vec<(bool, &Doc)> = group.iter().rev().map(|d| (true, d)).collect();
        let mut rest = rest.iter().rev();
        let mut first = true;
        loop {
            let (flat, doc) = match ahead.pop() {
                Some(next) => next,
                None => match rest.next() {
                    Some((_, flat, doc)) => (*flat, *doc),
                    None => return true,
                },
            };
            let width = match doc {
                Doc::Token(at) => {
                    let Some(piece) = self.pieces.list.get(*at) else { return true };
                    if !first && !piece.before.is_empty() {
                        return true;
                    }
                    first = false;
                    if piece.width > room {
                        return false;
                    }
                    if piece.after.is_some() || piece.text.contains('\n') {
                        return true;
                    }
                    piece.width
                }
                Doc::Space => 1,
                Doc::Line if flat => 1,
                Doc::Line | Doc::Soft if !flat => return true,
                Doc::Hard => return true,
                Doc::Comments(_) | Doc::Line | Doc::Soft => 0,
                Doc::Several(inner) | Doc::Nest(inner) => {
                    ahead.extend(inner.iter().rev().map(|d| (flat, d)));
                    0
                }
                Doc::Group { inner, forced } => {
                    ahead.extend(inner.iter().rev().map(|d| (flat && !forced, d)));
                    0
                }
            };
            match room.checked_sub(width) {
                Some(left) => room = left,
                None => return false,
            }
        }
    }

    fn token(&mut self, at: usize, indent: usize) {
        let pieces = self.pieces;
        let Some(piece) = pieces.list.get(at) else { return };
        if self.commented != Some(at) {
            self.comments(piece, indent);
        }
        let closes = matches!(
            piece.kind,
            TokenKind::CloseParen | TokenKind::CloseBracket | TokenKind::CloseBrace | TokenKind::Semicolon
        );
        self.separate(indent, piece.blank_before && !closes);
        self.write(piece.text);
        self.after_opener = matches!(piece.kind, TokenKind::OpenParen | TokenKind::OpenBracket | TokenKind::OpenBrace);
        if let Some(comment) = piece.after {
            self.write(" ");
            self.write(comment);
            self.after_comment = true;
        }
    }

    /// The comments before a token, each on a line of its own; the token goes on below them.
    fn comments(&mut self, piece: &Piece, indent: usize) {
        for comment in &piece.before {
            self.comment(comment, indent);
        }
    }

    fn comment(&mut self, comment: &Comment, indent: usize) {
        let indent = if self.out.is_empty() { 0 } else { self.line.unwrap_or(indent + STEP) };
        self.line = Some(indent);
        self.separate(indent, comment.blank_before);
        self.write(comment.text);
        self.after_comment = true;
        self.after_opener = false;
        self.line = Some(indent);
    }

    fn early_comments(&mut self, at: usize, indent: usize) {
        let pieces = self.pieces;
        let Some(piece) = pieces.list.get(at).filter(|piece| !piece.before.is_empty()) else { return };
        self.line = Some(indent);
        self.comments(piece, indent);
        self.commented = Some(at);
    }

    /// What is due between the last thing and the next.
    fn separate(&mut self, indent: usize, blank: bool) {
        let line = match self.line.take() {
            // Nothing in the layout ends the line behind a comment, but it must end: what follows goes on, indented.
            None if self.after_comment => Some(indent + STEP),
            line => line,
        };
        match line {
            _ if self.out.is_empty() => {}
            Some(indent) => {
                self.out.push_str(self.pieces.line_end);
                if blank && !self.after_opener {
                    self.out.push_str(self.pieces.line_end);
                }
                self.out.extend(std::iter::repeat_n(' ', indent));
                self.column = indent;
            }
            None if self.space => self.write(" "),
            None => {}
        }
        (self.space, self.after_comment) = (false, false);
    }

    fn write(&mut self, text: &str) {
        self.out.push_str(text);
        match text.rfind('\n') {
            Some(end) => self.column = text.get(end + 1..).unwrap_or("").chars().count(),
            None => self.column += text.chars().count(),
        }
    }
}
