//! `.zip` and `.gz`: members are read as they unpack, and never written anywhere.

use std::io::{BufRead, BufReader, Cursor, Read, Seek};

use flate2::bufread::MultiGzDecoder;
use zip::ZipArchive;

use super::limited::Allowance;
use super::{PREFIX, Stopped, stream};
use crate::exports::choose::Hints;
use crate::run::Feed;

pub fn is_zip(prefix: &[u8]) -> bool {
    prefix.starts_with(b"PK\x03\x04") || prefix.starts_with(b"PK\x05\x06")
}

/// Each member on its own: one that is broken or encrypted does not hide the others.
pub fn zip(
    file: impl Read + Seek,
    source: &str,
    hints: &Hints,
    allowance: &Allowance,
    depth: usize,
    feed: &mut Feed<'_>,
) -> Result<(), Stopped> {
    if let Some(reason) = too_deep(depth, feed) {
        return feed.reject(source, None, reason);
    }
    let mut archive = match ZipArchive::new(file) {
        Ok(archive) => archive,
        Err(e) => return feed.reject(source, None, format!("the archive cannot be read: {e}")),
    };
    let limit = feed.options.limits.max_archive_members;
    if archive.len() > limit {
        return feed.reject(source, None, format!("it crosses the limit max_archive_members of {limit}"));
    }
    for index in 0..archive.len() {
        let member = match archive.by_index(index) {
            Ok(member) => member,
            Err(e) => {
                feed.reject(source, Some(format!("member {}", index + 1)), format!("it cannot be unpacked: {e}"))?;
                continue;
            }
        };
        if member.is_dir() {
            continue;
        }
        let name = String::from_utf8_lossy(member.name_raw()).into_owned();
        let path = format!("{source}!/{name}");
        if member.is_symlink() {
            feed.reject(&path, None, "it is not a regular file")?;
            continue;
        }
        let file_name = name.rsplit(['/', '\\']).next().unwrap_or(&name).to_owned();
        // What macOS puts beside every file.
        if name.starts_with("__MACOSX/") {
            continue;
        }
        let hints = Hints { explicit: hints.explicit.clone(), file_name };
        feed.open_file();
        let mut reader = BufReader::with_capacity(PREFIX, allowance.limit(member));
        stream(&mut reader, &path, &hints, allowance, depth, feed)?;
    }
    Ok(())
}

/// A zip within an archive: its directory stands at its end, so it is unpacked into memory first.
pub fn nested_zip(
    reader: &mut dyn BufRead,
    source: &str,
    hints: &Hints,
    allowance: &Allowance,
    depth: usize,
    feed: &mut Feed<'_>,
) -> Result<(), Stopped> {
    if let Some(reason) = too_deep(depth, feed) {
        return feed.reject(source, None, reason);
    }
    let limit = feed.options.limits.max_nested_archive_bytes;
    let mut bytes = Vec::new();
    match reader.take(limit.saturating_add(1)).read_to_end(&mut bytes) {
        Err(e) => feed.reject(source, None, format!("it is cut off: {e}")),
        Ok(n) if n as u64 > limit => {
            feed.reject(source, None, format!("it crosses the limit max_nested_archive_bytes of {limit}"))
        }
        Ok(_) => zip(Cursor::new(bytes), source, hints, allowance, depth, feed),
    }
}

pub fn gzip(
    reader: &mut dyn BufRead,
    source: &str,
    hints: &Hints,
    allowance: &Allowance,
    depth: usize,
    feed: &mut Feed<'_>,
) -> Result<(), Stopped> {
    if let Some(reason) = too_deep(depth, feed) {
        return feed.reject(source, None, reason);
    }
    let unpacked = allowance.limit(MultiGzDecoder::new(reader));
    stream(&mut BufReader::with_capacity(PREFIX, unpacked), source, hints, allowance, depth, feed)
}

fn too_deep(depth: usize, feed: &Feed<'_>) -> Option<String> {
    let limit = feed.options.limits.max_archive_depth;
    (depth > limit).then(|| format!("it crosses the limit max_archive_depth of {limit}"))
}
