//! Arguments that nobody means: every function of the family answers or refuses, and none panics.

use super::FUNCTIONS;
use crate::{Call, Context};
use lurcher_columnar::constant;
use lurcher_types::describe::{Accept, Returns, Signature};
use lurcher_types::{Type, Value};

const ARRAYS: [&str; 10] = [
    "[]",
    "[1]",
    "[null]",
    "[1,null,\"a\",{},2.5]",
    "[0,0,0,0,0,0,0,0,0,0]",
    "[1e308,-1e308,1e308,-1e308]",
    "[9223372036854775807,-9223372036854775808,1]",
    "[\"NaN\",\"Infinity\",\"-Infinity\"]",
    "{\"a\":1}",
    "[1,2,3,4,5,6,7,8,9,1,2,3,4,5,6,7,8,9]",
];

fn values(accept: &Accept) -> Vec<Value> {
    let Accept::Types(types) = accept else { return vec![] };
    let dynamics = ARRAYS.iter().map(|text| Value::Dynamic((*text).to_owned()));
    let others = [
        Value::Long(-1),
        Value::Long(0),
        Value::Long(3),
        Value::Long(i64::MAX),
        Value::Long(i64::MIN),
        Value::Real(f64::NAN),
        Value::Real(0.5),
        Value::Real(f64::INFINITY),
        Value::Bool(true),
        Value::String("tukey".to_owned()),
        Value::String("linefit".to_owned()),
        Value::String("x".to_owned()),
    ];
    let nulls = [Type::Dynamic, Type::Long, Type::Real, Type::Bool].map(Value::Null);
    dynamics.chain(others).chain(nulls).filter(|v| types.contains(v.kql_type())).collect()
}

#[test]
fn nothing_panics() {
    for function in FUNCTIONS {
        for signature in function.description.signatures {
            let signature = Signature::parse(signature).unwrap();
            let choices: Vec<Vec<Value>> = signature.parameters.iter().map(|p| values(&p.accept)).collect();
            let (least, _) = signature.arity();
            // Not every combination: each argument walks through its choices at a pace of its own.
            for turn in 0..2_000usize {
                let count = least + turn % (choices.len() - least + 1);
                let pick = |(i, of): (usize, &Vec<Value>)| of[turn / [1, 7, 3, 11, 5, 13, 17][i] % of.len()].clone();
                let args: Vec<Value> = choices.iter().take(count).enumerate().map(pick).collect();
                let name = function.description.name;
                let Returns::Type(returns) = signature.returns else { unreachable!() };
                let context = Context { now: 0, seed: 0 };
                let columns: Vec<_> = args.iter().map(constant).collect();
                let call = Call { args: &columns, rows: 2, returns, context: &context };
                let answer = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                    function.evaluate(&call).map(|a| a.len())
                }));
                assert!(matches!(answer, Ok(Ok(2) | Err(_))), "{name} {args:?}");
            }
        }
    }
}
