//! An aggregate of the table as a DataFusion aggregate.

use super::accumulator::Adapter;
use crate::error::{KERNEL, located};
use datafusion::arrow::datatypes::{DataType, Field, FieldRef, Fields};
use datafusion::common::{Result, ScalarValue};
use datafusion::logical_expr::function::{AccumulatorArgs, StateFieldsArgs};
use datafusion::logical_expr::{Accumulator, AggregateUDF, AggregateUDFImpl, Signature, TypeSignature, Volatility};
use lurcher_columnar::arrow_type;
use lurcher_functions::{Aggregate, AggregateCall, Context, aggregates};
use lurcher_syntax::Span;
use lurcher_types::{Type, Value};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// The aggregate of this name for these arguments; with several `returns` its answer is a struct.
pub fn aggregate_function(
    name: &str,
    types: Vec<Type>,
    constants: Vec<Option<Value>>,
    returns: Vec<Type>,
    context: Context,
    span: Span,
) -> Result<Arc<AggregateUDF>> {
    let Some(aggregate) = aggregates().find(|a| a.description.name == name) else {
        return Err(located(KERNEL, span, format!("the aggregate `{name}` has no kernel")));
    };
    let signature = Signature::new(
        TypeSignature::OneOf(vec![TypeSignature::Nullary, TypeSignature::VariadicAny]),
        Volatility::Immutable,
    );
    let struct_fields = (returns.len() > 1).then(|| {
        returns.iter().enumerate().map(|(i, t)| Field::new(format!("f{i}"), arrow_type(*t), true)).collect::<Fields>()
    });
    Ok(Arc::new(AggregateUDF::new_from_impl(KqlAggregate {
        aggregate,
        types,
        constants,
        returns,
        struct_fields,
        context,
        span,
        signature,
    })))
}

struct KqlAggregate {
    aggregate: &'static Aggregate,
    types: Vec<Type>,
    constants: Vec<Option<Value>>,
    returns: Vec<Type>,
    struct_fields: Option<Fields>,
    context: Context,
    span: Span,
    signature: Signature,
}

impl std::fmt::Debug for KqlAggregate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.aggregate.description.name)
    }
}

impl PartialEq for KqlAggregate {
    fn eq(&self, other: &Self) -> bool {
        self.aggregate.description.name == other.aggregate.description.name
            && self.types == other.types
            && self.constants == other.constants
            && self.returns == other.returns
    }
}

impl Eq for KqlAggregate {}

impl Hash for KqlAggregate {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.aggregate.description.name.hash(state);
        self.types.hash(state);
    }
}

impl KqlAggregate {
    fn returns_type(&self) -> DataType {
        match &self.struct_fields {
            Some(fields) => DataType::Struct(fields.clone()),
            None => arrow_type(self.returns.first().copied().unwrap_or(Type::Dynamic)),
        }
    }
}

impl AggregateUDFImpl for KqlAggregate {
    fn name(&self) -> &str {
        self.aggregate.description.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(self.returns_type())
    }

    fn accumulator(&self, _: AccumulatorArgs) -> Result<Box<dyn Accumulator>> {
        let returns = self.returns.first().copied().unwrap_or(Type::Dynamic);
        let call =
            AggregateCall { argument_types: &self.types, constants: &self.constants, returns, context: &self.context };
        let inner = (self.aggregate.start)(&call).map_err(|e| located(KERNEL, self.span, e.to_string()))?;
        Ok(Box::new(Adapter {
            inner,
            types: self.types.clone(),
            returns: self.returns.clone(),
            struct_fields: self.struct_fields.clone(),
            span: self.span,
        }))
    }

    fn state_fields(&self, args: StateFieldsArgs) -> Result<Vec<FieldRef>> {
        Ok(vec![Arc::new(Field::new(format!("{}[state]", args.name), DataType::Binary, true))])
    }

    fn default_value(&self, data_type: &DataType) -> Result<ScalarValue> {
        ScalarValue::try_from(data_type)
    }
}
