//! One overload, written as a line a reader can also read: `(text: scalar, start: integer, [length: integer]) -> string`.
//!
//! - A parameter is `name: what`; in brackets it is optional; with `...` behind it, it may be repeated.
//! - `what` is a list of types (`string|dynamic`) or one of the groups `scalar`, `number`, `integer`, `summable`,
//!   `orderable`, `not_dynamic`, `not_bool`, `number_or_bool`, `array`, `bag`, `common`, `common_or_dynamic`,
//!   `common_orderable`, `text` (a string; a dynamic only binds), `same0` (the type of the first argument), `type` (`typeof(…)`), `table`, `any`.
//! - Before it may stand `const` (a constant expression), `literal` (a literal), `column` (a plain column), `star` (`*` too).
//! - The result is a type, or `arg0`, `common`, `widest`, `literal`, `list0` (dynamic array), `own` (a rule in the binder).

use crate::{Type, TypeSet};
use std::fmt;

#[derive(Debug, Clone, PartialEq)]
pub struct Signature {
    pub parameters: Vec<Parameter>,
    pub returns: Returns,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    pub name: String,
    pub accept: Accept,
    pub argument: Argument,
    pub optional: bool,
    /// This parameter, together with its repeated neighbours, may occur again and again.
    pub repeated: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Accept {
    /// Any of these types; an int is also taken where a long, real or decimal is wanted, a long where a real or decimal is.
    Types(TypeSet),
    /// A string. With a dynamic the call binds too, as in Microsoft's binder, and is refused when it would run, as in the engine.
    Text,
    /// One type common to all such arguments.
    Common { dynamic_too: bool, orderable: bool },
    /// The type of the argument with this index.
    SameAs(usize),
    /// `typeof(…)`.
    TypeLiteral,
    /// A tabular expression.
    Table,
    /// Anything at all.
    Any,
}

/// What form an argument must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Argument {
    Expression,
    Constant,
    Literal,
    Column,
    Star,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Returns {
    Type(Type),
    /// The type of the argument with this index.
    Argument(usize),
    /// The type common to the `common` arguments.
    Common,
    /// The widest of the numeric arguments.
    Widest,
    /// As the argument, int promoted to long: `sum`.
    Promoted(usize),
    /// The type named by the `typeof(…)` argument.
    Literal,
    /// A rule of its own in the binder, by the function's name.
    Own,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureError(pub String);

impl fmt::Display for SignatureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "bad signature: {}", self.0)
    }
}

impl std::error::Error for SignatureError {}

impl Signature {
    pub fn parse(text: &str) -> Result<Signature, SignatureError> {
        let bad = || SignatureError(text.to_owned());
        let (list, returns) = text.rsplit_once("->").ok_or_else(bad)?;
        let list = list.trim().strip_prefix('(').and_then(|l| l.strip_suffix(')')).ok_or_else(bad)?;
        let parameters = list
            .split(',')
            .map(str::trim)
            .filter(|p| !p.is_empty())
            .map(|p| Parameter::parse(p).ok_or_else(bad))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Signature { parameters, returns: Returns::parse(returns.trim()).ok_or_else(bad)? })
    }

    /// The least and, if bounded, the greatest number of arguments.
    pub fn arity(&self) -> (usize, Option<usize>) {
        let least = self.parameters.iter().filter(|p| !p.optional).count();
        let unbounded = self.parameters.iter().any(|p| p.repeated);
        (least, (!unbounded).then_some(self.parameters.len()))
    }

    /// The parameter that each of `count` arguments fills, or nothing if the count does not fit.
    pub fn assign(&self, count: usize) -> Option<Vec<usize>> {
        let (least, most) = self.arity();
        if count < least || most.is_some_and(|m| count > m) {
            return None;
        }
        let Some(first) = self.parameters.iter().position(|p| p.repeated) else {
            return Some((0..count).collect());
        };
        let block = self.parameters[first..].iter().take_while(|p| p.repeated).count();
        let tail = self.parameters.len() - first - block;
        let repeated = count.checked_sub(first + tail)?;
        if repeated % block != 0 {
            return None;
        }
        let middle = (0..repeated).map(|i| first + i % block);
        Some((0..first).chain(middle).chain(first + block..self.parameters.len()).collect())
    }
}

