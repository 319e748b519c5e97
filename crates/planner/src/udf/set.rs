//! Membership in a set that an earlier step computed, for the operators that DataFusion's `IN` does not know.

use super::scalar::column_of;
use crate::error::{KERNEL, located};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::Result;
use datafusion::logical_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility};
use lurcher_columnar::constant;
use lurcher_functions::{Call, Context, Function, function};
use lurcher_syntax::Span;
use lurcher_types::{Type, Value};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// `in~`, `has_any` or `has_all` over the values of a set.
pub fn set_function(
    name: &'static str,
    kql_type: Type,
    set: Arc<Vec<Value>>,
    context: Context,
    span: Span,
) -> Result<ScalarUDF> {
    match function(name) {
        Some(function) => {
            let signature = Signature::any(1, Volatility::Immutable);
            Ok(ScalarUDF::new_from_impl(InSet { function, kql_type, set, context, span, signature }))
        }
        None => Err(located(KERNEL, span, format!("`{name}` has no kernel"))),
    }
}

struct InSet {
    function: &'static Function,
    kql_type: Type,
    set: Arc<Vec<Value>>,
    context: Context,
    span: Span,
    signature: Signature,
}

impl std::fmt::Debug for InSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} of {} values", self.function.description.name, self.set.len())
    }
}

impl PartialEq for InSet {
    fn eq(&self, other: &Self) -> bool {
        self.function.description.name == other.function.description.name && self.set == other.set
    }
}

impl Eq for InSet {}

impl Hash for InSet {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.function.description.name.hash(state);
        self.set.len().hash(state);
    }
}

impl ScalarUDFImpl for InSet {
    fn name(&self) -> &str {
        self.function.description.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Boolean)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let mut columns = Vec::with_capacity(self.set.len() + 1);
        for value in &args.args {
            columns.push(column_of(value, self.kql_type)?);
        }
        columns.extend(self.set.iter().map(constant));
        let call = Call { args: &columns, rows: args.number_rows, returns: Type::Bool, context: &self.context };
        let answer = self.function.evaluate(&call).map_err(|e| located(KERNEL, self.span, e.to_string()))?;
        Ok(ColumnarValue::Array(answer))
    }
}
