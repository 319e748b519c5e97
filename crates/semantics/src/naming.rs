//! Automatic column names: what a column is called when its author did not say.

use crate::error::*;
use crate::surroundings::Language;
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, ExprKind as Ast, Literal, UnaryOp};
use lurcher_types::Value;
use lurcher_types::describe::{Kind, Naming};
use std::collections::HashSet;

/// The name that an expression brings with it; nothing if it is to be `Column1`, `Column2`, ….
pub fn automatic(e: &ast::Expr, language: &dyn Language) -> Option<String> {
    match &e.kind {
        Ast::Name(name) => Some(name.text.clone()),
        Ast::Paren(inner) => automatic(inner, language),
        Ast::Member { base, name } => Some(match automatic(base, language) {
            Some(base) => format!("{base}_{}", name.text),
            None => name.text.clone(),
        }),
        Ast::Index { base, index } => indexed(base, index, language),
        Ast::Call(call) => call_name(call, language),
        _ => None,
    }
}

/// An argument's own name, as in `toint(n = count())`, or what it brings with it.
pub fn argument(argument: &ast::Argument, language: &dyn Language) -> Option<String> {
    argument.name.as_ref().map(|n| n.text.clone()).or_else(|| automatic(&argument.value, language))
}

/// `d["a"]` is `d_a`, `d[0]` is `d_0`, `d[-1]` is `d__1`.
fn indexed(base: &ast::Expr, index: &ast::Expr, language: &dyn Language) -> Option<String> {
    let step = match &index.kind {
        Ast::Literal(Literal::String { text, .. }) => text.clone(),
        Ast::Literal(Literal::Long(v)) => v.to_string(),
        Ast::Unary { op: UnaryOp::Minus, operand } => match &operand.kind {
            Ast::Literal(Literal::Long(v)) => format!("_{v}"),
            _ => return None,
        },
        Ast::Paren(inner) => return indexed(base, inner, language),
        _ => return None,
    };
    Some(match automatic(base, language) {
        Some(base) => format!("{base}_{step}"),
        None => step,
    })
}

fn call_name(call: &ast::Call, language: &dyn Language) -> Option<String> {
    let name = call.name.text.as_str();
    let argument = |i: usize| call.arguments.get(i).and_then(|a| argument(a, language));
    let aggregate = language.entry(name, Kind::Aggregate);
    let entry = aggregate
        .filter(|a| a.may_take(call.arguments.len()))
        .or_else(|| language.entry(name, Kind::Scalar))
        .or(aggregate)
        .or_else(|| language.entry(name, Kind::Window))?;
    match entry.description.naming {
        Naming::Positional => None,
        Naming::FirstArgument => argument(0),
        Naming::Prefix(prefix) => Some(format!("{prefix}_{}", argument(0).unwrap_or_default())),
        Naming::PrefixTwo(prefix) => {
            Some(format!("{prefix}_{}_{}", argument(0).unwrap_or_default(), argument(1).unwrap_or_default()))
        }
        Naming::Fixed(name) => Some(name.to_owned()),
        Naming::Own => own(name, call, language),
    }
}

/// Functions whose naming follows no general rule.
fn own(name: &str, call: &ast::Call, language: &dyn Language) -> Option<String> {
    let given = call.arguments.first()?;
    let first = &given.value;
    match name {
        "percentile" | "percentilew" => {
            let rank = call.arguments.last().and_then(|a| match &a.value.kind {
                Ast::Literal(Literal::Long(v)) => Some(Value::Long(*v)),
                Ast::Literal(Literal::Real(v)) => Some(Value::Real(*v)),
                _ => None,
            });
            Some(percentile(name, given, rank.as_ref(), language))
        }
        "percentiles_array" | "percentilesw_array" => {
            Some(format!("percentiles_{}", argument(given, language).unwrap_or_default()))
        }
        "make_datetime" | "make_timespan" if call.arguments.len() == 1 => automatic(first, language),
        "array_sort_asc" | "array_sort_desc" => Some(match &first.kind {
            Ast::Name(n) => format!("{}_sorted", n.text),
            _ => "array0_sorted".to_owned(),
        }),
        "arg_max" | "arg_min" | "argmax" | "argmin" | "take_any" => argument(given, language),
        "inner_nodes" => Some(format!("inner_nodes_{}", automatic(first, language)?)),
        "map" => {
            let value = automatic(&call.arguments.get(1)?.value, language)?;
            Some(format!("{}_{value}", automatic(first, language)?))
        }
        "any" => Some(format!("any_{}", argument(given, language).unwrap_or_default())),
        _ => None,
    }
}

