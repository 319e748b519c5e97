use super::tdigest::{Digest, percentage};
use crate::dynamic::items::array;
use crate::{Call, Function, KernelError};
use arrow::array::{ArrayRef, StringViewArray};
use lurcher_types::describe::{Description, Naming};
use lurcher_types::dynamic::{Dynamic, from_value, scalar, to_value};
use lurcher_types::{Type, Value};
use std::sync::Arc;

pub const PERCENTILES_ARRAY_TDIGEST: Function = Function {
    description: &Description {
        name: "percentiles_array_tdigest",
        signatures: &[
            "(tdigest: array, percentile: real...) -> dynamic",
            "(tdigest: array, percentiles: array) -> dynamic",
        ],
        naming: Naming::Prefix("percentile_tdigest"),
        summary: "Several percentiles of the values that tdigest() saw, as an array.",
        page: "percentile-array-tdigest-function",
        deviation: Some("Exact, where the service estimates. Only digests made by Lurcher are read."),
        ..Description::SCALAR
    },
    kernel: percentiles_array_tdigest,
};

fn percentiles_array_tdigest(call: &Call) -> Result<ArrayRef, KernelError> {
    let Some((digest, percentiles)) = call.args.split_first() else {
        return Err(KernelError::new("a tdigest is wanted"));
    };
    let digests = digest.dynamics();
    // The binder hands over the name that `typeof` gave behind an array of percentiles.
    let asked = match percentiles {
        [one, name] if one.kql_type == Type::Dynamic && call.rows > 0 => Type::from_name(&name.value(0).to_text()),
        _ => None,
    };
    let answer = |row: usize| {
        let Some(encoded) = digests.get(row) else { return Ok(None) };
        let wanted: Vec<Value> = match percentiles {
            [one] | [one, _] if one.kql_type == Type::Dynamic => {
                let Some(elements) = array(one, row) else { return Ok(None) };
                elements.into_iter().map(|e| scalar(e).unwrap_or(Value::Null(Type::Real))).collect()
            }
            many => many.iter().map(|p| p.value(row)).collect(),
        };
        let digest = Digest::read(encoded)?;
        let mut found = Vec::with_capacity(wanted.len());
        for value in &wanted {
            let value = percentage(value)?.map(|p| digest.percentile(&p)).transpose()?.flatten();
            found.push(value.map_or(Dynamic::Null, |v| as_asked(&v, asked)));
        }
        Ok(Some(Dynamic::Array(found).encode()))
    };
    Ok(Arc::new((0..call.rows).map(answer).collect::<Result<StringViewArray, KernelError>>()?))
}

/// A percentile in the type asked for.
fn as_asked(value: &Value, asked: Option<Type>) -> Dynamic {
    let own = from_value(value);
    match asked {
        Some(t) => from_value(&to_value(&own.encode(), t)),
        None => own,
    }
}