impl Parameter {
    fn parse(text: &str) -> Option<Parameter> {
        let (text, repeated) = match text.strip_suffix("...") {
            Some(rest) => (rest.trim(), true),
            None => (text, false),
        };
        let (text, optional) = match text.strip_prefix('[') {
            Some(rest) => (rest.strip_suffix(']')?, true),
            None => (text, false),
        };
        let (name, what) = text.split_once(':')?;
        let what = what.trim();
        let (argument, what) = match what.split_once(' ') {
            Some(("const", rest)) => (Argument::Constant, rest),
            Some(("literal", rest)) => (Argument::Literal, rest),
            Some(("column", rest)) => (Argument::Column, rest),
            Some(("star", rest)) => (Argument::Star, rest),
            Some(_) => return None,
            None => (Argument::Expression, what),
        };
        Some(Parameter {
            name: name.trim().to_owned(),
            accept: Accept::parse(what.trim())?,
            argument,
            optional,
            repeated,
        })
    }
}

impl Accept {
    fn parse(text: &str) -> Option<Accept> {
        Some(match text {
            "any" => Accept::Any,
            "text" => Accept::Text,
            "table" => Accept::Table,
            "type" => Accept::TypeLiteral,
            "common" => Accept::Common { dynamic_too: false, orderable: false },
            "common_or_dynamic" => Accept::Common { dynamic_too: true, orderable: false },
            "common_orderable" => Accept::Common { dynamic_too: false, orderable: true },
            _ => match text.strip_prefix("same") {
                Some(index) => Accept::SameAs(index.parse().ok()?),
                None => {
                    let mut set = TypeSet::NONE;
                    for word in text.split('|') {
                        set = set.union(group(word.trim())?);
                    }
                    Accept::Types(set)
                }
            },
        })
    }
}

/// The types a group name stands for.
fn group(word: &str) -> Option<TypeSet> {
    const NUMBER: TypeSet = TypeSet::of(&[Type::Int, Type::Long, Type::Real, Type::Decimal]);
    Some(match word {
        "scalar" => TypeSet::ALL,
        "number" => NUMBER,
        "integer" => TypeSet::of(&[Type::Int, Type::Long]),
        "summable" => NUMBER.union(TypeSet::of(&[Type::Datetime, Type::Timespan])),
        "orderable" => TypeSet::ALL.without(Type::Dynamic).without(Type::Guid),
        "not_dynamic" => TypeSet::ALL.without(Type::Dynamic),
        "not_bool" => TypeSet::ALL.without(Type::Bool),
        "number_or_bool" => NUMBER.union(TypeSet::of(&[Type::Bool])),
        "array" | "bag" => TypeSet::of(&[Type::Dynamic]),
        name => TypeSet::of(&[Type::from_name(name)?]),
    })
}

impl Returns {
    fn parse(text: &str) -> Option<Returns> {
        Some(match text {
            "common" => Returns::Common,
            "widest" => Returns::Widest,
            "literal" => Returns::Literal,
            "own" => Returns::Own,
            _ => {
                if let Some(index) = text.strip_prefix("arg") {
                    Returns::Argument(index.parse().ok()?)
                } else if let Some(index) = text.strip_prefix("promoted") {
                    Returns::Promoted(index.parse().ok()?)
                } else {
                    Returns::Type(Type::from_name(text)?)
                }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_reads_back() {
        let s = Signature::parse("(text: scalar, start: integer, [length: integer]) -> string").unwrap();
        assert_eq!(s.arity(), (2, Some(3)));
        assert_eq!(s.returns, Returns::Type(Type::String));
        assert!(s.parameters[2].optional);
        assert_eq!(s.assign(3), Some(vec![0, 1, 2]));
        assert_eq!(s.assign(1), None);
    }

    #[test]
    fn repeated_blocks_leave_room_for_the_tail() {
        let case = Signature::parse("(predicate: bool..., then: common..., else: common) -> common").unwrap();
        assert_eq!(case.assign(5), Some(vec![0, 1, 0, 1, 2]));
        assert_eq!(case.assign(4), None);
        assert_eq!(case.arity(), (3, None));
    }

    #[test]
    fn nonsense_is_refused() {
        for text in ["", "() ->", "(x) -> long", "(x: integr) -> long", "(x: long) -> lnog"] {
            assert!(Signature::parse(text).is_err(), "{text}");
        }
    }
}
