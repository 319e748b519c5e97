use super::constants::type_of;
use super::percentage::{Percentage, percentages};
use super::sorted_keys::{Keys, encode_numbers, from_key, sort_together};
use crate::{Accumulator, Aggregate, AggregateCall, KernelError};
use lurcher_columnar::Column;
use lurcher_types::describe::{Description, Naming};
use lurcher_types::{Type, Value, dynamic};

pub const EXACT: Option<&str> = Some(
    "Exact at any size, where the service estimates in large groups. Values without an order (guid, dynamic) are refused.",
);

pub const PERCENTILE: Aggregate = Aggregate {
    description: &Description {
        name: "percentile",
        signatures: &["(expr: scalar, percentile: const number) -> own"],
        naming: Naming::Own,
        summary: "The smallest value that this percentage of the values do not exceed: nearest rank, nothing in between.",
        page: "percentiles-aggregation-function",
        deviation: EXACT,
        ..Description::AGGREGATE
    },
    ordered: |_| false,
    start: |call| Percentiles::start(call, 1, Shape::Columns),
};

pub const PERCENTILES: Aggregate = Aggregate {
    description: &Description {
        name: "percentiles",
        signatures: &["(expr: scalar, percentile: const number...) -> own"],
        naming: Naming::Own,
        summary: "Several percentiles, each in a column of its own.",
        page: "percentiles-aggregation-function",
        deviation: EXACT,
        ..Description::AGGREGATE
    },
    ordered: |_| false,
    start: |call| Percentiles::start(call, 1, Shape::Columns),
};

pub const PERCENTILES_ARRAY: Aggregate = Aggregate {
    description: &Description {
        name: "percentiles_array",
        signatures: &[
            "(expr: scalar, percentile: const number...) -> dynamic",
            "(expr: scalar, percentiles: const array) -> dynamic",
        ],
        naming: Naming::Own,
        summary: "Several percentiles in one array.",
        page: "percentiles-aggregation-function",
        deviation: EXACT,
        ..Description::AGGREGATE
    },
    ordered: |_| false,
    start: |call| Percentiles::start(call, 1, Shape::Array),
};

/// Whether several percentiles are columns or the elements of one array.
#[derive(Debug, PartialEq)]
pub enum Shape {
    Columns,
    Array,
}

#[derive(Debug)]
pub struct Percentiles {
    argument: Type,
    percentages: Vec<Percentage>,
    shape: Shape,
    weighted: bool,
    keys: Keys,
    /// One for each key where there are weights, otherwise none.
    weights: Vec<i64>,
}

impl Percentiles {
    /// The arguments from `first` on are the percentages; with a weight between them and the value, `first` is 2.
    pub fn start(call: &AggregateCall, first: usize, shape: Shape) -> Result<Box<dyn Accumulator>, KernelError> {
        let argument = type_of(call, 0)?;
        let keys = match argument {
            Type::Guid | Type::Dynamic => {
                return Err(KernelError::new(format!(
                    "a {argument} has no order: convert it before taking percentiles"
                )));
            }
            Type::String => Keys::Texts(Vec::new(), 0),
            _ => Keys::Numbers(Vec::new()),
        };
        let percentages = percentages(call.constants.get(first..).unwrap_or_default())?;
        Ok(Box::new(Percentiles { argument, percentages, shape, weighted: first == 2, keys, weights: Vec::new() }))
    }

    /// The value at each percentage.
    fn answers(&mut self) -> Result<Vec<Value>, KernelError> {
        self.sort();
        let total = match self.weighted {
            true => self.weights.iter().map(|w| i128::from(*w)).sum(),
            false => self.keys.len() as i128,
        };
        if total > i128::from(i64::MAX) {
            return Err(KernelError::new("the weights of these percentiles add up to more than a long holds"));
        }
        Ok(self.percentages.iter().map(|p| self.value_at(p.rank(total))).collect())
    }

    fn sort(&mut self) {
        match &mut self.keys {
            Keys::Numbers(keys) => sort_together(keys, &mut self.weights),
            Keys::Texts(keys, _) => sort_together(keys, &mut self.weights),
        }
    }

    /// The value with this rank, counted from 1, among the sorted ones.
    fn value_at(&self, rank: i128) -> Value {
        let index = if self.weighted {
            let mut before = 0;
            let reaches = |weight: &i64| {
                before += i128::from(*weight);
                before >= rank
            };
            self.weights.iter().position(reaches)
        } else {
            usize::try_from(rank - 1).ok()
        };
        let found = index.and_then(|i| match &self.keys {
            Keys::Numbers(keys) => keys.get(i).map(|key| from_key(self.argument, *key)),
            Keys::Texts(keys, _) => keys.get(i).map(|text| Value::String(text.clone())),
        });
        found.unwrap_or_else(|| Value::missing(answer_type(self.argument)))
    }
}

