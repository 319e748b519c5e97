//! Signatures for people: `(text: scalar, start: integer) -> own` is `(text, start: whole number)`.

/// A signature as help and messages show it.
pub fn readable(signature: &str) -> String {
    let Some((list, returns)) = signature.rsplit_once("->") else { return signature.to_owned() };
    let parameters: Vec<(&str, &str)> = parameters(list).collect();
    let shown: Vec<String> = parameters.iter().map(|(raw, name)| shape(raw, name)).collect();
    let name_at = |index: &str| index.parse().ok().and_then(|i: usize| parameters.get(i)).map_or("it", |(_, n)| n);
    let returns = match returns.trim() {
        "own" => String::new(),
        "common" => " -> their common type".to_owned(),
        "widest" => " -> the widest of their types".to_owned(),
        "literal" => " -> the type that is named".to_owned(),
        text => match text.strip_prefix("arg").or_else(|| text.strip_prefix("promoted")) {
            Some(index) => format!(" -> type of {}", name_at(index)),
            None => format!(" -> {text}"),
        },
    };
    format!("({}){returns}", shown.join(", "))
}

/// The parameters of a signature: each name with what it takes, in words.
pub fn parameters_in_words(signature: &str) -> Vec<(String, String)> {
    let list = signature.rsplit_once("->").map_or(signature, |(list, _)| list);
    let said = |(raw, name): (&str, &str)| {
        let (what, optional, repeated) = parts(raw);
        let mut text = words(what, true);
        if optional {
            text.push_str("; may be left out");
        }
        if repeated {
            text.push_str("; may come several times");
        }
        (name.to_owned(), text)
    };
    parameters(list).map(said).collect()
}

/// Each parameter as written, with its name.
fn parameters(list: &str) -> impl Iterator<Item = (&str, &str)> {
    let inner = list.trim().trim_start_matches('(').trim_end_matches(')');
    inner.split(',').map(str::trim).filter(|p| !p.is_empty()).map(|raw| {
        let name = raw.trim_start_matches('[').split([':', ']']).next().unwrap_or(raw);
        (raw, name.trim())
    })
}

/// What it takes, whether it may be left out, whether it may be repeated.
fn parts(raw: &str) -> (&str, bool, bool) {
    let repeated = raw.ends_with("...");
    let bare = raw.trim_end_matches("...").trim_start_matches('[').trim_end_matches(']').trim_end_matches("...");
    let what = bare.split_once(':').map_or("any", |(_, what)| what.trim());
    (what, raw.starts_with('['), repeated || raw.contains("...]"))
}

fn shape(raw: &str, name: &str) -> String {
    let (what, optional, repeated) = parts(raw);
    let words = words(what, false);
    let text = if words.is_empty() { name.to_owned() } else { format!("{name}: {words}") };
    let text = if repeated { format!("{text}, …") } else { text };
    if optional { format!("[{text}]") } else { text }
}

/// What a parameter takes; `full` also says so where anything goes.
fn words(what: &str, full: bool) -> String {
    let (form, types) = match what.split_once(' ') {
        Some((form @ ("const" | "literal" | "column" | "star"), types)) => (form, types.trim()),
        _ => ("", what),
    };
    let types: Vec<&str> = types.split('|').map(|t| type_words(t.trim())).filter(|t| !t.is_empty()).collect();
    let types = types.join(" or ");
    match (form, types.as_str()) {
        ("", "") if full => "any value".to_owned(),
        ("", types) => types.to_owned(),
        ("column", "") => "column".to_owned(),
        ("column", types) => format!("column, {types}"),
        ("star", _) => "any value, or *".to_owned(),
        ("const", types) => format!("constant {types}").trim_end().to_owned(),
        (form, types) => format!("{form} {types}").trim_end().to_owned(),
    }
}

fn type_words(group: &str) -> &str {
    match group {
        "scalar" | "any" | "common" | "common_or_dynamic" => "",
        "common_orderable" | "orderable" => "what has an order",
        "number" => "number",
        "integer" => "whole number",
        "summable" => "number or time",
        "number_or_bool" => "number or bool",
        "not_dynamic" => "not dynamic",
        "not_bool" => "not bool",
        "type" => "typeof(…)",
        "same0" => "as the first",
        same if same.starts_with("same") => "as an earlier one",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_for_people() {
        for (written, read) in [
            (
                "(text: scalar, start: integer, [length: integer]) -> string",
                "(text, start: whole number, [length: whole number]) -> string",
            ),
            ("(expr: star scalar...) -> own", "(expr: any value, or *, …)"),
            ("(maximized: orderable) -> arg0", "(maximized: what has an order) -> type of maximized"),
            (
                "([format: const string|dynamic]) -> common",
                "([format: constant string or dynamic]) -> their common type",
            ),
            ("() -> long", "() -> long"),
        ] {
            assert_eq!(readable(written), read);
        }
    }

    #[test]
    fn parameters_for_people() {
        let said = parameters_in_words("(column: column scalar, [offset: const long], [more: array]...) -> arg0");
        let said: Vec<String> = said.into_iter().map(|(name, what)| format!("{name}: {what}")).collect();
        assert_eq!(
            said,
            [
                "column: column",
                "offset: constant long; may be left out",
                "more: array; may be left out; may come several times"
            ]
        );
    }
}
