use super::encoded::{array, dynamics};
use super::texts::Texts;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};
use lurcher_types::dynamic::write_string;
use std::collections::BTreeMap;

pub const PARSE_URLQUERY: Function = Function {
    description: &Description {
        name: "parse_urlquery",
        aliases: &["parseurlquery"],
        signatures: &["(query: string|dynamic) -> dynamic"],
        summary: "The keys and values of a URL's query, under Query Parameters.",
        examples: &[Example {
            expression: r#"parse_urlquery('k1=v1&k2=v2')"#,
            equals: r#"dynamic({"Query Parameters": {"k1": "v1", "k2": "v2"}})"#,
        }],
        page: "parse-url-query-function",
        ..Description::SCALAR
    },
    kernel: parse_urlquery,
};

fn parse_urlquery(call: &Call) -> Result<ArrayRef, KernelError> {
    let texts = Texts::of(&call.args[0]);
    Ok(dynamics(call, |row, out| {
        out.push_str(r#"{"Query Parameters":"#);
        write_parameters(out, &texts.text(row));
        out.push('}');
        Some(())
    }))
}

/// The parameters sorted by key; a repeated key holds an array. A pair without key or value is left out,
/// and nothing is decoded.
pub fn write_parameters(out: &mut String, query: &str) {
    let mut parameters: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (key, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
        if !key.is_empty() && !value.is_empty() {
            parameters.entry(key).or_default().push(value);
        }
    }
    out.push('{');
    for (i, (key, values)) in parameters.iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        write_string(out, key);
        out.push(':');
        match values.as_slice() {
            [value] => write_string(out, value),
            values => array(out, values),
        }
    }
    out.push('}');
}
