//! Names of the language that are known and not built, each with the reason: read from `known.txt`, one line a name.

use lurcher_types::describe::{Description, Kind, Naming, Nulls};
use std::sync::LazyLock;

pub struct Known {
    pub description: Description,
    pub reason: &'static str,
}

/// All lines of `known.txt`, those of names that are built by now among them.
pub fn known() -> &'static [Known] {
    static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
        let mut reason = "";
        let mut all = Vec::new();
        for line in TEXT.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                Some(heading) => reason = heading,
                // A test reads every line, so none is lost here.
                None => all.extend(description(line).map(|description| Known { description, reason })),
            }
        }
        all
    });
    &KNOWN
}

static TEXT: &str = include_str!("known.txt");

/// Reads `kind name | naming | signatures | page`. Within a signature `|` stands without blanks.
fn description(line: &'static str) -> Option<Description> {
    let mut fields = line.split(" |").map(str::trim);
    let (kind, name) = fields.next()?.split_once(' ')?;
    let naming = naming(fields.next()?)?;
    let signatures: Vec<&'static str> = fields.next()?.split(" ; ").filter(|s| !s.is_empty()).collect();
    Some(Description {
        name,
        kind: match kind {
            "scalar" => Kind::Scalar,
            "aggregate" => Kind::Aggregate,
            "window" => Kind::Window,
            "plugin" => Kind::Plugin,
            _ => return None,
        },
        // Descriptions live as long as the program; these few hundred are read once.
        signatures: signatures.leak(),
        naming,
        nulls: Nulls::Kernel,
        page: fields.next()?,
        ..Description::SCALAR
    })
}

fn naming(text: &'static str) -> Option<Naming> {
    Some(match text.split_once(' ').unwrap_or((text, "")) {
        ("positional", _) => Naming::Positional,
        ("first", _) => Naming::FirstArgument,
        ("prefix", prefix) => Naming::Prefix(prefix),
        ("fixed", name) => Naming::Fixed(name),
        ("own", _) => Naming::Own,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{entries, entry};
    use lurcher_types::describe::{Signature, Support};
    use std::collections::HashSet;

    #[test]
    fn every_line_is_read() {
        let lines = TEXT.lines().filter(|l| !l.is_empty() && !l.starts_with(['#', '[']));
        for (line, read) in lines.clone().zip(known()) {
            assert!(description(line).is_some_and(|d| d.name == read.description.name), "{line}");
            assert!(!read.reason.is_empty(), "{line}");
            for signature in read.description.signatures {
                assert!(Signature::parse(signature).is_ok(), "{line}");
            }
        }
        assert_eq!(lines.count(), known().len());
    }

    #[test]
    fn every_signature_of_the_table_is_read() {
        for e in entries() {
            e.signatures();
        }
    }

    #[test]
    fn no_name_is_both_built_and_known() {
        let mut names = HashSet::new();
        for e in entries() {
            for name in std::iter::once(&e.description.name).chain(e.description.aliases) {
                assert!(names.insert((*name, e.description.kind)), "{name} stands twice in the table");
            }
        }
    }

    #[test]
    fn a_known_name_says_why() {
        let python = entry("python", Kind::Plugin).unwrap();
        assert!(matches!(python.support, Support::Known(reason) if reason.contains("another language")));
    }

    /// The catalog of the whole language is no part of the project: without it this test only says so.
    #[test]
    fn every_name_of_the_language_is_built_or_known() {
        let shared = std::env::var("LURCHER_SHARED")
            .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared").to_owned());
        let Ok(text) = std::fs::read_to_string(format!("{shared}/conformance/catalog.json")) else {
            println!("skipped: no catalog of the language in {shared}");
            return;
        };
        let catalog: serde_json::Value = serde_json::from_str(&text).unwrap();
        let mut missing = Vec::new();
        for (list, kind) in [
            ("scalar_functions", Kind::Scalar),
            ("special_functions", Kind::Scalar),
            ("aggregation_functions", Kind::Aggregate),
            ("window_functions", Kind::Window),
            ("plugins", Kind::Plugin),
        ] {
            let names = catalog[list].as_array().unwrap().iter().map(|e| e["name"].as_str().unwrap());
            missing.extend(names.filter(|name| entry(name, kind).is_none()).map(|name| format!("{kind:?} {name}")));
        }
        assert!(missing.is_empty(), "neither built nor known: {missing:?}");
    }
}
