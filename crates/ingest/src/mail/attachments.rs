//! Files within a message.

use super::mime::Leaf;
use crate::digest::sha256;
use crate::rows::Row;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    pub file_name: String,
    /// The extension in lower case; where the name has none, what the media type says.
    pub file_type: String,
    pub size: usize,
    pub sha256: String,
}

impl Attachment {
    pub fn new(leaf: &Leaf<'_>, content: &[u8]) -> Attachment {
        let file_type = extension(&leaf.file_name).unwrap_or_else(|| of_media_type(&leaf.media_type));
        Attachment { file_name: leaf.file_name.clone(), file_type, size: content.len(), sha256: sha256(content) }
    }

    pub fn fill(&self, row: &mut Row<'_>) {
        row.text("FileName", &self.file_name);
        row.text("FileType", &self.file_type);
        if let Some(extension) = extension(&self.file_name) {
            row.text("FileExtension", &extension);
        }
        row.text("SHA256", &self.sha256);
        row.number("FileSize", i64::try_from(self.size).unwrap_or(i64::MAX));
    }
}

fn extension(file_name: &str) -> Option<String> {
    let (stem, extension) = file_name.rsplit_once('.')?;
    let plain = !extension.is_empty() && extension.len() <= 16 && extension.chars().all(char::is_alphanumeric);
    (!stem.is_empty() && plain).then(|| extension.to_lowercase())
}

fn of_media_type(media_type: &str) -> String {
    let known = match media_type {
        "message/rfc822" | "message/global" => "eml",
        "text/plain" => "txt",
        "text/html" => "html",
        "text/calendar" => "ics",
        "image/jpeg" => "jpg",
        "image/svg+xml" => "svg",
        "application/octet-stream" => "",
        "application/pkcs7-signature" | "application/x-pkcs7-signature" => "p7s",
        "application/ms-tnef" => "dat",
        other => {
            let subtype = other.rsplit('/').next().unwrap_or("");
            let plain = subtype.len() <= 5 && subtype.chars().all(|c| c.is_ascii_alphanumeric());
            if plain { subtype } else { "" }
        }
    };
    known.to_owned()
}
