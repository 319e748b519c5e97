//! Which overload of a function a call means, with which conversions of its arguments.

use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::scope::{Env, Row};
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, ExprKind as Ast};
use lurcher_types::describe::{Accept, Argument, Entry, Returns, Signature, readable};
use lurcher_types::{Type, Value};

/// An argument before conversion: a value, or the type that `typeof(…)` names.
pub enum Given {
    Value(Expr),
    Type(Type),
}

impl Given {
    fn kql_type(&self) -> Option<Type> {
        match self {
            Given::Value(e) => Some(e.kql_type),
            Given::Type(_) => None,
        }
    }

    pub fn is_unknown(&self) -> bool {
        matches!(self, Given::Value(e) if e.is_unknown())
    }
}

impl Binder<'_> {
    pub fn given(&mut self, arguments: &[ast::Argument], env: &Env, row: Row) -> Result<Vec<Given>> {
        arguments
            .iter()
            .map(|a| match &a.value.kind {
                Ast::TypeOf(t) if !t.is_schema => match t.columns.first() {
                    Some(c) => Ok(Given::Type(self.type_named(&c.type_name)?)),
                    None => refuse(BAD_LITERAL, a.value.span, "`typeof()` names no type"),
                },
                _ => self.scalar(&a.value, env, row).map(Given::Value),
            })
            .collect()
    }

    /// The call of the first overload that takes these arguments, converted to what it wants.
    pub fn overload(&mut self, entry: &'static Entry, given: Vec<Given>, span: Span) -> Result<Expr> {
        let (signature, slots, returns) = self.choose(entry, &given, span)?;
        if is_unknown_answer(entry, signature, &slots, &given) {
            return Ok(Expr::unknown(Type::Dynamic, span));
        }
        let args = self.convert(signature, &slots, given, returns)?;
        self.fold_or_call(entry, args, returns, span)
    }

    /// The signature, the parameter of each argument, and the type of the answer.
    pub fn choose(
        &mut self,
        entry: &'static Entry,
        given: &[Given],
        span: Span,
    ) -> Result<(&'static Signature, Vec<usize>, Type)> {
        let mut arity_fits = false;
        let mut best: Option<(usize, &'static Signature, Vec<usize>)> = None;
        for signature in entry.signatures() {
            let Some(slots) = signature.assign(given.len()) else { continue };
            arity_fits = true;
            if let Some(cost) = cost(signature, &slots, given)
                && best.as_ref().is_none_or(|(c, ..)| cost < *c)
            {
                best = Some((cost, signature, slots));
            }
        }
        let name = entry.description.name;
        let Some((_, signature, slots)) = best else {
            let shapes: Vec<String> =
                entry.description.signatures.iter().map(|s| format!("`{name}{}`", readable(s))).collect();
            let help = Some(format!("it is {}", shapes.join(" or ")));
            if !arity_fits {
                return refuse_with(
                    ARGUMENT_COUNT,
                    span,
                    format!("`{name}` does not take {}", counted(given.len())),
                    help,
                );
            }
            let types: Vec<&str> = given.iter().map(|g| g.kql_type().map_or("type", Type::name)).collect();
            return refuse_with(ARGUMENT_TYPE, span, format!("`{name}` does not take ({})", types.join(", ")), help);
        };
        self.check_forms(name, signature, &slots, given)?;
        let returns = returns(signature, &slots, given, name);
        match returns {
            Some(_) if is_week_difference(name, given) => Ok((signature, slots, Type::Real)),
            Some(t) => Ok((signature, slots, t)),
            None => refuse(ARGUMENT_TYPE, span, format!("the arguments of `{name}` have no type in common")),
        }
    }

    /// Microsoft's binder takes a value of any kind for a constant; the engine refuses it when the query would run.
    fn check_forms(&mut self, name: &str, signature: &Signature, slots: &[usize], given: &[Given]) -> Result<()> {
        for (slot, given) in slots.iter().zip(given) {
            let Given::Value(e) = given else { continue };
            if e.depends_on_unknown() {
                continue;
            }
            let parameter = &signature.parameters[*slot];
            if parameter.accept == Accept::Text && e.kql_type == Type::Dynamic {
                let message = format!("`{}` of `{name}` must be a text, and is a dynamic", parameter.name);
                self.cannot_run(ARGUMENT_TYPE, message, e.span);
                continue;
            }
            let wrong = match parameter.argument {
                Argument::Constant => e.reads_columns(),
                Argument::Literal => e.as_literal().is_none(),
                Argument::Column => !matches!(e.kind, ExprKind::Column(_) | ExprKind::Unknown),
                Argument::Expression | Argument::Star => false,
            };
            if wrong {
                let what = if parameter.argument == Argument::Column { "a plain column" } else { "a constant" };
                let message = format!("`{}` of `{name}` must be {what}", parameter.name);
                if parameter.argument == Argument::Column {
                    return refuse(NOT_CONSTANT, e.span, message);
                }
                self.cannot_run(NOT_CONSTANT, message, e.span);
            }
        }
        Ok(())
    }

    /// Arguments in the types that the parameters take; `typeof` arguments are used up by the return type.
    pub fn convert(
        &mut self,
        signature: &Signature,
        slots: &[usize],
        given: Vec<Given>,
        returns: Type,
    ) -> Result<Vec<Expr>> {
        let common = common_type(signature, slots, &given).unwrap_or(returns);
        let mut args = Vec::with_capacity(given.len());
        let first = given.first().and_then(Given::kql_type);
        for (slot, given) in slots.iter().zip(given) {
            let Given::Value(e) = given else { continue };
            let wanted = match &signature.parameters[*slot].accept {
                Accept::Types(set) if set.contains(e.kql_type) => e.kql_type,
                Accept::Types(set) => {
                    promotions(e.kql_type).iter().copied().find(|t| set.contains(*t)).unwrap_or(e.kql_type)
                }
                Accept::Common { .. } => common,
                Accept::Text => Type::String,
                _ if e.is_unknown() => e.kql_type,
                Accept::SameAs(_) => first.unwrap_or(e.kql_type),
                Accept::TypeLiteral | Accept::Table | Accept::Any => e.kql_type,
            };
            args.push(self.cast(e, wanted)?);
        }
        Ok(args)
    }
}

