//! An XML document as a dynamic, element by element and without recursion.

use lurcher_types::dynamic::Dynamic;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;

/// How many elements may stand in each other: no deeper than any other dynamic.
pub const MAX_DEPTH: usize = 128;

#[derive(Debug, PartialEq)]
pub enum Unread {
    NoXml,
    TooDeep,
}

/// A bag with the document's element as its one member.
pub fn bag(text: &str) -> Result<Dynamic, Unread> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().trim_text(true);
    reader.config_mut().expand_empty_elements = true;
    let mut open: Vec<Element> = Vec::new();
    let mut document = Element::default();
    loop {
        match reader.read_event().map_err(|_| Unread::NoXml)? {
            Event::Start(start) => {
                // A document has one element.
                if open.is_empty() && !document.members.is_empty() {
                    return Err(Unread::NoXml);
                }
                if open.len() == MAX_DEPTH {
                    return Err(Unread::TooDeep);
                }
                open.push(Element::start(&start).ok_or(Unread::NoXml)?);
            }
            // The reader has seen to it that the names match.
            Event::End(_) => {
                let element = open.pop().ok_or(Unread::NoXml)?;
                let name = element.name.clone();
                open.last_mut().unwrap_or(&mut document).add(name, element.value());
            }
            Event::Text(text) => add_text(&mut open, text.unescape().map_err(|_| Unread::NoXml)?.as_ref())?,
            Event::CData(data) => add_text(&mut open, data.decode().map_err(|_| Unread::NoXml)?.trim_ascii())?,
            Event::Eof if open.is_empty() && !document.members.is_empty() => return Ok(document.value()),
            Event::Eof => return Err(Unread::NoXml),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::DocType(_) | Event::Empty(_) => {}
        }
    }
}

/// A byte order mark is all the text that may stand outside the document's element.
fn add_text(open: &mut [Element], text: &str) -> Result<(), Unread> {
    match open.last_mut() {
        Some(element) if !text.is_empty() => element.add("#text".to_owned(), Dynamic::String(text.to_owned())),
        None if !text.trim_start_matches('\u{feff}').is_empty() => return Err(Unread::NoXml),
        _ => {}
    }
    Ok(())
}

/// An element whose end has not come yet: its attributes, texts and elements in the order of their first appearance.
#[derive(Default)]
struct Element {
    name: String,
    members: Vec<(String, Vec<Dynamic>)>,
    places: HashMap<String, usize>,
}

impl Element {
    fn start(start: &BytesStart) -> Option<Element> {
        let name = std::str::from_utf8(start.name().into_inner()).ok()?.to_owned();
        let mut element = Element { name, ..Element::default() };
        // The check for names given twice compares each with each; the map below does it at once.
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute.ok()?;
            let key = format!("@{}", std::str::from_utf8(attribute.key.into_inner()).ok()?);
            if element.places.contains_key(&key) {
                return None;
            }
            element.add(key, Dynamic::String(attribute.unescape_value().ok()?.into_owned()));
        }
        Some(element)
    }

    fn add(&mut self, key: String, value: Dynamic) {
        let next = self.members.len();
        let place = *self.places.entry(key.clone()).or_insert(next);
        match self.members.get_mut(place) {
            Some((_, values)) => values.push(value),
            None => self.members.push((key, vec![value])),
        }
    }

    /// Null for an empty element, the text of one that has nothing else, otherwise a bag.
    fn value(mut self) -> Dynamic {
        match self.members.as_mut_slice() {
            [] => return Dynamic::Null,
            [(key, values)] if key == "#text" => return one_or_all(std::mem::take(values)),
            _ => {}
        }
        Dynamic::Bag(self.members.into_iter().map(|(key, values)| (key, one_or_all(values))).collect())
    }
}

