use crate::arguments::{Schema, SchemaKind};
use crate::failure::Failure;
use crate::output::write_text;
use lurcher_rules::shape::{CUSTOM_DETECTION, OVERLAY, PACK, SENTINEL, json_schema};
use std::process::ExitCode;

/// `lurcher schema`: what a file may hold, as the validator reads it.
pub fn run(schema: &Schema) -> Result<ExitCode, Failure> {
    let (title, record) = match schema.kind {
        SchemaKind::Rule => ("A rule", &SENTINEL),
        SchemaKind::Overlay => ("An overlay of a rule", &OVERLAY),
        SchemaKind::Pack => ("A pack of rules", &PACK),
        SchemaKind::CustomDetection => ("A custom detection", &CUSTOM_DETECTION),
    };
    write_text(schema.out.as_deref(), &format!("{:#}\n", json_schema(title, record)))?;
    Ok(ExitCode::SUCCESS)
}
