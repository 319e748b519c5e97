use super::items::parts;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Naming, Nulls};
use lurcher_types::dynamic::{self, Step};
use lurcher_types::{Type, Value};

pub const INDEX: Function = Function {
    description: &Description {
        name: "__index",
        signatures: &["(value: dynamic, index: string|integer|dynamic) -> dynamic"],
        naming: Naming::Own,
        nulls: Nulls::Kernel,
        summary: "`d[x]` with an index that is not constant: a text is a key, a whole number counts elements.",
        page: "scalar-data-types/dynamic",
        ..Description::SCALAR
    },
    kernel: index,
};

fn index(call: &Call) -> Result<ArrayRef, KernelError> {
    let (values, index) = (call.args[0].dynamics(), &call.args[1]);
    let step = |row: usize| {
        let value = match index.kql_type {
            Type::Dynamic => dynamic::scalar(index.dynamics().get(row)?)?,
            _ => index.value(row),
        };
        match value {
            Value::String(key) => Some(Step::Key(key)),
            Value::Long(i) => Some(Step::Index(i)),
            Value::Int(i) => Some(Step::Index(i64::from(i))),
            _ => None,
        }
    };
    Ok(parts(call, |row| dynamic::get(values.get(row)?, &step(row)?)))
}

#[cfg(test)]
mod tests {
    use super::super::testing::gives;
    use super::INDEX;

    #[test]
    fn keys_and_elements() {
        gives(&INDEX, &["[1,2,3]", "-1"], "3");
        gives(&INDEX, &["[1,2,3]", "dynamic 0"], "1");
        gives(&INDEX, &["{\"Query Parameters\":{\"a\":1}}", "'Query Parameters'"], "{\"a\":1}");
        gives(&INDEX, &["{\"a\":1}", "\"a\""], "1");
        gives(&INDEX, &["[1]", "'a'"], "null");
        gives(&INDEX, &["[1]", "null"], "null");
    }
}
