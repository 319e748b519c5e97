use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_columnar::Column;
use lurcher_types::Type;
use lurcher_types::describe::{Description, Example};
use xxhash_rust::xxh64::xxh64;

pub const HASH: Function = Function {
    description: &Description {
        name: "hash",
        aliases: &["hash_xxhash64"],
        signatures: &["(value: string|datetime, [modulo: integer]) -> long"],
        summary: "The xxHash64 of a text or a datetime, or its remainder by a positive number.",
        examples: &[Example { expression: "hash('a') == hash('a')", equals: "true" }],
        page: "hash-function",
        deviation: Some(
            "Other types are refused: which bytes of them Kusto hashes is not known. A negative hash counts as unsigned before the remainder is taken.",
        ),
        ..Description::SCALAR
    },
    kernel: hash,
};

fn hash(call: &Call) -> Result<ArrayRef, KernelError> {
    let Some(value) = call.args.first() else { return Err(KernelError::new("a value is wanted")) };
    let modulos = call.args.get(1).map(Column::longs);
    let finish = |hash: u64, row: usize| match modulos {
        None => Some(hash.cast_signed()),
        Some(modulos) => {
            let modulo = u64::try_from(modulos.get(row)?).ok()?;
            Some(hash.checked_rem(modulo)?.cast_signed())
        }
    };
    Ok(match value.kql_type {
        Type::String => {
            let texts = value.strings();
            call.longs(|row| finish(xxh64(texts.value(row).as_bytes(), 0), row))
        }
        Type::Datetime => {
            let dates = value.longs();
            call.longs(|row| finish(xxh64(&dates.get(row)?.to_le_bytes(), 0), row))
        }
        other => return Err(KernelError::new(format!("the hash of a {other} is not known; hash its tostring"))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversion::testing::*;
    use lurcher_types::Value;

    #[test]
    fn known_hashes() {
        assert_eq!(call(&HASH, Type::Long, &[text("World")]), Value::Long(1_846_988_464_401_551_951));
        assert_eq!(call(&HASH, Type::Long, &[text("World"), Value::Long(100)]), Value::Long(51));
        assert_eq!(call(&HASH, Type::Long, &[at("2015-01-01")]), Value::Long(1_380_966_698_541_616_202));
        assert_eq!(call(&HASH, Type::Long, &[text("World"), Value::Long(0)]), Value::Null(Type::Long));
        assert_eq!(call(&HASH, Type::Long, &[Value::Null(Type::Datetime)]), Value::Null(Type::Long));
    }
}
