use super::encoded::{array, dynamics};
use super::regex_cache::compiled;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_columnar::Column;
use lurcher_types::describe::{Description, Example};
use lurcher_types::dynamic::{Dynamic, write_string};
use regex::Regex;

pub const EXTRACT_ALL: Function = Function {
    description: &Description {
        name: "extract_all",
        aliases: &["extractall"],
        signatures: &[
            "(regex: const string, text: text) -> dynamic",
            "(regex: const string, groups: array, text: text) -> dynamic",
        ],
        summary: "The groups of all matches of a regular expression: flat for one group, an array for each match for several; null without a match.",
        examples: &[
            Example { expression: r#"extract_all(@'(\d+)', 'a 12, b 345')"#, equals: r#"dynamic(["12", "345"])"# },
            Example {
                expression: r#"extract_all(@'(\w)(\d)', 'a1 b2')"#,
                equals: r#"dynamic([["a", "1"], ["b", "2"]])"#,
            },
            Example {
                expression: r#"extract_all(@'(\w)(\d)', dynamic([2]), 'a1 b2')"#,
                equals: r#"dynamic(["1", "2"])"#,
            },
        ],
        page: "extract-all-function",
        ..Description::SCALAR
    },
    kernel: extract_all,
};

/// Kusto's limit on capture groups.
const MOST_GROUPS: usize = 16;

fn extract_all(call: &Call) -> Result<ArrayRef, KernelError> {
    let regex = compiled(&call.constant_text(0)?)?;
    let groups = regex.captures_len() - 1;
    if !(1..=MOST_GROUPS).contains(&groups) {
        let has = format!("extract_all() needs a regular expression with 1 to {MOST_GROUPS} groups (SEM0213)");
        return Err(KernelError::new(format!("{has}; this one has {groups}")));
    }
    let [_, wanted @ .., texts] = call.args else {
        return Err(KernelError::new("extract_all() needs a regular expression and a text"));
    };
    let texts = texts.strings();
    let wanted = wanted.first().map(Column::dynamics);
    let constant = wanted.is_none() || call.args[1].constant;
    let mut known: Option<Vec<usize>> = None;
    Ok(dynamics(call, |row, out| {
        if !constant || known.is_none() {
            known = Some(selected(&regex, wanted.and_then(|wanted| wanted.get(row))));
        }
        write_all(out, &regex, known.as_deref()?, texts.value(row))
    }))
}

/// The groups asked for by number or name, or all of them if none is there to choose.
fn selected(regex: &Regex, wanted: Option<&str>) -> Vec<usize> {
    let items = match wanted.map(Dynamic::parse) {
        Some(Dynamic::Array(items)) => items,
        _ => Vec::new(),
    };
    let group = |item: Dynamic| match item {
        Dynamic::Long(n) => usize::try_from(n).ok(),
        Dynamic::String(name) => regex.capture_names().position(|known| known == Some(name.as_str())),
        _ => None,
    };
    let all = 1..regex.captures_len();
    let chosen: Vec<usize> = items.into_iter().filter_map(group).filter(|group| all.contains(group)).collect();
    if chosen.is_empty() { all.collect() } else { chosen }
}

/// Nothing is written, and nothing answered, without a match.
fn write_all(out: &mut String, regex: &Regex, groups: &[usize], text: &str) -> Option<()> {
    for found in regex.captures_iter(text) {
        out.push(if out.is_empty() { '[' } else { ',' });
        let piece = |group: &usize| found.get(*group).map_or("", |m| m.as_str());
        match groups {
            [group] => write_string(out, piece(group)),
            groups => array(out, groups.iter().map(piece)),
        }
    }
    if out.is_empty() {
        return None;
    }
    out.push(']');
    Some(())
}

#[cfg(test)]
mod tests {
    use super::EXTRACT_ALL;
    use crate::string::testing::{dynamic, gives, text, try_answer};
    use lurcher_types::Type;

    #[test]
    fn groups_are_picked_and_ordered() {
        let of = |groups: &str| gives(&EXTRACT_ALL, &[text(r"(\w)(?<n>\d)"), dynamic(groups), text("a1 b2")]);
        assert_eq!(of("[2,1]"), r#"[["1","a"],["2","b"]]"#);
        assert_eq!(of("[1,5]"), r#"["a","b"]"#);
        assert_eq!(of("[\"n\"]"), r#"["1","2"]"#);
        assert_eq!(of("[5]"), r#"[["a","1"],["b","2"]]"#);
        assert_eq!(of("[]"), of("[5]"));
    }

    #[test]
    fn no_match_is_null_and_groups_are_counted() {
        assert_eq!(gives(&EXTRACT_ALL, &[text("(x)"), text("abc")]), "null");
        for pattern in ["a".to_owned(), "(a)".repeat(17)] {
            assert!(try_answer(&EXTRACT_ALL, Type::Dynamic, &[text(&pattern), text("a")]).is_err());
        }
    }
}
