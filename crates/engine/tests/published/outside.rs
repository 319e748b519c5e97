//! The files that an analyst gives beside the tables, as small as they can be: without them a few hunts are refused.

use lurcher_functions::{geoip, user_agents};

/// For the whole process, so for the long measure alone: other tests look at what happens without them.
pub fn give() {
    geoip::set_database(no_locations()).unwrap();
    user_agents::set_patterns(PATTERNS).unwrap();
}

const PATTERNS: &str = "\
user_agent_parsers:
  - regex: '(Firefox)/(\\d+)\\.(\\d+)'
os_parsers:
  - regex: '(Windows) NT'
device_parsers:
  - regex: '(iPhone)'
";

/// A database in MaxMind's format that knows no address.
fn no_locations() -> Vec<u8> {
    // A tree of one node, both of whose branches say that nothing is known: they point to the number of nodes.
    let mut bytes = vec![0, 0, 1, 0, 0, 1];
    // The end of the tree, and a data section without an entry.
    bytes.extend([0; 16]);
    bytes.extend(b"\xab\xcd\xefMaxMind.com");
    let text = |s: &str| [&[0x40 | s.len() as u8], s.as_bytes()].concat();
    let short = |n: u8| vec![0xa1, n];
    let long = |n: u8| vec![0xc1, n];
    let members: [(&str, Vec<u8>); 9] = [
        ("binary_format_major_version", short(2)),
        ("binary_format_minor_version", short(0)),
        // A 64-bit number is of an extended type: 9, that is 7 and 2.
        ("build_epoch", vec![0x01, 0x02, 1]),
        ("database_type", text("None")),
        ("description", vec![0xe0]),
        ("ip_version", short(6)),
        // So is an array: 11, that is 7 and 4.
        ("languages", vec![0x00, 0x04]),
        ("node_count", long(1)),
        ("record_size", short(24)),
    ];
    bytes.push(0xe0 | members.len() as u8);
    for (name, value) in members {
        bytes.extend(text(name));
        bytes.extend(value);
    }
    bytes
}