/// The type of the answer: int becomes long and decimal becomes real, as the service's binder has it.
fn answer_type(argument: Type) -> Type {
    match argument {
        Type::Int => Type::Long,
        Type::Decimal => Type::Real,
        t => t,
    }
}

impl Accumulator for Percentiles {
    fn update(&mut self, arguments: &[Column], rows: &mut dyn Iterator<Item = usize>) -> Result<(), KernelError> {
        let values = &arguments[0];
        if !self.weighted {
            rows.for_each(|row| {
                self.keys.push(values, row);
            });
            return Ok(());
        }
        let weights = arguments[1].longs();
        for row in rows {
            // A value that weighs nothing is not there.
            if let Some(weight) = weights.get(row).filter(|w| *w > 0)
                && self.keys.push(values, row)
            {
                self.weights.push(weight);
            }
        }
        Ok(())
    }

    fn state(&mut self) -> Result<Vec<Value>, KernelError> {
        Ok(vec![self.keys.encode(), encode_numbers(&self.weights)])
    }

    fn merge(&mut self, state: &[Value]) -> Result<(), KernelError> {
        if let [Value::Dynamic(keys), Value::Dynamic(weights)] = state {
            self.keys.extend(keys);
            self.weights.extend(dynamic::elements(weights).filter_map(|e| e.parse::<i64>().ok()));
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<Value, KernelError> {
        let first = self.finish_many()?.into_iter().next();
        first.ok_or_else(|| KernelError::new("no percentile is asked for"))
    }

    fn finish_many(&mut self) -> Result<Vec<Value>, KernelError> {
        if self.shape == Shape::Columns {
            return self.answers();
        }
        if self.keys.len() == 0 {
            return Ok(vec![Value::Null(Type::Dynamic)]);
        }
        let answers = self.answers()?.iter().map(dynamic::from_value).collect();
        Ok(vec![Value::Dynamic(dynamic::Dynamic::Array(answers).encode())])
    }

    fn size(&self) -> usize {
        size_of::<Self>() + self.keys.size() + self.weights.capacity() * size_of::<i64>()
    }
}

#[cfg(test)]
mod tests {
    use crate::aggregate::testing::{column, dynamics, longs, many, number, of, reals, refused, texts};
    use lurcher_columnar::constant;
    use lurcher_types::{Decimal, Type, Value};

    #[test]
    fn the_nearest_rank() {
        let hundred = column(Type::Long, (1..=100).rev().map(Value::Long));
        let answers = many("percentiles", &[hundred.clone(), number(5), number(99), constant(&Value::Real(99.9))]);
        assert_eq!(answers, [5, 99, 100].map(Value::Long));
        assert_eq!(of("percentile", &[hundred.clone(), number(0)]), Value::Long(1));
        let thousand = column(Type::Long, (1..=1000).map(Value::Long));
        assert_eq!(of("percentile", &[thousand, constant(&Value::Real(99.9))]), Value::Long(999));
        let twenty = column(Type::Long, (1..=20).map(Value::Long));
        assert_eq!(of("percentile", &[twenty, number(55)]), Value::Long(11));
        assert_eq!(
            of("percentiles_array", &[hundred, constant(&Value::Dynamic("[50,75.5]".to_owned()))]),
            Value::Dynamic("[50,76]".to_owned())
        );
    }

    #[test]
    fn types_of_answers() {
        assert_eq!(of("percentile", &[column(Type::Int, [Value::Int(-3)]), number(50)]), Value::Long(-3));
        let decimal = column(Type::Decimal, [Value::Decimal(Decimal { mantissa: 15, scale: 1 })]);
        assert_eq!(of("percentile", &[decimal, number(50)]), Value::Real(1.5));
        assert_eq!(of("percentile", &[texts(["b", "a"]), number(50)]), Value::String("a".to_owned()));
        assert_eq!(of("percentile", &[column(Type::Timespan, [Value::Timespan(9)]), number(1)]), Value::Timespan(9));
        let mixed = reals([Some(1.5), Some(-2.0), None, Some(f64::NAN), Some(-1.0)]);
        assert_eq!(of("percentile", &[mixed, number(50)]), Value::Real(-2.0));
    }

    #[test]
    fn percentiles_of_nothing() {
        assert_eq!(of("percentile", &[longs([None]), number(50)]), Value::Null(Type::Long));
        assert_eq!(of("percentiles_array", &[longs([]), number(50)]), Value::Null(Type::Dynamic));
    }

    #[test]
    fn what_is_refused() {
        assert!(refused("percentile", &[longs([Some(1)]), number(101)]).contains("between 0 and 100"));
        assert!(refused("percentile", &[longs([Some(1)]), longs([Some(50)])]).contains("constant"));
        assert!(refused("percentile", &[dynamics(["1"]), number(50)]).contains("order"));
    }
}
