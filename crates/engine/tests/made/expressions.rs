//! Typed expressions: operators by hand, every function by its signature in Lurcher's own table.

use super::columns::Scope;
use super::values::{hints, literal};
use lurcher_functions::entries;
use lurcher_testkit::Chance;
use lurcher_types::Type;
use lurcher_types::describe::{
    Accept, Argument, Description, Entry, Kind, Parameter, Returns, Signature, Stability, Support,
};
use std::sync::LazyLock;

/// A way to call a built function.
pub struct Overload {
    pub description: &'static Description,
    pub signature: &'static Signature,
}

/// Text operators that stand between their arguments, though the table lists them as functions.
const INFIX: [&str; 12] = [
    "contains",
    "contains_cs",
    "endswith",
    "endswith_cs",
    "has",
    "has_cs",
    "hasprefix",
    "hasprefix_cs",
    "hassuffix",
    "hassuffix_cs",
    "startswith",
    "startswith_cs",
];

/// What answers by chance, stops a query, or is only of interest elsewhere.
const LEFT_OUT: [&str; 4] = ["rand", "new_guid", "assert", "toscalar"];

pub static SCALARS: LazyLock<Vec<Overload>> =
    LazyLock::new(|| overloads(Kind::Scalar).into_iter().filter(|o| o.description.outputs.is_empty()).collect());
/// Those that give several columns.
pub static SEVERAL: LazyLock<Vec<Overload>> =
    LazyLock::new(|| overloads(Kind::Scalar).into_iter().filter(|o| !o.description.outputs.is_empty()).collect());
pub static AGGREGATES: LazyLock<Vec<Overload>> = LazyLock::new(|| overloads(Kind::Aggregate));
pub static WINDOWS: LazyLock<Vec<Overload>> = LazyLock::new(|| overloads(Kind::Window));

fn overloads(kind: Kind) -> Vec<Overload> {
    let fits = |e: &&'static Entry| {
        let d = e.description;
        let word = d.name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') && !d.name.starts_with("__");
        let steady = d.stability != Stability::PerRow && !LEFT_OUT.contains(&d.name);
        matches!(e.support, Support::Built) && d.kind == kind && steady && word && !INFIX.contains(&d.name)
    };
    let of =
        |e: &'static Entry| e.signatures().iter().map(|signature| Overload { description: e.description, signature });
    entries().iter().filter(fits).flat_map(of).collect()
}

/// An expression of this type, as far as signatures tell.
pub fn expression(t: Type, scope: &Scope, depth: usize, chance: &mut Chance) -> String {
    if depth == 0 || chance.one_in(4) {
        return leaf(t, scope, chance);
    }
    match chance.below(10) {
        0..=3 => operation(t, scope, depth - 1, chance),
        4..=7 => call_of(t, scope, depth - 1, chance),
        8 => converted(t, &any_call(&SCALARS, scope, depth - 1, chance)),
        _ => choice(t, scope, depth - 1, chance),
    }
}

/// An expression of any type.
pub fn anything(scope: &Scope, depth: usize, chance: &mut Chance) -> String {
    if chance.one_in(3) {
        return any_call(&SCALARS, scope, depth, chance);
    }
    let t = any_type(chance);
    expression(t, scope, depth, chance)
}

pub fn any_type(chance: &mut Chance) -> Type {
    chance.choose(&Type::ALL).copied().unwrap_or(Type::Long)
}

/// A call of any overload.
pub fn any_call(among: &[Overload], scope: &Scope, depth: usize, chance: &mut Chance) -> String {
    let chosen = &among[chance.below(among.len())];
    call(chosen, None, scope, depth, chance)
}

fn leaf(t: Type, scope: &Scope, chance: &mut Chance) -> String {
    let column = if chance.one_in(4) { None } else { scope.of(t, chance) };
    column.unwrap_or_else(|| literal(t, chance))
}

fn call_of(t: Type, scope: &Scope, depth: usize, chance: &mut Chance) -> String {
    let fits = |o: &&Overload| match o.signature.returns {
        Returns::Type(r) => r == t,
        Returns::Argument(_) | Returns::Common | Returns::Promoted(_) => true,
        Returns::Widest => matches!(t, Type::Int | Type::Long | Type::Real | Type::Decimal),
        Returns::Literal | Returns::Own => false,
    };
    let fitting: Vec<&Overload> = SCALARS.iter().filter(fits).collect();
    match chance.choose(&fitting) {
        Some(overload) => call(overload, Some(t), scope, depth, chance),
        None => leaf(t, scope, chance),
    }
}

