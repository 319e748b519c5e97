//! What a layout is made of: tokens, and the places where a line may end.

/// A piece of layout. In a group, either all [`Doc::Line`]s and [`Doc::Soft`]s of its own end a line, or none does.
#[derive(Debug)]
pub enum Doc {
    /// The token with this number, and its comments.
    Token(usize),
    /// The comments before a token, which is a bracket that closes: they belong to what stands above them.
    Comments(usize),
    Space,
    /// A line's end, or a blank.
    Line,
    /// A line's end, or nothing.
    Soft,
    /// A line's end.
    Hard,
    Several(Vec<Doc>),
    /// Lines that begin inside are indented one step more.
    Nest(Vec<Doc>),
    Group {
        inner: Vec<Doc>,
        /// Does not fit on a line, however short it is.
        forced: bool,
    },
}

impl Doc {
    /// Does it end a line in any case?
    pub fn is_forced(&self) -> bool {
        match self {
            Doc::Hard => true,
            Doc::Several(inner) | Doc::Nest(inner) => inner.iter().any(Doc::is_forced),
            Doc::Group { forced, .. } => *forced,
            _ => false,
        }
    }
}