/// `percentile(x, 99.9)` is `percentile_x_99_9`.
pub fn percentile(prefix: &str, of: &ast::Argument, rank: Option<&Value>, language: &dyn Language) -> String {
    let of = argument(of, language).unwrap_or_default();
    let rank = match rank {
        Some(Value::Long(v)) => v.to_string(),
        Some(Value::Int(v)) => v.to_string(),
        Some(Value::Real(v)) => v.to_string().replace('.', "_"),
        _ => String::new(),
    };
    format!("{prefix}_{of}_{rank}")
}

/// A column's name as its author left it.
#[derive(Debug, Clone, PartialEq)]
pub enum Wish {
    /// Written out, or a bare column.
    Explicit(String, Span),
    /// A column of `*`: it keeps its name, and a name written out behind it gives way.
    Kept(String),
    /// Follows from the expression; gives way with a number.
    Automatic(String),
    /// `Column1`, `Column2`, ….
    None,
}

/// Gives every column of one operator its name. `taken` are names of the input that positional names step over.
pub fn assign(wishes: &[Wish], taken: &[&str]) -> Result<Vec<String>> {
    let explicit: HashSet<&str> =
        wishes.iter().filter_map(|w| if let Wish::Explicit(n, _) = w { Some(n.as_str()) } else { None }).collect();
    let mut used: HashSet<String> = HashSet::new();
    let mut written: HashSet<&str> = HashSet::new();
    let mut position = 0;
    let mut names = Vec::with_capacity(wishes.len());
    for wish in wishes {
        let name = match wish {
            Wish::Explicit(name, span) => {
                if !written.insert(name) {
                    return refuse(DUPLICATE_NAME, *span, format!("the column `{name}` is given twice"));
                }
                free(name, |n| used.contains(n))
            }
            Wish::Kept(name) => free(name, |n| used.contains(n)),
            Wish::Automatic(name) => free(name, |n| used.contains(n) || explicit.contains(n)),
            Wish::None => loop {
                position += 1;
                let name = format!("Column{position}");
                if !taken.contains(&name.as_str()) && !used.contains(&name) {
                    break name;
                }
            },
        };
        used.insert(name.clone());
        names.push(name);
    }
    Ok(names)
}

/// The name itself, or with the first number that makes it free.
pub fn free(name: &str, taken: impl Fn(&str) -> bool) -> String {
    if !taken(name) {
        return name.to_owned();
    }
    let mut n = 1;
    loop {
        let candidate = format!("{name}{n}");
        if !taken(&candidate) {
            return candidate;
        }
        n += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn explicit(name: &str) -> Wish {
        Wish::Explicit(name.to_owned(), Span::default())
    }

    #[test]
    fn taken_names_get_a_number() {
        let x = || Wish::Automatic("x".to_owned());
        assert_eq!(assign(&[x(), x()], &[]).unwrap(), ["x", "x1"]);
        assert_eq!(assign(&[explicit("x1"), x(), x()], &[]).unwrap(), ["x1", "x", "x2"]);
    }

    #[test]
    fn positional_names_count_only_the_nameless() {
        assert_eq!(assign(&[explicit("a"), Wish::None], &[]).unwrap(), ["a", "Column1"]);
        assert_eq!(assign(&[Wish::None, explicit("Column1")], &[]).unwrap(), ["Column1", "Column11"]);
        assert_eq!(assign(&[Wish::None], &["Column1"]).unwrap(), ["Column2"]);
    }

    #[test]
    fn one_name_written_twice_is_refused() {
        assert!(assign(&[explicit("a"), explicit("a")], &[]).is_err());
    }
}
