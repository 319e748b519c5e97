//! A file's text, unpacked if it is a `.zip` or `.gz`, within limits.

use super::{MAX_EXTERNAL_BYTES, MemberPattern};
use crate::Limits;
use crate::source::{Allowance, Utf8Of, is_gzip, is_zip};
use flate2::bufread::MultiGzDecoder;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek};
use std::path::Path;
use zip::ZipArchive;

type Take<'a> = &'a mut dyn FnMut(&mut dyn BufRead) -> Result<(), String>;

/// Hands over the file, or each member of an archive in its order.
pub fn each_file(path: &Path, members: Option<&MemberPattern>, take: Take) -> Result<(), String> {
    let read = |e: std::io::Error| format!("it cannot be read: {e}");
    let mut file = File::open(path).map_err(|e| format!("it cannot be opened: {e}"))?;
    let size = file.metadata().map_err(read)?.len();
    let mut start = Vec::new();
    file.by_ref().take(4).read_to_end(&mut start).map_err(read)?;
    file.rewind().map_err(read)?;
    let limits = Limits::default();
    let allowance = Allowance::for_file(size, &limits);
    if is_zip(&start) {
        return each_member(file, &allowance, limits.max_archive_members, members, take);
    }
    if is_gzip(&start) {
        return take_text(allowance.limit(MultiGzDecoder::new(BufReader::new(file))), take);
    }
    take_text(file, take)
}

fn each_member(
    file: File,
    allowance: &Allowance,
    most: usize,
    members: Option<&MemberPattern>,
    take: Take,
) -> Result<(), String> {
    let mut archive = ZipArchive::new(file).map_err(|e| format!("the archive cannot be read: {e}"))?;
    if archive.len() > most {
        return Err(format!("the archive has more than {most} members"));
    }
    for index in 0..archive.len() {
        let member = archive.by_index(index).map_err(|e| format!("member {} cannot be unpacked: {e}", index + 1))?;
        let wanted = match members {
            None => true,
            Some(pattern) => {
                pattern.matches(&member.name().map_err(|e| format!("member {} has no name: {e}", index + 1))?)
            }
        };
        if wanted && !member.is_dir() {
            take_text(allowance.limit(member), take)?;
        }
    }
    Ok(())
}

/// As UTF-8, whatever it was.
fn take_text(reader: impl Read, take: Take) -> Result<(), String> {
    take(&mut BufReader::new(Utf8Of::new(reader.take(MAX_EXTERNAL_BYTES))))
}

/// All of it at once, up to a limit.
pub fn whole_text(reader: &mut dyn BufRead, limit: usize) -> Result<String, String> {
    let mut bytes = Vec::new();
    let read = reader.take(limit as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|e| format!("it cannot be read: {e}"))?;
    if bytes.len() > limit {
        return Err(format!("it is longer than {limit} bytes"));
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
