//! The database of locations: one for the whole process, because it is the machine's knowledge and not a query's.

use crate::KernelError;
use lurcher_types::dynamic::Dynamic;
use maxminddb::{PathElement, Reader};
use std::fmt::Display;
use std::net::IpAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;

pub type Database = Reader<Vec<u8>>;

static DATABASE: OnceLock<Database> = OnceLock::new();

/// The largest database that is taken.
pub const MAX_DATABASE_BYTES: usize = 1 << 30;

/// Gives the process its database: the bytes of a MaxMind file. Only the first one counts.
pub fn set_database(bytes: Vec<u8>) -> Result<(), KernelError> {
    if bytes.len() > MAX_DATABASE_BYTES {
        return Err(KernelError::new(format!("a database of locations may have {MAX_DATABASE_BYTES} bytes")));
    }
    let database = open(bytes)?;
    // A second database would change the answers of queries that are running.
    let _ = DATABASE.set(database);
    Ok(())
}

fn open(bytes: Vec<u8>) -> Result<Database, KernelError> {
    let no_database =
        |e: &dyn Display| KernelError::new(format!("this is no database of locations in MaxMind's format: {e}"));
    guarded(|| Reader::from_source(bytes).map_err(|e| no_database(&e)), || no_database(&"it is damaged"))
}

/// The reader of the format panics over some damaged files.
fn guarded<T>(
    read: impl FnOnce() -> Result<T, KernelError>,
    damaged: impl FnOnce() -> KernelError,
) -> Result<T, KernelError> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(damaged()))
}

pub fn database() -> Option<&'static Database> {
    DATABASE.get()
}

/// The encoded bag of what is known of an address; nothing if it is no address or not in the database.
pub fn place(database: &Database, address: &str) -> Result<Option<String>, KernelError> {
    let Ok(address) = address.trim().parse::<IpAddr>() else { return Ok(None) };
    // A database of IPv4 addresses knows no other, which is no error of the address.
    if address.is_ipv6() && database.metadata.ip_version == 4 {
        return Ok(None);
    }
    let damaged = || KernelError::new(format!("the database of locations is damaged where {address} would be"));
    guarded(|| look_up(database, address), damaged)
}

fn look_up(database: &Database, address: IpAddr) -> Result<Option<String>, KernelError> {
    let bad = |e| KernelError::new(format!("the database of locations could not be read for {address}: {e}"));
    let found = database.lookup(address).map_err(bad)?;
    let text = |steps: &[PathElement]| Ok(found.decode_path::<String>(steps).map_err(bad)?.map(Dynamic::String));
    let number = |steps: &[PathElement]| Ok(found.decode_path::<f64>(steps).map_err(bad)?.map(Dynamic::Real));
    let members = [
        ("country", text(&maxminddb::path!["country", "names", "en"])?),
        ("state", text(&maxminddb::path!["subdivisions", 0, "names", "en"])?),
        ("city", text(&maxminddb::path!["city", "names", "en"])?),
        ("latitude", number(&maxminddb::path!["location", "latitude"])?),
        ("longitude", number(&maxminddb::path!["location", "longitude"])?),
    ];
    let known: Vec<_> = members.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect();
    Ok((!known.is_empty()).then(|| Dynamic::Bag(known).encode()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(t: &str) -> Vec<u8> {
        [&[0x40 | t.len() as u8], t.as_bytes()].concat()
    }

    fn map(members: &[(&str, Vec<u8>)]) -> Vec<u8> {
        let mut out = vec![0xe0 | members.len() as u8];
        members.iter().for_each(|(key, value)| out.extend([text(key), value.clone()].concat()));
        out
    }

    fn double(x: f64) -> Vec<u8> {
        [&[0x68][..], &x.to_be_bytes()].concat()
    }

    fn uint16(n: u16) -> Vec<u8> {
        [&[0xa2][..], &n.to_be_bytes()].concat()
    }

    /// A file that knows one place, for the lower half of all IPv4 addresses.
    fn file() -> Vec<u8> {
        let place = map(&[
            ("country", map(&[("names", map(&[("en", text("Norway"))]))])),
            ("location", map(&[("latitude", double(59.5)), ("longitude", double(-10.0))])),
        ]);
        let metadata = map(&[
            ("node_count", vec![0xc1, 1]),
            ("record_size", uint16(24)),
            ("ip_version", uint16(4)),
            ("database_type", text("Test-City")),
            ("languages", vec![0x00, 0x04]),
            ("binary_format_major_version", uint16(2)),
            ("binary_format_minor_version", uint16(0)),
            ("build_epoch", vec![0x01, 0x02, 1]),
            ("description", map(&[])),
        ]);
        // One node: on the left the data behind the sixteen zeros, on the right nothing.
        let tree = [0, 0, 17, 0, 0, 1];
        [&tree[..], &[0; 16], &place, b"\xab\xcd\xefMaxMind.com", &metadata].concat()
    }

    #[test]
    fn what_is_known_of_an_address() {
        let database = open(file()).unwrap();
        let known = r#"{"country":"Norway","latitude":59.5,"longitude":-10.0}"#;
        assert_eq!(place(&database, "10.0.0.1").unwrap().as_deref(), Some(known));
        for unknown in ["192.0.2.1", "2001:db8::1", "no address", ""] {
            assert_eq!(place(&database, unknown).unwrap(), None, "{unknown}");
        }
    }

    #[test]
    fn a_damaged_file_answers_or_is_refused() {
        let whole = file();
        for cut in 0..whole.len() {
            let bent = |mask: u8| [&whole[..cut], &[whole[cut] ^ mask], &whole[cut + 1..]].concat();
            for bytes in [whole[..cut].to_vec(), bent(0xff), bent(0x10), bent(0x01), bent(0x80)] {
                if let Ok(database) = open(bytes) {
                    let _ = place(&database, "10.0.0.1");
                }
            }
        }
        assert!(set_database(b"no database".to_vec()).is_err());
    }
}
