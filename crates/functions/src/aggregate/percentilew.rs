use super::percentile::{EXACT, Percentiles, Shape};
use crate::Aggregate;
use lurcher_types::describe::{Description, Naming};

pub const PERCENTILEW: Aggregate = Aggregate {
    description: &Description {
        name: "percentilew",
        signatures: &["(expr: scalar, weight: integer, percentile: const number) -> own"],
        naming: Naming::Own,
        summary: "A percentile of values that count as often as their weight says.",
        page: "percentiles-aggregation-function",
        deviation: EXACT,
        ..Description::AGGREGATE
    },
    ordered: |_| false,
    start: |call| Percentiles::start(call, 2, Shape::Columns),
};

pub const PERCENTILESW: Aggregate = Aggregate {
    description: &Description {
        name: "percentilesw",
        signatures: &["(expr: scalar, weight: integer, percentile: const number...) -> own"],
        naming: Naming::Own,
        summary: "Several weighted percentiles, each in a column of its own.",
        page: "percentiles-aggregation-function",
        deviation: EXACT,
        ..Description::AGGREGATE
    },
    ordered: |_| false,
    start: |call| Percentiles::start(call, 2, Shape::Columns),
};

pub const PERCENTILESW_ARRAY: Aggregate = Aggregate {
    description: &Description {
        name: "percentilesw_array",
        signatures: &[
            "(expr: scalar, weight: integer, percentile: const number...) -> dynamic",
            "(expr: scalar, weight: integer, percentiles: const array) -> dynamic",
        ],
        naming: Naming::Own,
        summary: "Several weighted percentiles in one array.",
        page: "percentiles-aggregation-function",
        deviation: EXACT,
        ..Description::AGGREGATE
    },
    ordered: |_| false,
    start: |call| Percentiles::start(call, 2, Shape::Array),
};

#[cfg(test)]
mod tests {
    use crate::aggregate::testing::{longs, many, number, of, refused};
    use lurcher_columnar::constant;
    use lurcher_types::Value;

    #[test]
    fn a_value_counts_as_often_as_it_weighs() {
        let values = longs([Some(40), Some(10), Some(20), Some(30), Some(99), None]);
        let weights = longs([Some(1), Some(8), Some(6), Some(3), Some(0), Some(7)]);
        let points = [number(50), number(75), constant(&Value::Real(99.9))];
        let arguments: Vec<_> = [values.clone(), weights.clone()].into_iter().chain(points.clone()).collect();
        assert_eq!(many("percentilesw", &arguments), [20, 20, 40].map(Value::Long));
        assert_eq!(of("percentilesw_array", &arguments), Value::Dynamic("[20,20,40]".to_owned()));
        assert_eq!(of("percentilew", &[values, weights, number(10)]), Value::Long(10));
    }

    #[test]
    fn weights_without_bounds_are_refused() {
        let heavy = longs([Some(i64::MAX), Some(1)]);
        assert!(refused("percentilew", &[longs([Some(1), Some(2)]), heavy, number(50)]).contains("weights"));
    }
}
