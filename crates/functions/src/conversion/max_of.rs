use super::branches::best;
use crate::Function;
use lurcher_types::describe::{Description, Example, Nulls};
use std::cmp::Ordering;

pub const MAX_OF: Function = Function {
    description: &Description {
        name: "max_of",
        signatures: &["(value: common_orderable, values: common_orderable...) -> common"],
        nulls: Nulls::Kernel,
        summary: "The greatest of its arguments; a null counts only if all are null.",
        examples: &[
            Example { expression: "max_of(3, 9, 4)", equals: "9" },
            Example { expression: "max_of(long(null), 2)", equals: "2" },
        ],
        page: "max-of-function",
        deviation: Some("NaN ranks below every number; what Kusto does is not documented."),
        ..Description::SCALAR
    },
    kernel: |call| best(call, Ordering::Greater),
};

#[cfg(test)]
mod tests {
    use super::super::min_of::MIN_OF;
    use super::super::testing::*;
    use super::*;
    use lurcher_types::{Type, Value};

    #[test]
    fn nulls_do_not_count() {
        let null = Value::Null(Type::Int);
        let arguments = [null.clone(), Value::Int(5), Value::Int(8), null.clone()];
        assert_eq!(call(&MAX_OF, Type::Int, &arguments), Value::Int(8));
        assert_eq!(call(&MIN_OF, Type::Int, &arguments), Value::Int(5));
        assert_eq!(call(&MAX_OF, Type::Int, &[null.clone(), null.clone()]), null);
    }

    #[test]
    fn every_orderable_type() {
        for (small, great) in [
            (text("B"), text("a")),
            (decimal("1.4"), decimal("1.5")),
            (at("2024-01-01"), at("2024-01-02")),
            (Value::Bool(false), Value::Bool(true)),
            (Value::Real(-0.5), Value::Real(0.5)),
        ] {
            let t = small.kql_type();
            assert_eq!(call(&MAX_OF, t, &[small.clone(), great.clone()]), great);
            assert_eq!(call(&MIN_OF, t, &[great.clone(), small.clone()]), small);
        }
    }
}
