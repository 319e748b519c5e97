//! Guids without `guid(…)`, as `dynamic(…)` may hold them.

/// The length of the guid that `rest` begins with: 8-4-4-4-12 hexadecimal digits.
pub fn length(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    if bytes.get(8) != Some(&b'-') {
        return None;
    }
    let candidate = bytes.get(..36)?;
    let fits = candidate.iter().enumerate().all(|(i, byte)| match i {
        8 | 13 | 18 | 23 => *byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    });
    fits.then_some(36)
}
