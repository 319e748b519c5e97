//! What single kinds of relations are told beside their expressions: lists to expand, patterns, pairs, bins.

use crate::bound::{Expr, Rel};
use lurcher_types::{Type, Value};

#[derive(Debug, Clone, PartialEq)]
pub struct ExpandedList {
    pub value: Expr,
    /// The type that `to typeof(…)` asks for.
    pub to_type: Option<Type>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExpandKind {
    /// A bag becomes bags of one key each.
    Bag,
    /// A bag becomes `[key, value]` pairs.
    Array,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ParsePattern {
    pub mode: ParseMode,
    /// The letters of `flags = …` in regex mode.
    pub flags: String,
    pub parts: Vec<PatternPart>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParseMode {
    Simple,
    Relaxed,
    Regex,
}

#[derive(Debug, Clone, PartialEq)]
pub enum PatternPart {
    /// `*`
    Skip,
    Text(String),
    Column {
        name: String,
        kql_type: Type,
    },
}

/// How `parse-kv` finds pairs. Without delimiters every character that is no letter or digit is one.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct KeyValueOptions {
    pub pair_delimiter: Option<String>,
    pub kv_delimiter: Option<String>,
    /// Opening and closing ones.
    pub quotes: Vec<(char, char)>,
    pub escapes: Vec<char>,
    pub greedy: bool,
    /// With a group for the key and one for the value.
    pub regex: Option<String>,
}

/// Aggregated bins gathered into arrays over a common axis.
#[derive(Debug, Clone, PartialEq)]
pub struct MakeSeries {
    /// The group keys, the bin, then one value per series: one row per bin that has data.
    pub input: Rel,
    pub keys: usize,
    /// What fills a gap of each series.
    pub defaults: Vec<Value>,
    pub from: Option<Expr>,
    pub to: Option<Expr>,
    pub step: Expr,
    /// `kind = nonempty`: a row of defaults for no input.
    pub nonempty: bool,
    /// The older `in range(a, b, s)` includes its end.
    pub includes_end: bool,
}
