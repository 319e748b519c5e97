//! Functions of the bits of whole numbers.

use crate::Function;
use lurcher_columnar::Column;
use lurcher_types::Type;

mod binary_and;
mod binary_not;
mod binary_or;
mod binary_shift_left;
mod binary_shift_right;
mod binary_xor;
mod bitset_count_ones;

pub static FUNCTIONS: &[Function] = &[
    binary_and::BINARY_AND,
    binary_or::BINARY_OR,
    binary_xor::BINARY_XOR,
    binary_not::BINARY_NOT,
    binary_shift_left::BINARY_SHIFT_LEFT,
    binary_shift_right::BINARY_SHIFT_RIGHT,
    bitset_count_ones::BITSET_COUNT_ONES,
];

/// The 64 bits in this row; an int is widened with its sign, a bool is 0 or 1. Nothing for null.
fn bits(column: &Column, row: usize) -> Option<i64> {
    match column.kql_type {
        Type::Bool if column.is_null(row) => None,
        Type::Bool => Some(i64::from(column.bools().value(column.index(row)))),
        _ => column.longs().get(row),
    }
}

#[cfg(test)]
mod tests {
    use crate::ip::testing::of;
    use lurcher_types::{Type, Value};

    #[test]
    fn bits_are_64() {
        let long = Value::Long;
        assert_eq!(of("binary_and", &[long(12), Value::Int(10)]), long(8));
        assert_eq!(of("binary_or", &[Value::Bool(true), long(4)]), long(5));
        assert_eq!(of("binary_xor", &[long(12), long(10)]), long(6));
        assert_eq!(of("binary_not", &[Value::Int(100)]), long(-101));
        assert_eq!(of("bitset_count_ones", &[Value::Int(-1)]), long(64));
        assert_eq!(of("binary_and", &[Value::Null(Type::Bool), long(1)]), Value::Null(Type::Long));
    }

    #[test]
    fn shifts_count_modulo_64() {
        let shift = |name, n, by| of(name, &[Value::Long(n), Value::Long(by)]);
        assert_eq!(shift("binary_shift_left", 5, 40), Value::Long(5497558138880));
        assert_eq!(shift("binary_shift_left", 1, 65), Value::Long(2));
        assert_eq!(shift("binary_shift_right", -8, 1), Value::Long(-4));
        assert_eq!(shift("binary_shift_right", 1, -1), Value::Null(Type::Long));
    }
}
