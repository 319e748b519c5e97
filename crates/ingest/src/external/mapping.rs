//! `ingestionMapping`: which part of a record becomes which column.

use lurcher_types::dynamic::{self, Step};
use lurcher_types::{Type, Value};
use serde_json::Value as Json;

/// The most entries of a mapping, and the most steps of one path.
const MAX_MAPPED: usize = 10_000;
const MAX_STEPS: usize = 100;

/// For each declared column where its value comes from; nothing for a column that the mapping leaves out.
#[derive(Debug, Clone, PartialEq)]
pub struct Mapping(Vec<Option<Origin>>);

#[derive(Debug, Clone, PartialEq)]
enum Origin {
    /// The field at this place, from 0.
    Field(usize),
    /// `$.a.b[0]` in a JSON object.
    Path(Vec<Step>),
    Constant(String),
}

impl Mapping {
    /// Reads `[{"Column": "a", "Properties": {"Path": "$.x"}}, …]`, or the older `[{"column": "a", "path": "$.x"}, …]`.
    pub fn parse(text: &str, columns: &[(String, Type)]) -> Result<Mapping, String> {
        let json: Json = serde_json::from_str(text).map_err(|e| format!("its ingestionMapping is no JSON: {e}"))?;
        let Json::Array(entries) = json else { return Err("its ingestionMapping is no array".to_owned()) };
        if entries.len() > MAX_MAPPED {
            return Err(format!("its ingestionMapping has more than {MAX_MAPPED} entries"));
        }
        let mut origins: Vec<Option<Origin>> = vec![None; columns.len()];
        for entry in &entries {
            let Json::Object(entry) = entry else { return Err("its ingestionMapping holds no objects".to_owned()) };
            let mut column = None;
            let mut origin = None;
            let nested = entry.iter().find(|(key, _)| key.eq_ignore_ascii_case("properties"));
            let nested = nested.and_then(|(_, value)| value.as_object()).into_iter().flatten();
            for (key, value) in entry.iter().chain(nested) {
                match (key.to_ascii_lowercase().as_str(), value) {
                    ("properties" | "datatype", _) | (_, Json::Null) => {}
                    ("column" | "name", Json::String(name)) => column = Some(name.as_str()),
                    ("path", Json::String(path)) => origin = Some(Origin::Path(path_of(path)?)),
                    ("ordinal", value) => origin = Some(Origin::Field(ordinal(value)?)),
                    ("constvalue" | "constantvalue", value) => origin = Some(Origin::Constant(text_of(value))),
                    (_, Json::String(empty)) if empty.is_empty() => {}
                    (other, _) => return Err(format!("`{other}` in its ingestionMapping is not supported")),
                }
            }
            let column = column.ok_or("an entry of its ingestionMapping names no column")?;
            let place = columns.iter().position(|(name, _)| name == column);
            let place = place.ok_or_else(|| format!("its ingestionMapping names `{column}`, which is not declared"))?;
            let origin =
                origin.ok_or_else(|| format!("its ingestionMapping does not say where `{column}` comes from"))?;
            if let Some(slot) = origins.get_mut(place) {
                *slot = Some(origin);
            }
        }
        Ok(Mapping(origins))
    }

    /// The values of a record of fields, for each declared column its text.
    pub fn of_fields<'t>(&'t self, fields: &'t [impl AsRef<str>]) -> Result<Vec<Option<&'t str>>, String> {
        let of = |origin: &'t Option<Origin>| match origin {
            None => Ok(None),
            Some(Origin::Field(at)) => Ok(fields.get(*at).map(AsRef::as_ref)),
            Some(Origin::Constant(text)) => Ok(Some(text.as_str())),
            Some(Origin::Path(_)) => Err("its ingestionMapping has a path, and its records have fields".to_owned()),
        };
        self.0.iter().map(of).collect()
    }

    /// The value of the column at this place in an encoded object.
    pub fn of_object(&self, object: &str, place: usize, t: Type) -> Result<Value, String> {
        match self.0.get(place) {
            Some(Some(Origin::Path(steps))) => Ok(match dynamic::path(object, steps) {
                Some(value) if dynamic::kind(value) != dynamic::Kind::Null => dynamic::to_value(value, t),
                _ => Value::missing(t),
            }),
            Some(Some(Origin::Constant(text))) => Ok(super::delimited::value(text, t)),
            Some(Some(Origin::Field(_))) => {
                Err("its ingestionMapping has an ordinal, and its records are objects".to_owned())
            }
            Some(None) | None => Ok(Value::missing(t)),
        }
    }
}

