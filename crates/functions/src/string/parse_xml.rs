use super::texts::Texts;
use super::xml;
use crate::dynamic::items::answers;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Naming};

pub const PARSE_XML: Function = Function {
    description: &Description {
        name: "parse_xml",
        signatures: &["(xml: string|dynamic) -> dynamic"],
        naming: Naming::FirstArgument,
        summary: "An XML document as a bag: elements by name, attributes as `@name`, text as `#text`; null if it is no XML.",
        examples: &[
            Example {
                expression: "parse_xml('<mail><to id=\"1\">ann</to><to>bob</to></mail>')",
                equals: r##"dynamic({"mail": {"to": [{"@id": "1", "#text": "ann"}, "bob"]}})"##,
            },
            Example { expression: "parse_xml('<open>')", equals: "dynamic(null)" },
        ],
        page: "parse-xml-function",
        deviation: Some(
            "Texts stay strings even where they read as numbers. Blanks around a text are dropped, CDATA is text, and \
             several texts between elements become an array. Elements nested more than 128 deep are refused. \
             No entity but the five of XML itself is known, and none is ever fetched.",
        ),
        ..Description::SCALAR
    },
    kernel: parse_xml,
};

/// The longest text that is read; a longer one is null, as documented.
const MAX_XML_BYTES: usize = 1 << 20;

fn parse_xml(call: &Call) -> Result<ArrayRef, KernelError> {
    let [text] = call.args else { return Err(KernelError::new("one argument is wanted")) };
    let texts = Texts::of(text);
    let mut too_deep = false;
    let answer = answers(call, |row, out| {
        let text = texts.get(row).filter(|text| text.len() <= MAX_XML_BYTES)?;
        match xml::bag(&text) {
            Ok(bag) => bag.encode_into(out),
            Err(xml::Unread::TooDeep) => too_deep = true,
            Err(xml::Unread::NoXml) => return None,
        }
        Some(())
    })?;
    match too_deep {
        true => Err(KernelError::new(format!("an XML document nests more than {} elements", xml::MAX_DEPTH))),
        false => Ok(answer),
    }
}