fn one_or_all(mut values: Vec<Dynamic>) -> Dynamic {
    match values.pop() {
        Some(only) if values.is_empty() => only,
        Some(last) => {
            values.push(last);
            Dynamic::Array(values)
        }
        None => Dynamic::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        bag(text).map_or_else(|e| format!("{e:?}"), |bag| bag.encode())
    }

    #[test]
    fn each_form_of_an_element() {
        for (xml, answer) in [
            ("<e/>", r#"{"e":null}"#),
            ("<e></e>", r#"{"e":null}"#),
            ("<e> </e>", r#"{"e":null}"#),
            ("<e>text</e>", r#"{"e":"text"}"#),
            ("<e name='value' />", r#"{"e":{"@name":"value"}}"#),
            ("<e name='value'>text</e>", r##"{"e":{"@name":"value","#text":"text"}}"##),
            ("<e> <a>x</a> <b>y</b> </e>", r#"{"e":{"a":"x","b":"y"}}"#),
            ("<e> <a>x</a> <b/> <a>y</a> </e>", r#"{"e":{"a":["x","y"],"b":null}}"#),
            ("<e> text <a>x</a> </e>", r##"{"e":{"#text":"text","a":"x"}}"##),
            ("<e><![CDATA[<b>]]></e>", r#"{"e":"<b>"}"#),
            (
                "<?xml version='1.0'?>\n<!-- c --><x:e a=\"&lt;&#65;\">&amp;</x:e>\n",
                r##"{"x:e":{"@a":"<A","#text":"&"}}"##,
            ),
            ("\u{feff}<e>1</e>", r#"{"e":"1"}"#),
            ("<!DOCTYPE e><e>1</e>", r#"{"e":"1"}"#),
        ] {
            assert_eq!(read(xml), answer, "{xml}");
        }
    }

    #[test]
    fn events_keep_their_data_in_order() {
        let event =
            "<DataItem><EventData xmlns=\"urn:e\"><Data Name=\"A\">1</Data><Data Name=\"B\"/></EventData></DataItem>";
        let data = r##"[{"@Name":"A","#text":"1"},{"@Name":"B"}]"##;
        assert_eq!(read(event), format!(r#"{{"DataItem":{{"EventData":{{"@xmlns":"urn:e","Data":{data}}}}}}}"#));
    }

    #[test]
    fn what_is_no_xml() {
        for xml in [
            "",
            " ",
            "text",
            "<e>",
            "</e>",
            "<a></b>",
            "<a/><b/>",
            "<a/>b",
            "<e a='1' a='2'/>",
            "<e>&other;</e>",
            "<e a=1/>",
        ] {
            assert_eq!(read(xml), "NoXml", "{xml}");
        }
    }

    #[test]
    fn an_entity_is_neither_expanded_nor_fetched() {
        let bomb = "<!DOCTYPE e [<!ENTITY a 'aaaa'><!ENTITY f SYSTEM 'file:///etc/hosts'>]><e>&a;&f;</e>";
        assert_eq!(read(bomb), "NoXml");
    }

    #[test]
    fn depth_and_width() {
        let nested = |n: usize| format!("{}{}", "<e>".repeat(n), "</e>".repeat(n));
        assert!(bag(&nested(MAX_DEPTH)).is_ok());
        assert_eq!(read(&nested(MAX_DEPTH + 1)), "TooDeep");
        let wide: String = (0..50_000).map(|i| format!("<e{i}/>")).collect();
        assert!(read(&format!("<a>{wide}</a>")).ends_with("\"e49999\":null}}"));
        let many: String = (0..50_000).map(|i| format!(" a{i}='x'")).collect();
        assert!(read(&format!("<a{many}/>")).ends_with("\"@a49999\":\"x\"}}"));
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(500))]

        #[test]
        fn any_text_is_read_or_refused(text in r#"(<|>|</|/>|<!--|-->|<!\[CDATA\[|\]\]>|<!DOCTYPE|<\?|\?>|&|;|#x?|[a-c]|[=' "é0-9\[\]]){0,40}"#) {
            let _ = bag(&text);
            let _ = bag(&format!("<a>{text}</a>"));
        }
    }
}