/// A call; where the answer's type is the type of arguments, those get the wanted one.
fn call(overload: &Overload, wanted: Option<Type>, scope: &Scope, depth: usize, chance: &mut Chance) -> String {
    let signature = overload.signature;
    let (least, most) = signature.arity();
    let most = most.unwrap_or(least + 4);
    let count = (0..8)
        .map(|_| least + chance.below(most - least + 1))
        .find(|n| signature.assign(*n).is_some())
        .unwrap_or(least);
    let common = wanted.unwrap_or_else(|| any_type(chance));
    let mut types: Vec<Type> = Vec::new();
    let mut arguments: Vec<String> = Vec::new();
    for (place, index) in signature.assign(count).unwrap_or_default().into_iter().enumerate() {
        let parameter = &signature.parameters[index];
        let named = match signature.returns {
            Returns::Argument(i) | Returns::Promoted(i) => i == place,
            Returns::Widest => true,
            _ => false,
        };
        let t = argument_type(parameter, if named { Some(common) } else { None }, common, &types, chance);
        types.push(t);
        arguments.push(argument(overload.description.name, parameter, t, scope, depth, chance));
    }
    let aliases = overload.description.aliases;
    let name = if chance.one_in(8) { chance.choose(aliases).copied() } else { None };
    format!("{}({})", name.unwrap_or(overload.description.name), arguments.join(", "))
}

fn argument_type(p: &Parameter, wanted: Option<Type>, common: Type, before: &[Type], chance: &mut Chance) -> Type {
    // Now and then something that does not fit: a refusal must be a clear one.
    if chance.one_in(60) {
        return any_type(chance);
    }
    match p.accept {
        Accept::Types(set) => {
            let fitting: Vec<Type> = Type::ALL.into_iter().filter(|t| set.contains(*t)).collect();
            wanted.filter(|t| set.contains(*t)).or_else(|| chance.choose(&fitting).copied()).unwrap_or(Type::Long)
        }
        Accept::Common { .. } => common,
        Accept::SameAs(i) => before.get(i).copied().unwrap_or(common),
        Accept::Text => Type::String,
        Accept::TypeLiteral | Accept::Table | Accept::Any => any_type(chance),
    }
}

fn argument(function: &str, p: &Parameter, t: Type, scope: &Scope, depth: usize, chance: &mut Chance) -> String {
    let hints = hints(function, &p.name);
    if p.accept == Accept::Table {
        return "(U | take 1)".to_owned();
    }
    if p.accept == Accept::TypeLiteral || (!hints.is_empty() && chance.below(4) > 0) {
        return chance.choose(hints).copied().unwrap_or("typeof(long)").to_owned();
    }
    match p.argument {
        Argument::Star if chance.one_in(3) => "*".to_owned(),
        Argument::Column => scope.of(t, chance).unwrap_or_else(|| scope.name(chance)),
        Argument::Literal | Argument::Constant => literal(t, chance),
        Argument::Expression | Argument::Star => expression(t, scope, depth.saturating_sub(1), chance),
    }
}

/// Whatever it is, made into the wanted type.
fn converted(t: Type, text: &str) -> String {
    match t {
        Type::Bool => format!("isnotempty({text})"),
        Type::Int => format!("toint({text})"),
        Type::Long => format!("tolong({text})"),
        Type::Real => format!("toreal({text})"),
        Type::Decimal => format!("todecimal(tostring({text}))"),
        Type::String => format!("tostring({text})"),
        Type::Datetime => format!("todatetime({text})"),
        Type::Timespan => format!("totimespan(tostring({text}))"),
        Type::Guid => format!("toguid(tostring({text}))"),
        Type::Dynamic => format!("pack_array({text})"),
    }
}

fn choice(t: Type, scope: &Scope, depth: usize, chance: &mut Chance) -> String {
    let condition = expression(Type::Bool, scope, depth, chance);
    let (yes, no) = (expression(t, scope, depth, chance), expression(t, scope, depth, chance));
    match chance.below(3) {
        0 => format!("iff({condition}, {yes}, {no})"),
        1 => {
            let second = expression(Type::Bool, scope, depth, chance);
            format!("case({condition}, {yes}, {second}, {}, {no})", leaf(t, scope, chance))
        }
        _ => format!("coalesce({yes}, {no})"),
    }
}

