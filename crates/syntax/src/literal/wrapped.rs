//! Literals that wear their type: `int(5)`, `datetime(2024-01-01)`, `guid(…)`.

use super::{Problem, guids, numbers, strings};
use crate::ast::Literal;
use crate::codes;

pub fn read(token: &str) -> Result<Literal, Problem> {
    let (type_name, rest) = token.split_once('(').unwrap_or((token, ""));
    let Some(inside) = rest.strip_suffix(')') else {
        return Err(Problem::new(
            codes::NOT_CLOSED,
            format!("`{type_name}(` is not closed: its line ends before a `)`"),
        ));
    };
    let inside = inside.trim();
    if inside == "null" {
        return Ok(Literal::Null(type_name.to_owned()));
    }
    Ok(match type_name {
        "datetime" | "date" => Literal::Datetime(unquoted(inside)?),
        "time" | "timespan" => Literal::Timespan(unquoted(inside)?),
        "long" => Literal::Long(numbers::long(inside)?),
        "int" => Literal::Int(numbers::int(inside)?),
        "real" | "double" => Literal::Real(numbers::real(inside)?),
        "decimal" if numbers::is_decimal(inside) => Literal::Decimal(inside.to_owned()),
        "bool" | "boolean" => Literal::Bool(boolean(inside)?),
        "guid" | "uuid" | "uniqueid" => match guids::read(&unquoted(inside)?) {
            Some(guid) => Literal::Guid(guid),
            None => return Err(bad(type_name, inside)),
        },
        _ => return Err(bad(type_name, inside)),
    })
}

fn bad(type_name: &str, inside: &str) -> Problem {
    Problem::new(codes::BAD_LITERAL, format!("`{inside}` is no {type_name}"))
}

fn boolean(inside: &str) -> Result<bool, Problem> {
    match inside.to_ascii_lowercase().as_str() {
        "true" | "1" => Ok(true),
        "false" | "0" => Ok(false),
        _ => Err(Problem::new(codes::BAD_LITERAL, format!("`{inside}` is no bool: true, false, 1, 0 and null are"))),
    }
}

/// Quotes inside the parentheses mean nothing to some types: `datetime('2024-01-01')`.
fn unquoted(inside: &str) -> Result<String, Problem> {
    if inside.starts_with(['\'', '"']) { strings::read(inside).map(|s| s.text) } else { Ok(inside.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::ast::Literal;

    #[test]
    fn the_type_decides() {
        assert_eq!(read("int( 5 )").ok(), Some(Literal::Int(5)));
        assert_eq!(read("datetime('2024-01-01')").ok(), Some(Literal::Datetime("2024-01-01".into())));
        assert_eq!(read("datetime()").ok(), Some(Literal::Datetime(String::new())));
        assert_eq!(read("bool(0)").ok(), Some(Literal::Bool(false)));
        assert_eq!(read("long(null)").ok(), Some(Literal::Null("long".into())));
    }

    #[test]
    fn nonsense_is_refused() {
        assert!(read("int(x)").is_err());
        assert!(read("guid(1)").is_err());
        assert!(read("real(").is_err());
        assert!(read("decimal(one)").is_err());
    }
}
