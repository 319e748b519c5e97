//! The signatures agree with what Microsoft's binder says, where its recorded probes are at hand.

use crate::functions;
use lurcher_types::describe::{Accept, Naming, Returns, Signature};
use lurcher_types::dynamic::{Dynamic, from_json};
use lurcher_types::{Type, TypeSet};
use std::path::PathBuf;

/// Where the engine itself was seen to do otherwise than the language service says, or where we refuse on purpose.
const DECIDED_OTHERWISE: &[&[&str]] = &[
    // A recorded answer is real, not dynamic; a flag must be a bool to mean anything.
    &["jaccard_index", "pack_all"],
    // The engine takes no dynamic where these want a text.
    &["countof", "extract", "extract_all", "parse_command_line", "replace", "replace_regex", "replace_string"],
    &["replace_strings", "trim", "trim_end", "trim_start", "url_decode", "url_encode", "url_encode_component"],
    // The engine takes a bool for a number.
    &["abs", "acos", "asin", "atan", "atan2", "cos", "cot", "degrees", "erf", "erfc", "exp", "exp10", "exp2", "gamma"],
    &["log", "log10", "log2", "loggamma", "not", "pow", "radians", "sign", "sin", "sqrt", "tan"],
    &["binary_and", "binary_or", "binary_xor", "binary_not", "binary_shift_left", "binary_shift_right"],
    &["bitset_count_ones"],
    // The engine answers with another number type, or takes seconds with a fraction.
    &["ceiling", "round", "datetime_part", "getyear", "make_timespan"],
    // A literal is a long: the documented examples give the degree as one.
    &["series_fit_poly"],
    // Combinations of types that mean nothing, and hashes that are not known.
    &["around", "bin_at", "hash"],
];

/// Columns named after these are `Column1` in the engine.
const NAMED_OTHERWISE: [&str; 2] = ["exp10", "pow"];

fn probes() -> Option<Dynamic> {
    let shared = std::env::var_os("LURCHER_SHARED").map(PathBuf::from);
    let shared = shared.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"));
    let text = std::fs::read_to_string(shared.join("language/probes.json")).ok()?;
    Some(Dynamic::parse(&from_json(&text)?))
}

fn member<'a>(bag: &'a Dynamic, key: &str) -> Option<&'a Dynamic> {
    match bag {
        Dynamic::Bag(members) => members.iter().find(|(k, _)| k == key).map(|(_, v)| v),
        _ => None,
    }
}

/// How far a type is from a parameter: 0 is exact, nothing is no fit. As the binder has it.
fn distance(set: TypeSet, t: Type) -> Option<usize> {
    let wider = match t {
        Type::Int => &[Type::Long, Type::Real, Type::Decimal][..],
        Type::Long => &[Type::Real, Type::Decimal],
        _ => &[],
    };
    if set.contains(t) { Some(0) } else { Some(1 + wider.iter().position(|w| set.contains(*w))?) }
}

/// What a description alone says of a call with these argument types: nothing where the binder has a rule of its own.
fn result(signatures: &[Signature], types: &[Type]) -> Option<Option<Type>> {
    let mut best: Option<(usize, &Signature)> = None;
    for signature in signatures {
        let Some(assigned) = signature.assign(types.len()) else { continue };
        let mut cost = Some(0);
        for (place, t) in assigned.iter().zip(types) {
            let Accept::Types(set) = signature.parameters[*place].accept else { return None };
            cost = cost.and_then(|c| Some(c + distance(set, *t)?));
        }
        if let Some(cost) = cost
            && best.is_none_or(|(c, _)| cost < c)
        {
            best = Some((cost, signature));
        }
    }
    let Some((_, signature)) = best else { return Some(None) };
    match signature.returns {
        Returns::Type(t) => Some(Some(t)),
        Returns::Argument(i) => Some(types.get(i).copied()),
        Returns::Widest => {
            let widest = types.iter().copied().reduce(|a, b| a.widest(b).unwrap_or(a));
            Some(widest.map(|t| if t == Type::Int { Type::Long } else { t }))
        }
        _ => None,
    }
}

#[test]
fn signatures_agree_with_the_probes() {
    let Some(probes) = probes() else {
        println!("skipped: no recorded probes");
        return;
    };
    let recorded = member(&probes, "functions").expect("functions");
    let mut wrong = Vec::new();
    for function in functions() {
        let decided = DECIDED_OTHERWISE.iter().flat_map(|names| *names).any(|n| *n == function.description.name);
        let named = NAMED_OTHERWISE.contains(&function.description.name);
        let signatures: Vec<Signature> =
            function.description.signatures.iter().map(|s| Signature::parse(s).expect("a signature")).collect();
        let Some(Dynamic::Bag(arities)) = member(recorded, function.description.name) else { continue };
        for (arity, calls) in arities {
            if let (Dynamic::String(name), "auto_name") = (calls, arity.as_str()) {
                let expected = match function.description.naming {
                    Naming::Positional => name == "Column1",
                    Naming::FirstArgument => name.len() == 2,
                    Naming::Prefix(prefix) => name.starts_with(&format!("{prefix}_")),
                    _ => true,
                };
                if !expected && !named {
                    wrong.push(format!("{} is named {name}", function.description.name));
                }
            }
            let Dynamic::Bag(calls) = calls else { continue };
            if decided {
                continue;
            }
            for (types, answer) in calls {
                let Dynamic::String(answer) = answer else { continue };
                let Some(types) = types.split(',').map(Type::from_name).collect::<Option<Vec<Type>>>() else {
                    continue;
                };
                let Some(ours) = result(&signatures, &types) else { continue };
                let theirs =
                    if answer.starts_with('!') { None } else { Type::from_name(answer).or(Some(Type::Dynamic)) };
                if ours != theirs && answer != "!crash" {
                    wrong.push(format!("{}({types:?}): {ours:?}, not {answer}", function.description.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} differences:\n{}", wrong.len(), wrong.join("\n"));
}
