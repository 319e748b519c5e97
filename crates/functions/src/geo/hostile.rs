//! Whatever the arguments, no function of this family panics.

use super::FUNCTIONS;
use crate::{Call, Context};
use lurcher_columnar::constant;
use lurcher_types::describe::Signature;
use lurcher_types::{Type, Value};

const SHAPES: &[&str] = &[
    "[]",
    "{}",
    "1",
    r#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}"#,
    r#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]],[[0,0],[1,0],[1,1],[0,1],[0,0]]]}"#,
    r#"{"type":"Polygon","coordinates":[[[0,90],[120,90],[-120,90],[0,90]]]}"#,
    r#"{"type":"Polygon","coordinates":[[[-170,-80],[170,-80],[170,80],[-170,80],[-170,-80]]]}"#,
    r#"{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]],[[[0,0],[1,0],[1,1],[0,0]]],[[[1,1],[2,1],[2,2],[1,1]]]]}"#,
    r#"{"type":"LineString","coordinates":[[0,0],[180,0],[0,0]]}"#,
    r#"{"type":"LineString","coordinates":[[0,0],[1,1],[0,1],[1,0]]}"#,
    r#"{"type":"LineString","coordinates":[[0,0],[0,0]]}"#,
    r#"{"type":"MultiLineString","coordinates":[[[0,0],[1,1]],[[0,1],[1,0]],[[0,0],[1,1]]]}"#,
    r#"{"type":"LineString","coordinates":[[0,"a"],[null]]}"#,
    r#"[{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]},{"type":"LineString","coordinates":[[0,0],[1,1]]}]"#,
];
const NUMBERS: &[f64] =
    &[0.0, -0.0, 1.0, -1.0, 5.5, 90.0, 180.0, 1e5, 1e7, 1e300, -1e300, f64::NAN, f64::INFINITY, 1e-300];
const TEXTS: &[&str] =
    &["", "a", "s", "862a1072fffffff", "89c259", "1", "ffffffffffffffff", "é", "POINT (1 2)", "POLYGON ((", "((((("];

fn values(of: &str, round: usize) -> Value {
    let pick = |n: usize, of: usize| (round * 7 + n * 3 + round / 5) % of;
    if of.contains("bag") || of.contains("array") && !of.contains("string") {
        return SHAPES
            .get(pick(1, SHAPES.len()))
            .map_or(Value::Null(Type::Dynamic), |t| Value::Dynamic((*t).to_owned()));
    }
    if of.contains("string") {
        return TEXTS.get(pick(2, TEXTS.len())).map_or(Value::Null(Type::String), |t| Value::String((*t).to_owned()));
    }
    match round % 9 {
        8 => Value::Null(Type::Real),
        _ => NUMBERS.get(pick(of.len(), NUMBERS.len())).map_or(Value::Null(Type::Real), |x| Value::Real(*x)),
    }
}

#[test]
fn nothing_panics() {
    for function in FUNCTIONS {
        for text in function.description.signatures {
            assert!(Signature::parse(text).is_ok(), "{text}");
            let (parameters, returns) = text.split_once(") -> ").unwrap();
            let parameters: Vec<&str> = parameters.trim_start_matches('(').split(", ").collect();
            let returns = Type::from_name(returns).unwrap();
            for round in 0..300 {
                let args: Vec<_> =
                    parameters.iter().enumerate().map(|(i, p)| constant(&values(p, round * (i + 1) + i))).collect();
                let context = Context { now: 0, seed: 0 };
                let call = Call { args: &args, rows: 1, returns, context: &context };
                let _ = function.evaluate(&call);
            }
        }
    }
}