/// `f(x, n = 5)`: a parameter's name says nothing new, and one that belongs elsewhere would be misread. Any other name is
/// the column's that comes of it: `toint(Rows = count())`.
pub fn argument_names(entry: &Entry, arguments: &[ast::Argument]) -> Result<()> {
    for (i, argument) in arguments.iter().enumerate() {
        let Some(name) = &argument.name else { continue };
        let fits = |s: &Signature| {
            let slot = s.assign(arguments.len()).and_then(|slots| slots.get(i).copied());
            slot.and_then(|i| s.parameters.get(i)).is_some_and(|p| p.name.eq_ignore_ascii_case(&name.text))
        };
        // Public rules write `iff(c, Name = x, …)`, and Microsoft's binder passes over a name that no parameter has.
        let is_known = |s: &Signature| s.parameters.iter().any(|p| p.name.eq_ignore_ascii_case(&name.text));
        if !entry.signatures().iter().any(is_known) {
            continue;
        }
        if !entry.signatures().iter().any(fits) {
            let shape = |s: &&str| format!("`{}{}`", entry.description.name, readable(s));
            let shapes: Vec<String> = entry.description.signatures.iter().map(shape).collect();
            return refuse_with(
                ARGUMENT_COUNT,
                name.span,
                format!("`{}` has no parameter `{}` at this place", entry.description.name, name.text),
                Some(format!("it is {}", shapes.join(" or "))),
            );
        }
    }
    Ok(())
}

/// `datetime_diff('week', …)` alone among the parts is a real.
fn is_week_difference(name: &str, given: &[Given]) -> bool {
    let Some(Given::Value(part)) = given.first() else { return false };
    name == "datetime_diff" && matches!(part.as_literal(), Some(Value::String(s)) if s.eq_ignore_ascii_case("week"))
}

/// The types that a value may stand for beside its own.
fn promotions(t: Type) -> &'static [Type] {
    match t {
        Type::Int => &[Type::Long, Type::Real, Type::Decimal],
        Type::Long => &[Type::Real, Type::Decimal],
        _ => &[],
    }
}

/// How far the arguments are from a signature: 0 is exact, nothing is no fit.
fn cost(signature: &Signature, slots: &[usize], given: &[Given]) -> Option<usize> {
    let mut total = 0;
    for (slot, given) in slots.iter().zip(given) {
        let accept = &signature.parameters[*slot].accept;
        total += match (accept, given) {
            (Accept::TypeLiteral, Given::Type(_)) => 0,
            (Accept::TypeLiteral, _) | (_, Given::Type(_)) | (Accept::Table, _) => return None,
            (Accept::Any, _) => 0,
            (_, Given::Value(e)) if e.is_unknown() => 0,
            (Accept::Text, Given::Value(e)) => match e.kql_type {
                Type::String => 0,
                Type::Dynamic => 1,
                _ => return None,
            },
            (Accept::Types(set), Given::Value(e)) if set.contains(e.kql_type) => 0,
            (Accept::Types(set), Given::Value(e)) => {
                1 + promotions(e.kql_type).iter().position(|t| set.contains(*t))?
            }
            (Accept::Common { orderable, .. }, Given::Value(e)) => match e.kql_type {
                Type::Dynamic if *orderable => return None,
                Type::Guid if *orderable => return None,
                _ => 0,
            },
            (Accept::SameAs(_), Given::Value(_)) => 0,
        };
    }
    if signature.parameters.iter().any(|p| matches!(p.accept, Accept::Common { .. })) {
        common_type(signature, slots, given)?;
    }
    Some(total)
}

