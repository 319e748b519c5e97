//! `bag_pack` and its relatives, which the binder gives names and values in pairs.

use super::items::{answers, encoded, text};
use super::members::Members;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_columnar::Column;
use lurcher_types::describe::{Description, Example, Nulls};
use lurcher_types::dynamic::{self, NULL};
use lurcher_types::{Type, Value};

pub const BAG_PACK: Function = Function {
    description: &Description {
        name: "bag_pack",
        aliases: &["pack", "pack_dictionary"],
        signatures: &["(key: string|dynamic..., value: scalar...) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "A bag made of keys and values.",
        examples: &[Example {
            expression: "bag_pack('a', 1, 'b', bag_pack('c', 'x'))",
            equals: "dynamic({'a':1,'b':{'c':'x'}})",
        }],
        page: "pack-function",
        deviation: Some("A key given twice holds its last value."),
        ..Description::SCALAR
    },
    kernel: |call| pack(call, call.args, false),
};

/// The binder passes each column's name before its value.
pub const BAG_PACK_COLUMNS: Function = Function {
    description: &Description {
        name: "bag_pack_columns",
        signatures: &["(value: column scalar...) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "A bag of columns, with their names as keys.",
        page: "bag-pack-columns-function",
        ..Description::SCALAR
    },
    kernel: |call| pack(call, call.args, false),
};

/// The binder passes the flag first (false where it is left out), then each column's name before its value.
pub const PACK_ALL: Function = Function {
    description: &Description {
        name: "pack_all",
        signatures: &["([ignore_null_empty: literal bool]) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "A bag of all columns, with their names as keys; with `true` without those that are null or empty.",
        page: "pack-all-function",
        ..Description::SCALAR
    },
    kernel: pack_all,
};

fn pack_all(call: &Call) -> Result<ArrayRef, KernelError> {
    let Some((flag, pairs)) = call.args.split_first() else {
        return Err(KernelError::new("`pack_all` needs its flag"));
    };
    pack(call, pairs, flag.constant_value() == Some(Value::Bool(true)))
}

fn pack(call: &Call, pairs: &[Column], skip_missing: bool) -> Result<ArrayRef, KernelError> {
    // A constant key is the rule: it is written once.
    let key = |column: &Column, row: usize| {
        let mut out = String::new();
        dynamic::write_string(&mut out, &text(column, row));
        out
    };
    let pairs: Vec<(&Column, Option<String>, &Column)> =
        pairs.chunks_exact(2).map(|pair| (&pair[0], pair[0].constant.then(|| key(&pair[0], 0)), &pair[1])).collect();
    answers(call, |row, out| {
        let mut members = Members::default();
        for (key_column, constant, value) in &pairs {
            if skip_missing && is_missing(value, row) {
                continue;
            }
            let key = match constant {
                Some(key) => key.as_str().into(),
                None => key(key_column, row).into(),
            };
            members.set(key, encoded(value, row));
        }
        members.write(out);
        Some(())
    })
}

fn is_missing(value: &Column, row: usize) -> bool {
    match value.kql_type {
        Type::String => value.strings().value(row).is_empty(),
        Type::Dynamic => matches!(value.dynamics().get(row).unwrap_or(NULL), NULL | "\"\""),
        _ => value.is_null(row),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{gives, try_answer};
    use super::*;

    #[test]
    fn bags() {
        gives(
            &BAG_PACK,
            &["'Level'", "'x'", "'Id'", "1234", "'d\"'", "{\"u\":1.0}"],
            r#"{"Level":"x","Id":1234,"d\"":{"u":1.0}}"#,
        );
        gives(&BAG_PACK, &["'a'", "null", "'b'", "true"], r#"{"a":null,"b":true}"#);
        gives(&BAG_PACK, &["'a'", "1", "'b'", "2", "'a'", "3"], r#"{"a":3,"b":2}"#);
        gives(&PACK_ALL, &["false", "'a'", "''", "'b'", "null", "'c'", "1"], r#"{"a":"","b":null,"c":1}"#);
        gives(&PACK_ALL, &["true", "'a'", "''", "'b'", "null", "'c'", "1"], r#"{"c":1}"#);
    }

    #[test]
    fn typed_values_stay_typed() {
        let args =
            [Value::String("t".to_owned()), Value::Datetime(5), Value::String("g".to_owned()), Value::Guid([1; 16])];
        let packed = try_answer(&BAG_PACK, Type::Dynamic, &args).unwrap();
        assert_eq!(packed, Value::Dynamic(r#"{"t":@d5,"g":@g01010101010101010101010101010101}"#.to_owned()));
    }
}
