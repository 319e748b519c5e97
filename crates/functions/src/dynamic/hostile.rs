//! No value whatever may panic a function of this family, and a column must answer as constants do.

use super::FUNCTIONS;
use crate::{Call, Context};
use arrow::array::Array;
use lurcher_columnar::{Column, array_of, constant, value_at};
use lurcher_testkit::Chance;
use lurcher_types::describe::{Accept, Argument, Parameter, Returns, Signature};
use lurcher_types::{Decimal, Type, Value, dynamic};

const DYNAMICS: [&str; 22] = [
    "[]",
    "{}",
    "[1,2.5,\"a\",null]",
    "[null]",
    "[[1],[2,[3]]]",
    "{\"a\":{\"b\":[1]},\"\":2}",
    "\"\"",
    "\"é\\n\"",
    "0",
    "-1",
    "1e308",
    "-0",
    "99999999999999999999",
    "true",
    "@d0",
    "@t-9223372036854775808",
    "@g00000000000000000000000000000000",
    "[9223372036854775807,-9223372036854775808]",
    "[\"$.a.b\",\"$\",\"$.a[0]\",\"\"]",
    "[true,0,@d5,{}]",
    "{\"a\":null}",
    "9223372036854775807",
];

fn values(t: Type) -> Vec<Value> {
    let mut values: Vec<Value> = match t {
        Type::Bool => vec![Value::Bool(true), Value::Bool(false)],
        Type::Int => vec![Value::Int(0), Value::Int(i32::MIN), Value::Int(3)],
        Type::Long => [0, 1, -2, 5, i64::MIN, i64::MAX].map(Value::Long).to_vec(),
        Type::Real => [0.0, 1.5, f64::NAN, f64::INFINITY, -1e300].map(Value::Real).to_vec(),
        Type::Decimal => vec![Value::Decimal(Decimal { mantissa: i128::MAX / 2, scale: 30 })],
        Type::String => {
            ["", "a", "$.a.b", "$.a[", "{\"a\":[1]}", "é\u{0}"].map(|s| Value::String(s.to_owned())).to_vec()
        }
        Type::Datetime => vec![Value::Datetime(0), Value::Datetime(3_155_378_975_999_999_999)],
        Type::Timespan => vec![Value::Timespan(i64::MIN), Value::Timespan(1), Value::Timespan(i64::MAX)],
        Type::Guid => vec![Value::Guid([255; 16])],
        Type::Dynamic => DYNAMICS.map(|d| Value::Dynamic(d.to_owned())).to_vec(),
    };
    if t.has_null() {
        values.push(Value::Null(t));
    }
    values
}

fn pool(parameter: &Parameter) -> Vec<Value> {
    match parameter.accept {
        Accept::Types(types) => types.iter().flat_map(values).collect(),
        _ => vec![],
    }
}

#[test]
fn any_value_is_survived() {
    let mut chance = Chance::new(4);
    for function in FUNCTIONS {
        for text in function.description.signatures {
            let signature = Signature::parse(text).unwrap();
            let pools: Vec<Vec<Value>> = signature.parameters.iter().map(pool).collect();
            for _ in 0..100 {
                let count = chance.below(6);
                let Some(parameters) = signature.assign(count) else { continue };
                if parameters.iter().any(|p| pools[*p].is_empty()) {
                    continue;
                }
                let picked: Vec<Value> =
                    parameters.iter().map(|p| pools[*p][chance.below(pools[*p].len())].clone()).collect();
                let constants: Vec<Column> = picked.iter().map(constant).collect();
                let columns =
                    parameters.iter().zip(&picked).map(|(p, value)| match signature.parameters[*p].argument {
                        Argument::Constant | Argument::Literal => constant(value),
                        _ => Column::new(value.kql_type(), array_of(value.kql_type(), [value, value, value])),
                    });
                let columns: Vec<Column> = columns.collect();
                let returns = match signature.returns {
                    Returns::Type(t) => t,
                    _ => Type::Dynamic,
                };
                let context = Context { now: 0, seed: 0 };
                let run =
                    |args: &[Column], rows: usize| function.evaluate(&Call { args, rows, returns, context: &context });
                let (one, three) = (run(&constants, 1), run(&columns, 3));
                let shown = format!("{}({picked:?})", function.description.name);
                match (one, three) {
                    (Ok(one), Ok(three)) => {
                        assert_eq!((one.len(), three.len()), (1, 3), "{shown}");
                        let (a, b) = (value_at(returns, &one, 0), value_at(returns, &three, 2));
                        let both_nan = matches!((&a, &b), (Value::Real(a), Value::Real(b)) if a.is_nan() && b.is_nan());
                        assert!(a == b || both_nan, "{shown}");
                        if let Value::Dynamic(encoded) = &a
                            && encoded.len() < 100_000
                        {
                            assert!(dynamic::from_json(&dynamic::to_json(encoded)).is_some(), "{shown}: {encoded}");
                        }
                    }
                    (one, three) => assert_eq!(one.is_err(), three.is_err(), "{shown}"),
                }
            }
        }
    }
}