/// The one type that all `common` arguments can have.
fn common_type(signature: &Signature, slots: &[usize], given: &[Given]) -> Option<Type> {
    let mut common: Option<Type> = None;
    let mut any_dynamic = false;
    let mut dynamic_allowed = true;
    for (slot, given) in slots.iter().zip(given) {
        let Accept::Common { dynamic_too, .. } = signature.parameters[*slot].accept else { continue };
        let t = given.kql_type()?;
        if given.is_unknown() {
            continue;
        }
        if t == Type::Dynamic {
            any_dynamic = true;
            dynamic_allowed &= dynamic_too;
            continue;
        }
        // A null literal of another type stands for the null of the common one.
        if let Given::Value(Expr { kind: ExprKind::Literal(Value::Null(_)), .. }) = given
            && common.is_some_and(|c| c.widest(t).is_none())
        {
            continue;
        }
        common = Some(match common {
            None => t,
            Some(so_far) => so_far.widest(t)?,
        });
    }
    match (common, any_dynamic) {
        (None, _) => Some(Type::Dynamic),
        (Some(_), true) if !dynamic_allowed => None,
        (Some(t), _) => Some(t),
    }
}

/// Whether the type of the answer hangs on a value whose type nobody knows.
pub fn is_unknown_answer(entry: &Entry, signature: &Signature, slots: &[usize], given: &[Given]) -> bool {
    if !given.iter().any(Given::is_unknown) {
        return false;
    }
    let unknown = |i: usize| given.get(i).is_some_and(Given::is_unknown);
    match signature.returns {
        Returns::Argument(i) | Returns::Promoted(i) => unknown(i),
        Returns::Common => {
            let common = |slot: &usize| matches!(signature.parameters[*slot].accept, Accept::Common { .. });
            slots.iter().zip(given).any(|(slot, given)| common(slot) && given.is_unknown())
        }
        Returns::Widest | Returns::Own => true,
        Returns::Literal => false,
        // Any overload may be meant: `avg` of a number is a real, and of a timespan a timespan.
        Returns::Type(t) => entry.signatures().iter().any(|other| {
            let fits = other.assign(given.len()).is_some_and(|slots| cost(other, &slots, given).is_some());
            fits && other.returns != Returns::Type(t)
        }),
    }
}

fn returns(signature: &Signature, slots: &[usize], given: &[Given], name: &str) -> Option<Type> {
    let types: Vec<Option<Type>> = given.iter().map(Given::kql_type).collect();
    match signature.returns {
        Returns::Type(t) => Some(t),
        Returns::Argument(i) => types.get(i).copied().flatten(),
        Returns::Promoted(i) => match types.get(i).copied().flatten()? {
            Type::Int => Some(Type::Long),
            t => Some(t),
        },
        Returns::Common => common_type(signature, slots, given),
        Returns::Widest => {
            let wide = types.iter().flatten().copied().reduce(|a, b| a.widest(b).unwrap_or(a))?;
            Some(if wide == Type::Int { Type::Long } else { wide })
        }
        Returns::Literal => Some(
            given.iter().find_map(|g| if let Given::Type(t) = g { Some(*t) } else { None }).unwrap_or(Type::String),
        ),
        Returns::Own => Some(own_type(name, &types)),
    }
}

/// Answers whose type follows no general rule.
fn own_type(name: &str, types: &[Option<Type>]) -> Type {
    let first = types.first().copied().flatten().unwrap_or(Type::Dynamic);
    match name {
        "percentile" | "percentiles" | "percentilew" | "percentilesw" => match first {
            Type::Int => Type::Long,
            Type::Decimal => Type::Real,
            t => t,
        },
        _ => first,
    }
}

/// So many arguments, in words.
fn counted(arguments: usize) -> String {
    match arguments {
        0 => "a call without arguments".to_owned(),
        1 => "one argument".to_owned(),
        n => format!("{n} arguments"),
    }
}