/// Operators that give this type.
fn operation(t: Type, scope: &Scope, depth: usize, chance: &mut Chance) -> String {
    let of = |t: Type, chance: &mut Chance| expression(t, scope, depth, chance);
    match t {
        Type::Bool => predicate(scope, depth, chance),
        Type::Int | Type::Long | Type::Real | Type::Decimal => {
            if t == Type::Long && chance.one_in(4) {
                return converted(t, &path(scope, chance));
            }
            let op = chance.pick(&["+", "-", "*", "/", "%"]);
            let (a, b) = (of(t, chance), of(t, chance));
            if chance.one_in(6) { format!("-({a})") } else { format!("({a} {op} {b})") }
        }
        Type::Datetime => {
            let op = chance.pick(&["+", "-"]);
            format!("({} {op} {})", of(t, chance), of(Type::Timespan, chance))
        }
        Type::Timespan => match chance.below(4) {
            0 => format!("({} - {})", of(Type::Datetime, chance), of(Type::Datetime, chance)),
            1 => format!("({} * {})", of(t, chance), of(Type::Real, chance)),
            2 => format!("({} / {})", of(t, chance), of(Type::Long, chance)),
            _ => format!("({} + {})", of(t, chance), of(t, chance)),
        },
        Type::String => format!("strcat({}, {})", of(t, chance), anything(scope, depth.min(1), chance)),
        Type::Dynamic => match chance.below(3) {
            0 => path(scope, chance),
            1 => format!("bag_pack('k', {}, 'a', {})", anything(scope, depth.min(1), chance), of(Type::Long, chance)),
            _ => format!("pack_array({}, {})", anything(scope, depth.min(1), chance), of(Type::String, chance)),
        },
        Type::Guid => leaf(t, scope, chance),
    }
}

fn path(scope: &Scope, chance: &mut Chance) -> String {
    let base = scope.of(Type::Dynamic, chance).unwrap_or_else(|| "dynamic({'a':[1,{'b':2}]})".to_owned());
    let steps = ["['a']", "['b']", "[0]", "[-1]", "[1]['c']", "['a']['b'][0]", "['']", "[5]"];
    format!("{base}{}", chance.pick(&steps))
}

fn predicate(scope: &Scope, depth: usize, chance: &mut Chance) -> String {
    let boolean = |chance: &mut Chance| expression(Type::Bool, scope, depth, chance);
    match chance.below(9) {
        0 => format!("({} and {})", boolean(chance), boolean(chance)),
        1 => format!("({} or {})", boolean(chance), boolean(chance)),
        2 => format!("not({})", boolean(chance)),
        3 => compared(scope, depth, chance),
        4 => {
            let t = any_type(chance);
            let a = expression(t, scope, depth, chance);
            let not = chance.pick(&["", "!"]);
            format!("({a} {not}in ({}))", chance.list(1, 4, |c| leaf(t, scope, c)))
        }
        5 => {
            let t = *chance.choose(&[Type::Long, Type::Real, Type::Datetime, Type::Timespan]).unwrap_or(&Type::Long);
            let not = chance.pick(&["", "!"]);
            let (a, from) = (expression(t, scope, depth, chance), leaf(t, scope, chance));
            format!("({a} {not}between ({from} .. {}))", leaf(t, scope, chance))
        }
        6 => {
            let a = expression(Type::String, scope, depth, chance);
            let list = chance.list(1, 3, |c| leaf(Type::String, scope, c));
            format!("({a} {} ({list}))", chance.pick(&["has_any", "has_all", "in~", "!in~"]))
        }
        7 => {
            let a = expression(Type::String, scope, depth, chance);
            let regex = chance.choose(hints("", "regex")).copied().unwrap_or("''");
            format!("({a} matches regex {regex})")
        }
        _ => {
            let a = expression(Type::String, scope, depth, chance);
            let operator = chance.pick(&INFIX);
            let (not, operator) = match chance.below(3) {
                0 => ("!", operator),
                1 => ("", chance.pick(&["=~", "!~"])),
                _ => ("", operator),
            };
            format!("({a} {not}{operator} {})", leaf(Type::String, scope, chance))
        }
    }
}

fn compared(scope: &Scope, depth: usize, chance: &mut Chance) -> String {
    let t = any_type(chance);
    let numbers = [Type::Int, Type::Long, Type::Real, Type::Decimal];
    let other = if numbers.contains(&t) && chance.one_in(3) { *chance.choose(&numbers).unwrap_or(&t) } else { t };
    let operators: &[&str] = match t {
        Type::Dynamic => &["==", "!="],
        _ => &["==", "!=", "<", "<=", ">", ">="],
    };
    let (a, b) = (expression(t, scope, depth, chance), expression(other, scope, depth, chance));
    format!("({a} {} {b})", chance.pick(operators))
}
