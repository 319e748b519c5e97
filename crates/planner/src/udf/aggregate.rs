//! An aggregate of the table as a DataFusion aggregate.

use super::accumulator::Adapter;
use super::definition::Definition;
use super::distinct::Distinct;
use super::groups::Groups;
use super::picked::Picked;
use crate::error::{KERNEL, located};
use datafusion::arrow::datatypes::{DataType, Field, FieldRef};
use datafusion::common::{Result, ScalarValue};
use datafusion::logical_expr::function::{AccumulatorArgs, StateFieldsArgs};
use datafusion::logical_expr::{
    Accumulator, AggregateUDF, AggregateUDFImpl, GroupsAccumulator, Signature, TypeSignature, Volatility,
};
use lurcher_functions::{Context, aggregates};
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
    let definition = Arc::new(Definition { aggregate, types, constants, returns, context, span });
    Ok(Arc::new(AggregateUDF::new_from_impl(KqlAggregate { definition, signature })))
}

#[derive(Debug)]
struct KqlAggregate {
    definition: Arc<Definition>,
    signature: Signature,
}

impl PartialEq for KqlAggregate {
    fn eq(&self, other: &Self) -> bool {
        let (a, b) = (&self.definition, &other.definition);
        a.aggregate.description.name == b.aggregate.description.name
            && a.types == b.types
            && a.constants == b.constants
            && a.returns == b.returns
    }
}

impl Eq for KqlAggregate {}

impl Hash for KqlAggregate {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.definition.aggregate.description.name.hash(state);
        self.definition.types.hash(state);
    }
}

impl AggregateUDFImpl for KqlAggregate {
    fn name(&self) -> &str {
        self.definition.aggregate.description.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(self.definition.answer_type())
    }

    fn accumulator(&self, _: AccumulatorArgs) -> Result<Box<dyn Accumulator>> {
        let inner = self.definition.start()?;
        Ok(Box::new(Adapter { inner, definition: self.definition.clone() }))
    }

    fn groups_accumulator_supported(&self, _: AccumulatorArgs) -> bool {
        true
    }

    fn create_groups_accumulator(&self, _: AccumulatorArgs) -> Result<Box<dyn GroupsAccumulator>> {
        let definition = self.definition.clone();
        // Constants that it does not take are refused here too.
        definition.start()?;
        if let Some(values) = definition.distinct_values() {
            return Ok(Box::new(Distinct::new(definition, values)));
        }
        Ok(match definition.picker() {
            Some(picker) => Box::new(Picked::new(definition, picker)),
            None => Box::new(Groups::new(definition)),
        })
    }

    fn state_fields(&self, args: StateFieldsArgs) -> Result<Vec<FieldRef>> {
        Ok(vec![Arc::new(Field::new(format!("{}[state]", args.name), DataType::LargeBinary, true))])
    }

    fn default_value(&self, data_type: &DataType) -> Result<ScalarValue> {
        ScalarValue::try_from(data_type)
    }
}
