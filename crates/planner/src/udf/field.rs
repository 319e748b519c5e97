//! One field of a struct, by position: how the several outputs of one aggregate come apart.

use datafusion::arrow::array::{Array, AsArray};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Result, ScalarValue, internal_err};
use datafusion::logical_expr::{
    ColumnarValue, Expr, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility,
};

pub fn field_of(value: Expr, index: usize) -> Expr {
    let signature = Signature::any(1, Volatility::Immutable);
    ScalarUDF::new_from_impl(Field { index, signature }).call(vec![value])
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct Field {
    index: usize,
    signature: Signature,
}

impl ScalarUDFImpl for Field {
    fn name(&self) -> &str {
        "__field"
    }

    /// Two fields of one struct must not pass for one expression.
    fn schema_name(&self, args: &[Expr]) -> Result<String> {
        let inner = args.iter().map(|a| a.schema_name().to_string()).collect::<String>();
        Ok(format!("__field_{}({inner})", self.index))
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, types: &[DataType]) -> Result<DataType> {
        match types.first() {
            Some(DataType::Struct(fields)) if self.index < fields.len() => Ok(fields[self.index].data_type().clone()),
            other => internal_err!("no field {} in {other:?}", self.index),
        }
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        match args.args.first() {
            Some(ColumnarValue::Array(array)) => {
                let rows = array.as_struct();
                let field = rows.column(self.index).clone();
                debug_assert_eq!(field.len(), rows.len());
                Ok(ColumnarValue::Array(field))
            }
            Some(ColumnarValue::Scalar(ScalarValue::Struct(rows))) => {
                Ok(ColumnarValue::Scalar(ScalarValue::try_from_array(rows.column(self.index), 0)?))
            }
            _ => internal_err!("a struct is wanted"),
        }
    }
}
