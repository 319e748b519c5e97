//! The MIME tree of a message, flattened to its leaves in reading order.
//!
//! The walk is by byte ranges from the outside in, so a part that forgets its end stops where its parent does.

use std::borrow::Cow;

use mail_parser::parsers::MessageStream;
use mail_parser::{ContentType, HeaderValue};

use super::headers::Headers;
use super::{Refusal, headers::encoded_words, transfer};
use crate::Limits;

/// A part without parts.
#[derive(Debug)]
pub struct Leaf<'a> {
    /// `text/html`, in lower case.
    pub media_type: String,
    pub charset: Option<String>,
    /// The file name, decoded; empty if there is none.
    pub file_name: String,
    /// `Content-Disposition: attachment`.
    pub attached: bool,
    pub encoding: String,
    pub raw: &'a [u8],
}

impl<'a> Leaf<'a> {
    pub fn bytes(&self) -> Cow<'a, [u8]> {
        transfer::decode(&self.encoding, self.raw)
    }

    /// The message itself, not something attached to it.
    pub fn is_body(&self) -> bool {
        !self.attached
            && self.file_name.is_empty()
            && self.media_type.starts_with("text/")
            && self.media_type != "text/rfc822-headers"
    }

    pub fn is_message(&self) -> bool {
        matches!(self.media_type.as_str(), "message/rfc822" | "message/global")
    }

    /// Delivery reports and the like: neither text for the reader nor something attached.
    pub fn is_report(&self) -> bool {
        self.file_name.is_empty()
            && (self.media_type.starts_with("message/") && !self.is_message()
                || self.media_type == "text/rfc822-headers")
    }
}

/// All leaves below these headers.
pub fn leaves<'a>(headers: &Headers<'a>, body: &'a [u8], limits: &Limits) -> Result<Vec<Leaf<'a>>, Refusal> {
    let mut walk = Walk { leaves: Vec::new(), parts: 0, limits };
    walk.part(headers, body, "text/plain", 0)?;
    Ok(walk.leaves)
}

struct Walk<'a, 'l> {
    leaves: Vec<Leaf<'a>>,
    parts: usize,
    limits: &'l Limits,
}

impl<'a> Walk<'a, '_> {
    fn part(&mut self, headers: &Headers<'a>, body: &'a [u8], default: &str, depth: usize) -> Result<(), Refusal> {
        self.parts += 1;
        if self.parts > self.limits.max_mime_parts {
            return Err(Refusal::limit("max_mime_parts", self.limits.max_mime_parts));
        }
        if depth > self.limits.max_mime_depth {
            return Err(Refusal::limit("max_mime_depth", self.limits.max_mime_depth));
        }
        let content_type = headers.value("Content-Type").and_then(|v| parameters(&v));
        let media_type = content_type.as_ref().map_or_else(|| default.to_owned(), media_type);
        if media_type.starts_with("multipart/")
            && let Some(boundary) = content_type.as_ref().and_then(|c| c.attribute("boundary"))
            && let Some(parts) = split(body, boundary, self.limits.max_mime_parts)
        {
            let default = if media_type == "multipart/digest" { "message/rfc822" } else { "text/plain" };
            for part in parts {
                let (headers, body) = Headers::split(part);
                if part.len() - body.len() > self.limits.max_header_bytes {
                    return Err(Refusal::limit("max_header_bytes", self.limits.max_header_bytes));
                }
                self.part(&headers, body, default, depth + 1)?;
            }
            return Ok(());
        }
        let disposition = headers.value("Content-Disposition").and_then(|v| parameters(&v));
        let named = disposition.as_ref().and_then(|d| d.attribute("filename"));
        let named = named.or_else(|| content_type.as_ref().and_then(|c| c.attribute("name")));
        self.leaves.push(Leaf {
            charset: content_type.as_ref().and_then(|c| c.attribute("charset")).map(str::to_owned),
            file_name: named.map(|n| encoded_words::decode(n).trim().to_owned()).unwrap_or_default(),
            attached: disposition.as_ref().is_some_and(|d| d.ctype().eq_ignore_ascii_case("attachment")),
            encoding: headers.value("Content-Transfer-Encoding").unwrap_or_default(),
            // A multipart whose boundary never comes is read as the text that it then is.
            media_type: if media_type.starts_with("multipart/") { "text/plain".to_owned() } else { media_type },
            raw: body,
        });
        Ok(())
    }
}

