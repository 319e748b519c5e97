use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_columnar::Column;
use lurcher_types::Type;
use lurcher_types::describe::{Description, Nulls};

pub const ESTIMATE_DATA_SIZE: Function = Function {
    description: &Description {
        name: "estimate_data_size",
        signatures: &["(column: column scalar...) -> long", "(column: star scalar) -> long"],
        nulls: Nulls::Kernel,
        summary: "The bytes that the values of some columns take: a text its UTF-8, another value as much as its type.",
        page: "estimate-data-size-function",
        deviation: Some("Columns of type decimal and dynamic are refused: how the service stores them is not known."),
        ..Description::SCALAR
    },
    kernel: estimate_data_size,
};

/// The binder gives the columns that a `*` stands for.
fn estimate_data_size(call: &Call) -> Result<ArrayRef, KernelError> {
    let mut fixed = 0;
    let mut texts = Vec::new();
    for column in call.args {
        match column.kql_type {
            Type::Bool => fixed += 1,
            Type::Int => fixed += 4,
            Type::Long | Type::Real | Type::Datetime | Type::Timespan => fixed += 8,
            Type::Guid => fixed += 16,
            Type::String => texts.push(Column::strings(column)),
            t @ (Type::Decimal | Type::Dynamic) => {
                return Err(KernelError::new(format!("the size of a {t} in the service's storage is not known")));
            }
        }
    }
    Ok(call.longs(|row| Some(fixed + texts.iter().map(|t| t.value(row).len() as i64).sum::<i64>())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::string::testing::{counts, text, try_answer};
    use lurcher_types::Value;

    #[test]
    fn sizes() {
        let row = [Value::Long(1), text("1234567890"), Value::Null(Type::Int), text("ä")];
        assert_eq!(counts(&ESTIMATE_DATA_SIZE, &row), Some(8 + 10 + 4 + 2));
        assert!(try_answer(&ESTIMATE_DATA_SIZE, Type::Long, &[Value::Dynamic("[]".into())]).is_err());
    }
}
