//! The state of an accumulator as bytes, so that a partial aggregate can travel.

use datafusion::common::{Result, internal_err};
use lurcher_types::{Decimal, Type, Value};

pub fn write(values: &[Value]) -> Vec<u8> {
    let mut out = Vec::new();
    for value in values {
        out.push(value.kql_type() as u8);
        match value {
            Value::Null(_) => bytes(&mut out, None),
            Value::Bool(v) => bytes(&mut out, Some(&[u8::from(*v)])),
            Value::Int(v) => bytes(&mut out, Some(&v.to_le_bytes())),
            Value::Long(v) | Value::Datetime(v) | Value::Timespan(v) => bytes(&mut out, Some(&v.to_le_bytes())),
            Value::Real(v) => bytes(&mut out, Some(&v.to_bits().to_le_bytes())),
            Value::Decimal(v) => {
                let mut all = v.mantissa.to_le_bytes().to_vec();
                all.push(v.scale);
                bytes(&mut out, Some(&all));
            }
            Value::String(v) | Value::Dynamic(v) => bytes(&mut out, Some(v.as_bytes())),
            Value::Guid(v) => bytes(&mut out, Some(v)),
        }
    }
    out
}

/// A length (all ones for null) and as many bytes.
fn bytes(out: &mut Vec<u8>, content: Option<&[u8]>) {
    let length = content.map_or(u64::MAX, |c| c.len() as u64);
    out.extend_from_slice(&length.to_le_bytes());
    out.extend_from_slice(content.unwrap_or(&[]));
}

pub fn read(mut text: &[u8]) -> Result<Vec<Value>> {
    let mut values = Vec::new();
    while let Some((&tag, rest)) = text.split_first() {
        let Some(t) = Type::ALL.into_iter().find(|t| *t as u8 == tag) else {
            return internal_err!("no type has the number {tag}");
        };
        let Some((length, rest)) = rest.split_first_chunk::<8>() else { return internal_err!("a state ends early") };
        let length = u64::from_le_bytes(*length);
        if length == u64::MAX {
            values.push(Value::Null(t));
            text = rest;
            continue;
        }
        let Some((content, rest)) = rest.split_at_checked(length as usize) else {
            return internal_err!("a state ends early");
        };
        match value(t, content) {
            Some(v) => values.push(v),
            None => return internal_err!("a state holds no {t}"),
        }
        text = rest;
    }
    Ok(values)
}

fn value(t: Type, content: &[u8]) -> Option<Value> {
    let long = || Some(i64::from_le_bytes(content.try_into().ok()?));
    let text = || String::from_utf8(content.to_vec()).ok();
    Some(match t {
        Type::Bool => Value::Bool(content.first()? != &0),
        Type::Int => Value::Int(i32::from_le_bytes(content.try_into().ok()?)),
        Type::Long => Value::Long(long()?),
        Type::Datetime => Value::Datetime(long()?),
        Type::Timespan => Value::Timespan(long()?),
        Type::Real => Value::Real(f64::from_bits(u64::from_le_bytes(content.try_into().ok()?))),
        Type::Decimal => {
            let (scale, mantissa) = content.split_last()?;
            Value::Decimal(Decimal { mantissa: i128::from_le_bytes(mantissa.try_into().ok()?), scale: *scale })
        }
        Type::String => Value::String(text()?),
        Type::Dynamic => Value::Dynamic(text()?),
        Type::Guid => Value::Guid(content.try_into().ok()?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_reads_back() {
        let values = vec![
            Value::Null(Type::Long),
            Value::Bool(true),
            Value::Long(-5),
            Value::String("é".into()),
            Value::Real(-0.0),
            Value::Decimal(Decimal { mantissa: -7, scale: 3 }),
            Value::Guid([7; 16]),
        ];
        assert_eq!(read(&write(&values)).unwrap(), values);
        assert!(read(&[1, 2, 3]).is_err());
    }
}
