//! What came of following rows, as data.

use lurcher_syntax::Span;
use lurcher_types::Value;
use std::ops::{BitAnd, BitOr, BitOrAssign, Not};

/// A set of followed rows, by their places in [`Followed::rows`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bits(pub i64);

#[derive(Debug, Clone)]
pub struct Followed {
    /// What is followed.
    pub rows: Vec<FollowedRow>,
    /// The ways that they take: first those of steps, then those of results.
    pub pipes: Vec<Pipe>,
    pub results: Vec<ResultRows>,
    /// The rows that would come to an answer if every predicate that drops them were true of them; none are asked for where
    /// some do anyway.
    pub would_reach: Bits,
}

/// A row that is followed, or several that are alike.
#[derive(Debug, Clone)]
pub struct FollowedRow {
    pub table: String,
    /// What tells it from the others, for a reader.
    pub values: Vec<Named>,
    /// How many such rows there are.
    pub count: u64,
}

/// A value under the name, or the text, that it has in the query.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    pub name: String,
    pub value: Value,
}

/// Operators one after the other, the source first.
#[derive(Debug, Clone)]
pub struct Pipe {
    pub of: PipeOf,
    pub operators: Vec<Operator>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PipeOf {
    /// The answer of this number.
    Result(usize),
    /// A table that is computed once: `materialize`, and its kin.
    Table,
    /// The values of `in (…)`.
    Set,
    /// `toscalar(…)`.
    Scalar,
    /// What `partition` works on, part by part.
    Parts,
    /// A side of a join, or a leg of a union.
    Side,
    /// The side of a join that only says which rows of the other stay: those with a match, or those without.
    Match,
    NoMatch,
}

/// An operator, or a source, at its place in the text.
#[derive(Debug, Clone)]
pub struct Operator {
    pub span: Span,
    /// What comes in beside the operator before it.
    pub sides: Vec<Pipe>,
    /// Its rows, and those of them that come from followed ones; none where they are not computed on their own.
    pub rows: Option<u64>,
    pub followed: Option<u64>,
    /// The followed rows that its own rows come from.
    pub bits: Bits,
    pub drops: Vec<Drop>,
    /// The same of rows that come no further than an operator before it, if its predicate were true of them.
    pub further: Vec<Drop>,
    /// Groups that followed rows are in, and that show the values of another row, as `arg_max` does.
    pub shows_others: u64,
    /// Followed rows go in, and nobody can tell which of its rows come from them.
    pub blind: bool,
}

/// Followed rows that end at an operator.
#[derive(Debug, Clone)]
pub struct Drop {
    pub bits: Bits,
    /// What the row has become: the keys of its group, where it is part of one.
    pub group: Vec<Named>,
    pub reason: Reason,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// A predicate is not true.
    Predicate(Vec<Why>),
    /// Rows that the request hides, by its name for them.
    Hidden(String),
    /// It is later than the moment of the replay.
    Later,
    /// The other side of a join has no such key.
    NoPartner {
        keys: Vec<Named>,
        /// How many rows the other side has.
        others: u64,
        /// The operator of the other side that has lost the rows with this key, and why.
        lost: Option<Lost>,
    },
    /// The other side of an anti join has such a key, in this row.
    Partner { keys: Vec<Named>, row: Vec<Named> },
    /// A join keeps one row for each key, and it is another one.
    NotTheOne(Vec<Named>),
    /// So many rows of so many are kept; it is the row of this rank.
    Cut { kept: u64, of: u64, rank: Option<u64>, by: Vec<Named> },
    /// Its list has no elements.
    NoElements(Vec<Named>),
    /// It lies outside the operator's own bounds, as those of `make-series`.
    OutOfBounds(Vec<Named>),
    /// The text does not match the pattern.
    NoMatch(Vec<Named>),
    /// The operator does not give it, by its own rule.
    Rule,
}

/// Why a predicate is not true.
#[derive(Debug, Clone, PartialEq)]
pub enum Why {
    Term(Term),
    /// One of these would have to be otherwise.
    Either(Vec<Why>),
    /// All of these would have to be.
    All(Vec<Why>),
}

/// A part of a predicate that is not what it would have to be.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    pub span: Span,
    /// None for null.
    pub truth: Option<bool>,
    pub wanted: bool,
    /// What it is made of.
    pub values: Vec<Named>,
}

/// Where the other side of a join has lost rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Lost {
    pub span: Span,
    pub rows: u64,
    pub why: Vec<Why>,
}

/// The rows of an answer.
#[derive(Debug, Clone)]
pub struct ResultRows {
    pub rows: u64,
    pub bits: Bits,
    /// Nobody can tell which rows come from the followed ones.
    pub blind: bool,
    /// The first rows that come from them, with the columns that the answer shows.
    pub shown: Vec<Vec<Named>>,
}

impl Bits {
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The places of the rows.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        (0..lurcher_semantics::MAX_FOLLOWED_ROWS).filter(move |at| self.0 >> at & 1 == 1)
    }
}

impl BitOr for Bits {
    type Output = Bits;

    fn bitor(self, other: Bits) -> Bits {
        Bits(self.0 | other.0)
    }
}

impl BitOrAssign for Bits {
    fn bitor_assign(&mut self, other: Bits) {
        self.0 |= other.0;
    }
}

impl BitAnd for Bits {
    type Output = Bits;

    fn bitand(self, other: Bits) -> Bits {
        Bits(self.0 & other.0)
    }
}

impl Not for Bits {
    type Output = Bits;

    fn not(self) -> Bits {
        Bits(!self.0)
    }
}
