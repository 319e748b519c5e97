//! A scalar function of the table as a DataFusion function.

use crate::error::{KERNEL, REFUSED, located};
use datafusion::arrow::array::ArrayRef;
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Result, ScalarValue};
use datafusion::logical_expr::{
    ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, TypeSignature, Volatility,
};
use lurcher_columnar::{Column, arrow_type};
use lurcher_functions::{Call, Context, Function, function};
use lurcher_syntax::Span;
use lurcher_types::Type;
use lurcher_types::describe::Stability;
use std::hash::{Hash, Hasher};

/// The function of this name for arguments of these types.
pub fn scalar_function(name: &str, types: Vec<Type>, returns: Type, context: Context, span: Span) -> Result<ScalarUDF> {
    match function(name) {
        Some(function) => Ok(ScalarUDF::new_from_impl(KqlFunction::new(function, types, returns, context, span))),
        None => Err(located(KERNEL, span, format!("`{name}` has no kernel"))),
    }
}

/// Whether this function is a path into a JSON text, whose arguments are the text and the steps.
pub fn walks_json(function: &ScalarUDF) -> bool {
    function
        .inner()
        .downcast_ref::<KqlFunction>()
        .is_some_and(|f| f.function.description.name == "__json_path" && f.types.first() == Some(&Type::String))
}

/// A function bound to its argument types; a plan that holds it can be read elsewhere by its name and types alone.
#[derive(Clone)]
struct KqlFunction {
    function: &'static Function,
    types: Vec<Type>,
    returns: Type,
    context: Context,
    span: Span,
    signature: Signature,
}

impl KqlFunction {
    fn new(function: &'static Function, types: Vec<Type>, returns: Type, context: Context, span: Span) -> KqlFunction {
        let volatility = match function.description.stability {
            Stability::PerRow => Volatility::Volatile,
            Stability::Pure | Stability::PerQuery => Volatility::Immutable,
        };
        let signature =
            Signature::new(TypeSignature::OneOf(vec![TypeSignature::Nullary, TypeSignature::VariadicAny]), volatility);
        KqlFunction { function, types, returns, context, span, signature }
    }
}

impl std::fmt::Debug for KqlFunction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.function.description.name)
    }
}

impl PartialEq for KqlFunction {
    fn eq(&self, other: &Self) -> bool {
        self.function.description.name == other.function.description.name
            && self.types == other.types
            && self.returns == other.returns
            && self.context == other.context
    }
}

impl Eq for KqlFunction {}

impl Hash for KqlFunction {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.function.description.name.hash(state);
        self.types.hash(state);
        self.returns.hash(state);
    }
}

impl ScalarUDFImpl for KqlFunction {
    fn name(&self) -> &str {
        self.function.description.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(arrow_type(self.returns))
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        // Constants alone need one row, unless every row is to have an answer of its own.
        let per_row = self.function.description.stability == Stability::PerRow;
        let all_constant = !per_row && args.args.iter().all(|a| matches!(a, ColumnarValue::Scalar(_)));
        let rows = if all_constant { 1 } else { args.number_rows };
        let columns = args.args.iter().zip(&self.types).map(|(a, t)| column_of(a, *t)).collect::<Result<Vec<_>>>()?;
        let call = Call { args: &columns, rows, returns: self.returns, context: &self.context };
        let answer = self.function.evaluate(&call).map_err(|e| {
            let code = if e.is_unbuilt { REFUSED } else { KERNEL };
            located(code, self.span, format!("{}: {e}", self.function.description.name))
        })?;
        Ok(if all_constant {
            ColumnarValue::Scalar(ScalarValue::try_from_array(&answer, 0)?)
        } else {
            ColumnarValue::Array(answer)
        })
    }
}

/// A value of a plan as a kernel's argument, in the Arrow type that its KQL type has.
pub fn column_of(value: &ColumnarValue, kql_type: Type) -> Result<Column> {
    let (array, constant) = match value {
        ColumnarValue::Array(array) => (array.clone(), false),
        ColumnarValue::Scalar(scalar) => (scalar.to_array()?, true),
    };
    Ok(Column { kql_type, array: in_type(array, kql_type)?, constant })
}

/// DataFusion hands some texts over as plain `Utf8`, and an untyped null as `Null`.
fn in_type(array: ArrayRef, kql_type: Type) -> Result<ArrayRef> {
    let wanted = arrow_type(kql_type);
    Ok(if *array.data_type() == wanted { array } else { cast(&array, &wanted)? })
}
