//! Where rows come from: paths, folders, archives, and which kind of file each one is.

mod archive;
mod csv_file;
mod detect;
mod json_file;
mod limited;
mod mbox;
mod paths;
mod utf16;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;

use walkdir::WalkDir;

use crate::exports::choose::Hints;
use crate::run::Feed;
use detect::Kind;

pub use archive::is_zip;
pub use limited::Allowance;
pub use paths::{Input, resolve};
pub use utf16::Utf8Of;

/// Whether a file is compressed with gzip, by its first bytes.
pub fn is_gzip(prefix: &[u8]) -> bool {
    prefix.starts_with(&[0x1f, 0x8b])
}

/// The caller no longer wants rows: the sink failed.
pub struct Stopped;

/// Bytes looked at to tell what a file is.
const PREFIX: usize = 64 * 1024;

/// Reads an input and everything below it, in the order of names.
pub fn read_input(input: &Input, feed: &mut Feed<'_>) -> Result<(), Stopped> {
    let depth = feed.options.limits.max_folder_depth;
    let walk = WalkDir::new(&input.path).follow_links(false).sort_by_file_name().max_depth(depth.saturating_add(1));
    for entry in walk {
        let entry = match entry {
            Ok(entry) => entry,
            Err(e) => {
                let path = e.path().unwrap_or(&input.path).display().to_string();
                feed.reject(&path, None, format!("it cannot be opened: {e}"))?;
                continue;
            }
        };
        let path = entry.path();
        let kind = entry.file_type();
        if kind.is_dir() {
            if entry.depth() > depth {
                let reason = format!("it crosses the limit max_folder_depth of {depth}");
                feed.reject(&path.display().to_string(), None, reason)?;
            }
            continue;
        }
        // The caller may name a link; below a folder links are not followed, for they may lead anywhere.
        let regular = kind.is_file() || entry.depth() == 0 && path.is_file();
        if regular {
            read_file(path, input, feed)?;
        } else {
            feed.reject(&path.display().to_string(), None, "it is not a regular file")?;
        }
    }
    Ok(())
}

fn read_file(path: &Path, input: &Input, feed: &mut Feed<'_>) -> Result<(), Stopped> {
    let source = path.display().to_string();
    let file_name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let hints = Hints { explicit: input.table.clone(), file_name };
    let opened = File::open(path).and_then(|file| Ok((file.metadata()?.len(), file)));
    let (size, mut file) = match opened {
        Ok(opened) => opened,
        Err(e) => return feed.reject(&source, None, format!("it cannot be opened: {e}")),
    };
    feed.open_file();
    let allowance = Allowance::for_file(size, &feed.options.limits);
    let mut magic = [0; 4];
    let start = read_up_to(&mut file, &mut magic).and_then(|n| {
        io::Seek::rewind(&mut file)?;
        Ok(n)
    });
    match start {
        Ok(n) if archive::is_zip(magic.get(..n).unwrap_or_default()) => {
            archive::zip(file, &source, &hints, &allowance, 1, feed)
        }
        Ok(_) => stream(&mut BufReader::with_capacity(PREFIX, file), &source, &hints, &allowance, 0, feed),
        Err(e) => feed.reject(&source, None, format!("it cannot be read: {e}")),
    }
}

/// Reads a file or archive member whose kind is told by its beginning and its name.
fn stream(
    reader: &mut dyn BufRead,
    source: &str,
    hints: &Hints,
    allowance: &Allowance,
    depth: usize,
    feed: &mut Feed<'_>,
) -> Result<(), Stopped> {
    let mut prefix = vec![0; PREFIX];
    let length = match read_up_to(reader, &mut prefix) {
        Ok(length) => length,
        Err(e) => return feed.reject(source, None, format!("it cannot be read: {e}")),
    };
    prefix.truncate(length);
    let kind = detect::kind(&prefix, source, &hints.file_name);
    let start = Cursor::new(prefix.clone());
    let mut whole = start.chain(reader);
    match kind {
        Kind::Empty => feed.reject(source, None, "it is empty"),
        Kind::Unsupported(what) => feed.reject(source, None, what),
        Kind::Zip => archive::nested_zip(&mut whole, source, hints, allowance, depth + 1, feed),
        Kind::Gzip => archive::gzip(&mut whole, source, hints, allowance, depth + 1, feed),
        Kind::Message => message(&mut whole, source, feed),
        Kind::Mbox => mbox::read(&mut whole, source, feed),
        Kind::Json => json_file::read(&mut whole, &prefix, source, hints, feed),
        Kind::Csv => csv_file::read(&mut whole, &prefix, source, hints, feed),
        Kind::Utf16 => {
            let mut decoded = BufReader::with_capacity(PREFIX, utf16::Utf8Of::new(&mut whole));
            stream(&mut decoded, source, hints, allowance, depth, feed)
        }
    }
}

fn message(reader: &mut dyn BufRead, source: &str, feed: &mut Feed<'_>) -> Result<(), Stopped> {
    let limit = feed.options.limits.max_message_bytes;
    let mut raw = Vec::new();
    match reader.take(limit as u64 + 1).read_to_end(&mut raw) {
        Err(e) => feed.reject_with(source, None, format!("it is cut off: {e}"), raw),
        Ok(_) if raw.len() > limit => {
            feed.reject(source, None, format!("it crosses the limit max_message_bytes of {limit}"))
        }
        Ok(_) => feed.message(source, None, raw),
    }
}

/// Fills the buffer as far as there are bytes.
fn read_up_to(reader: &mut (impl Read + ?Sized), buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|r| !r.is_empty()) {
        match reader.read(rest) {
            Ok(0) => break,
            Ok(n) => filled += n,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            // What was read before the error still tells what the file is; the error comes again when it is read on.
            Err(_) if filled > 0 => break,
            Err(e) => return Err(e),
        }
    }
    Ok(filled)
}
