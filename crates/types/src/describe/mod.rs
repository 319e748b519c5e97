//! How a KQL function, aggregate or plugin is described: the one text that the binder, the help, the
//! documentation and the tests all read.

mod readable;
mod signature;

pub use readable::{parameters_in_words, readable};
pub use signature::{Accept, Argument, Parameter, Returns, Signature, SignatureError};

use crate::Type;
use std::sync::OnceLock;

/// What sort of thing a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    Scalar,
    Aggregate,
    Window,
    Plugin,
}

/// The automatic column name of a call that has none of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// `Column1`, `Column2`, …
    Positional,
    /// The name of the first argument: `tostring(x)` is `x`.
    FirstArgument,
    /// The prefix, `_`, and the name of the first argument: `sum(x)` is `sum_x`, `count()` is `count_`.
    Prefix(&'static str),
    /// The prefix, `_`, and the names of the first two arguments: `covariance(x, y)` is `covariance_x_y`.
    PrefixTwo(&'static str),
    /// Just this: `current_cluster_endpoint()`.
    Fixed(&'static str),
    /// The binder has a rule of its own for this function (percentile, arg_max, array_sort_asc, …).
    Own,
}

/// What happens to a null argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nulls {
    /// A null in any argument makes the result null (`""` for a string result); the kernel never decides.
    Propagate,
    /// The kernel sees nulls and decides itself.
    Kernel,
}

/// How often a call is evaluated, and so whether it may be folded or shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stability {
    /// Same arguments, same answer: foldable.
    Pure,
    /// One answer per query: `now()`, `new_guid()` within a row.
    PerQuery,
    /// A new answer per row: `rand()`.
    PerRow,
}

/// One of the columns of a call that gives several: `series_fit_line(y)` gives `series_fit_line_y_slope` and others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Output {
    /// What stands behind the names of the function and of its first argument.
    pub suffix: &'static str,
    pub kql_type: Type,
}

impl Output {
    pub const fn new(suffix: &'static str, kql_type: Type) -> Output {
        Output { suffix, kql_type }
    }
}

/// An example that the tests run: a query and the one value it prints.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// A scalar expression, such as `substring("abcdefg", 1, 2)`.
    pub expression: &'static str,
    /// Another scalar expression, made of literals, with the value and the type that it must have.
    pub equals: &'static str,
}

/// Everything there is to say about one name of the language, except the code that computes it.
#[derive(Debug)]
pub struct Description {
    pub name: &'static str,
    pub aliases: &'static [&'static str],
    pub kind: Kind,
    /// One line per overload, see [`Signature`] for the notation.
    pub signatures: &'static [&'static str],
    pub naming: Naming,
    pub nulls: Nulls,
    pub stability: Stability,
    /// The columns of a call that gives several; its kernel returns them as one dynamic array, in this order.
    pub outputs: &'static [Output],
    /// One sentence, in our words.
    pub summary: &'static str,
    pub examples: &'static [Example],
    /// The documentation page that this follows, such as `substring-function`.
    pub page: &'static str,
    /// Where we differ from that page on purpose, and why.
    pub deviation: Option<&'static str>,
}

impl Description {
    /// A scalar function with the most common answers filled in, for `..Description::SCALAR`.
    pub const SCALAR: Description = Description {
        name: "",
        aliases: &[],
        kind: Kind::Scalar,
        signatures: &[],
        naming: Naming::Positional,
        nulls: Nulls::Propagate,
        stability: Stability::Pure,
        outputs: &[],
        summary: "",
        examples: &[],
        page: "",
        deviation: None,
    };

    /// The same for an aggregate.
    pub const AGGREGATE: Description =
        Description { kind: Kind::Aggregate, nulls: Nulls::Kernel, ..Description::SCALAR };
}

/// Whether a function takes a constant regular expression, which can be refused before any row is read.
pub fn takes_pattern(function: &str) -> bool {
    matches!(
        function,
        "matches regex" | "extract" | "extract_all" | "replace_regex" | "replace" | "trim" | "trim_start" | "trim_end"
    )
}

/// Whether a name of the language can be used here.
#[derive(Debug, Clone, Copy)]
pub enum Support {
    Built,
    /// Known, not supported: the sentence says why, or what to do instead.
    Known(&'static str),
}

/// A name of the language as the binder sees it: its description and its parsed signatures.
pub struct Entry {
    pub description: &'static Description,
    pub support: Support,
    parsed: OnceLock<Vec<Signature>>,
}

impl Entry {
    pub const fn new(description: &'static Description, support: Support) -> Entry {
        Entry { description, support, parsed: OnceLock::new() }
    }

    /// Whether some overload takes so many arguments: `hll_merge(x)` is an aggregate, `hll_merge(x, y)` a function.
    pub fn may_take(&self, arguments: usize) -> bool {
        self.signatures().iter().any(|s| s.assign(arguments).is_some())
    }

    /// The overloads in order. A test parses every signature of the table, so a bad one cannot ship.
    pub fn signatures(&self) -> &[Signature] {
        self.parsed.get_or_init(|| {
            self.description
                .signatures
                .iter()
                .map(|text| Signature::parse(text).unwrap_or_else(|e| panic!("{}: {e}", self.description.name)))
                .collect()
        })
    }
}
