use super::random::draw;
use crate::{Call, Function, KernelError};
use arrow::array::{ArrayRef, Float64Array};
use lurcher_columnar::Column;
use lurcher_types::describe::{Description, Example, Naming, Stability};
use std::sync::Arc;

pub const RAND: Function = Function {
    description: &Description {
        name: "rand",
        signatures: &["([below: integer]) -> real"],
        naming: Naming::FirstArgument,
        stability: Stability::PerRow,
        summary: "A random number from 0 up to 1, or a random whole number below the argument, new in every row.",
        examples: &[
            Example { expression: "rand() < 1.0", equals: "true" },
            Example { expression: "rand(1)", equals: "0.0" },
        ],
        page: "rand-function",
        deviation: Some("Of a number below 1 it is null; what Kusto does is not documented."),
        ..Description::SCALAR
    },
    kernel: rand,
};

fn rand(call: &Call) -> Result<ArrayRef, KernelError> {
    let limits = call.args.first().map(Column::longs);
    let numbers = draw(call, call.rows).enumerate().map(|(row, bits)| match limits {
        // 53 random bits fill a real's fraction.
        None => Some((bits >> 11) as f64 / (1u64 << 53) as f64),
        Some(limits) => {
            let limit = u128::try_from(limits.get(row)?).ok().filter(|n| *n > 0)?;
            Some(((u128::from(bits) * limit) >> 64) as f64)
        }
    });
    Ok(Arc::new(numbers.collect::<Float64Array>()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Context;
    use lurcher_columnar::{constant, value_at};
    use lurcher_types::{Type, Value};

    #[test]
    fn rows_differ_and_stay_below_the_limit() {
        let limit = [constant(&Value::Long(10))];
        let context = Context { now: 0, seed: 3 };
        let call = Call { args: &limit, rows: 1000, returns: Type::Real, context: &context };
        let answer = RAND.evaluate(&call).unwrap();
        let mut seen = [0; 10];
        for row in 0..1000 {
            let Value::Real(x) = value_at(Type::Real, &answer, row) else { panic!("a null") };
            seen[x as usize] += 1;
        }
        assert!(seen.iter().all(|n| (50..200).contains(n)), "{seen:?}");
    }
}
