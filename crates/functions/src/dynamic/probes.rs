//! The signatures agree with what Microsoft's binder says, where its recorded probes are at hand.

use super::FUNCTIONS;
use lurcher_types::describe::{Accept, Naming, Returns, Signature};
use lurcher_types::dynamic::{Dynamic, from_json};
use lurcher_types::{Type, TypeSet};
use std::path::PathBuf;

/// A recorded answer of the first is real, not dynamic; the second's flag must be a bool to mean anything.
const DECIDED_OTHERWISE: [&str; 2] = ["jaccard_index", "pack_all"];

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

fn accepts(set: TypeSet, t: Type) -> bool {
    let wider = match t {
        Type::Int => &[Type::Long, Type::Real, Type::Decimal][..],
        Type::Long => &[Type::Real, Type::Decimal],
        _ => &[],
    };
    set.contains(t) || wider.iter().any(|w| set.contains(*w))
}

/// The result type of a call with these argument types.
fn result(signatures: &[Signature], types: &[Type]) -> Option<Type> {
    let fits = |s: &&Signature| {
        s.assign(types.len()).is_some_and(|assigned| {
            assigned.iter().zip(types).all(|(p, t)| match s.parameters[*p].accept {
                Accept::Types(set) => accepts(set, *t),
                _ => false,
            })
        })
    };
    signatures.iter().find(fits).map(|s| match s.returns {
        Returns::Type(t) => t,
        _ => Type::Dynamic,
    })
}

#[test]
fn signatures_agree_with_the_probes() {
    let Some(probes) = probes() else {
        println!("skipped: no recorded probes");
        return;
    };
    let functions = member(&probes, "functions").expect("functions");
    let mut wrong = Vec::new();
    for function in FUNCTIONS.iter().filter(|f| !DECIDED_OTHERWISE.contains(&f.description.name)) {
        let signatures: Vec<Signature> =
            function.description.signatures.iter().map(|s| Signature::parse(s).expect("a signature")).collect();
        let Some(Dynamic::Bag(arities)) = member(functions, function.description.name) else { continue };
        for (arity, calls) in arities {
            if let (Dynamic::String(name), "auto_name") = (calls, arity.as_str()) {
                let expected = match function.description.naming {
                    Naming::Positional => name == "Column1",
                    Naming::FirstArgument => name.len() == 2,
                    Naming::Prefix(prefix) => name.starts_with(&format!("{prefix}_")),
                    _ => true,
                };
                if !expected {
                    wrong.push(format!("{} is named {name}", function.description.name));
                }
            }
            let Dynamic::Bag(calls) = calls else { continue };
            for (types, answer) in calls {
                let Dynamic::String(answer) = answer else { continue };
                let Some(types) = types.split(',').map(Type::from_name).collect::<Option<Vec<Type>>>() else {
                    continue;
                };
                let ours = result(&signatures, &types);
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