fn ordinal(value: &Json) -> Result<usize, String> {
    let number = match value {
        Json::Number(n) => n.as_u64(),
        Json::String(s) => s.trim().parse().ok(),
        _ => None,
    };
    let number = number.and_then(|n| usize::try_from(n).ok());
    number.ok_or_else(|| format!("the ordinal {value} in its ingestionMapping is no whole number"))
}

fn text_of(value: &Json) -> String {
    match value {
        Json::String(s) => s.clone(),
        other => other.to_string(),
    }
}

/// `$`, then `.name`, `['name']` or `[0]`, as often as one likes.
fn path_of(text: &str) -> Result<Vec<Step>, String> {
    let wrong = || format!("the path `{text}` in its ingestionMapping is not supported: `$.a['b c'][0]` is");
    let mut rest = text.trim().strip_prefix('$').ok_or_else(wrong)?;
    let mut steps = Vec::new();
    while !rest.is_empty() {
        if steps.len() >= MAX_STEPS {
            return Err(format!("a path in its ingestionMapping has more than {MAX_STEPS} steps"));
        }
        if let Some(inside) = rest.strip_prefix('[') {
            let (index, behind) = inside.split_once(']').ok_or_else(wrong)?;
            let quoted = |quote: char| index.strip_prefix(quote).and_then(|i| i.strip_suffix(quote));
            steps.push(match quoted('\'').or_else(|| quoted('"')) {
                Some(key) => Step::Key(key.to_owned()),
                None => Step::Index(index.parse().map_err(|_| wrong())?),
            });
            rest = behind;
        } else {
            let name = rest.strip_prefix('.').ok_or_else(wrong)?;
            let end = name.find(['.', '[']).unwrap_or(name.len());
            let (key, behind) = name.split_at(end);
            if key.is_empty() || key.contains(['*', '?', '(', '@']) {
                return Err(wrong());
            }
            steps.push(Step::Key(key.to_owned()));
            rest = behind;
        }
    }
    Ok(steps)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns() -> Vec<(String, Type)> {
        vec![("a".to_owned(), Type::Long), ("b".to_owned(), Type::String), ("c".to_owned(), Type::Dynamic)]
    }

    #[test]
    fn paths_go_into_objects() {
        let text = r#"[{"Column":"a","Properties":{"Path":"$.x['y z'][1]"}},{"column":"c","path":"$"}]"#;
        let mapping = Mapping::parse(text, &columns()).unwrap();
        let object = r#"{"x":{"y z":[1,2]}}"#;
        assert_eq!(mapping.of_object(object, 0, Type::Long), Ok(Value::Long(2)));
        assert_eq!(mapping.of_object(object, 1, Type::String), Ok(Value::String(String::new())));
        assert_eq!(mapping.of_object(object, 2, Type::Dynamic), Ok(Value::Dynamic(object.into())));
    }

    #[test]
    fn ordinals_choose_fields() {
        let text = r#"[{"Column":"b","Properties":{"Ordinal":"1"}},{"Column":"a","Properties":{"ConstValue":"7"}}]"#;
        let mapping = Mapping::parse(text, &columns()).unwrap();
        assert_eq!(mapping.of_fields(&["p", "q"]), Ok(vec![Some("7"), Some("q"), None]));
        assert!(mapping.of_object("{}", 1, Type::String).is_err());
    }

    #[test]
    fn what_it_does_not_know_it_refuses() {
        for text in [
            "{}",
            "[1]",
            r#"[{"Column":"a"}]"#,
            r#"[{"Column":"z","Properties":{"Path":"$.z"}}]"#,
            r#"[{"Column":"a","Properties":{"Path":"$..z"}}]"#,
            r#"[{"Column":"a","Properties":{"Path":"$.z","Transform":"DateTimeFromUnixSeconds"}}]"#,
        ] {
            assert!(Mapping::parse(text, &columns()).is_err(), "{text}");
        }
    }
}