fn media_type(content_type: &ContentType<'_>) -> String {
    let subtype = content_type.subtype().unwrap_or("plain");
    format!("{}/{}", content_type.ctype(), subtype).to_ascii_lowercase()
}

/// Longer ones are not honest, and reading them costs more than their length.
const MAX_PARAMETERS: usize = 8 * 1024;

/// A field such as `Content-Type`, with its parameters; nothing if it is empty or far too long.
pub fn parameters(value: &str) -> Option<ContentType<'static>> {
    if value.len() > MAX_PARAMETERS {
        return None;
    }
    let line = format!("{value}\n");
    match MessageStream::new(line.as_bytes()).parse_content_type().into_owned() {
        HeaderValue::ContentType(content_type) => Some(content_type),
        _ => None,
    }
}

/// The parts between the lines `--boundary`; nothing if there is no such line. Stops one beyond `most`, which the walk
/// then refuses.
fn split<'a>(body: &'a [u8], boundary: &str, most: usize) -> Option<Vec<&'a [u8]>> {
    if boundary.trim().is_empty() {
        return None;
    }
    let mark = format!("--{}", boundary.trim_end());
    let mut parts = Vec::new();
    let mut part_start: Option<usize> = None;
    for at in memchr::memmem::find_iter(body, mark.as_bytes()) {
        if at > 0 && body.get(at - 1) != Some(&b'\n') {
            continue;
        }
        let line = body.get(at + mark.len()..).unwrap_or_default();
        let length = memchr::memchr(b'\n', line).map_or(line.len(), |i| i + 1);
        let rest = line.get(..length).unwrap_or(line).trim_ascii();
        let last = rest.starts_with(b"--");
        if !(last || rest.is_empty()) {
            continue;
        }
        if let Some(start) = part_start {
            parts.push(without_line_end(body.get(start..at).unwrap_or_default()));
        }
        part_start = Some(at + mark.len() + length);
        if last || parts.len() > most {
            return Some(parts);
        }
    }
    // The closing line is missing: the last part reaches to the end.
    parts.push(body.get(part_start?..).unwrap_or_default());
    Some(parts)
}

/// The line end before a boundary belongs to the boundary.
fn without_line_end(part: &[u8]) -> &[u8] {
    let part = part.strip_suffix(b"\n").unwrap_or(part);
    part.strip_suffix(b"\r").unwrap_or(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(message: &str) -> Vec<(String, String)> {
        let (headers, body) = Headers::split(message.as_bytes());
        let leaves = leaves(&headers, body, &Limits::default()).unwrap();
        leaves.iter().map(|l| (l.media_type.clone(), String::from_utf8_lossy(&l.bytes()).into_owned())).collect()
    }

    fn leaf(media_type: &str, text: &str) -> (String, String) {
        (media_type.to_owned(), text.to_owned())
    }

    #[test]
    fn nested_parts_read_and_a_missing_end_loses_nothing() {
        let message = "Content-Type: multipart/mixed; boundary=\"a\"\n\npreamble\n--a\nContent-Type: multipart/alternative;\n \
                       boundary=ab\n\n--ab\n\nplain\n--ab\nContent-Type: text/html\n\n<b>\n--ab--\n--a\nContent-Type: x/y\n\nlast";
        assert_eq!(read(message), [leaf("text/plain", "plain"), leaf("text/html", "<b>"), leaf("x/y", "last")]);
    }

    #[test]
    fn a_boundary_that_never_comes_leaves_text() {
        let message = "Content-Type: multipart/mixed; boundary=a\n\nhttps://x.example";
        assert_eq!(read(message), [leaf("text/plain", "https://x.example")]);
    }

    #[test]
    fn depth_is_limited_by_name() {
        let mut message = String::new();
        for i in 0..40 {
            message.push_str(&format!("Content-Type: multipart/mixed; boundary=b{i}x\n\n--b{i}x\n"));
        }
        let (headers, body) = Headers::split(message.as_bytes());
        let refusal = leaves(&headers, body, &Limits::default()).unwrap_err();
        assert!(refusal.to_string().contains("max_mime_depth"), "{refusal}");
    }
}
