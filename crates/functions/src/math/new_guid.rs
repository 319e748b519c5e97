use super::random::draw;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::Value;
use lurcher_types::describe::{Description, Example, Stability};

pub const NEW_GUID: Function = Function {
    description: &Description {
        name: "new_guid",
        signatures: &["() -> guid"],
        stability: Stability::PerRow,
        summary: "A random guid, new in every row.",
        examples: &[Example { expression: "strlen(tostring(new_guid()))", equals: "36" }],
        page: "new-guid-function",
        deviation: Some("Two calls in one row give two guids; Kusto gives the same one."),
        ..Description::SCALAR
    },
    kernel: new_guid,
};

fn new_guid(call: &Call) -> Result<ArrayRef, KernelError> {
    let mut bits = draw(call, call.rows.saturating_mul(2));
    Ok(call.rows(|_| {
        let random = u128::from(bits.next()?) << 64 | u128::from(bits.next()?);
        // The bits that mark version 4 and the usual variant.
        let marked = (random & !(0xf << 76) & !(0x3 << 62)) | (0x4 << 76) | (0x2 << 62);
        Some(Value::Guid(marked.to_be_bytes()))
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Context;
    use lurcher_columnar::value_at;
    use lurcher_types::Type;

    #[test]
    fn guids_are_of_version_four() {
        let context = Context { now: 0, seed: 3 };
        let answer = NEW_GUID.evaluate(&Call { args: &[], rows: 2, returns: Type::Guid, context: &context }).unwrap();
        let (first, second) = (value_at(Type::Guid, &answer, 0), value_at(Type::Guid, &answer, 1));
        assert_ne!(first, second);
        let text = first.to_text();
        assert_eq!(text.as_bytes()[14], b'4', "{text}");
        assert!(b"89ab".contains(&text.as_bytes()[19]), "{text}");
    }
}
