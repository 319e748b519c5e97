//! Rules that come from somebody else's repository: what was fetched, and what has changed since.

mod git;
mod lock;
mod original;
mod pack_file;
mod plan;

use lurcher_types::is_harmful;

pub use git::{Checkout, checkout, public_address};
pub use lock::{LOCK_FILE, Lock, Locked, Past};
pub use original::{original, provenance};
pub use pack_file::with_source;
pub use plan::{Change, ChangeKind, plan};

/// Whether a path stays in the folder that it is put below.
pub fn is_inside(path: &str) -> bool {
    !path.is_empty()
        && !path.contains(['\\', ':'])
        && !path.chars().any(|c| is_harmful(c) || matches!(c, '\n' | '\t'))
        && path.split('/').all(|part| !matches!(part, "" | "." | "..") && !part.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::is_inside;

    #[test]
    fn paths_stay_inside() {
        assert!(is_inside("a/b c.yaml"));
        for bad in ["", "/etc/x", "../x", "a/../x", "a//b", "C:/x", "a\\b", ".git/config", "a/.", "a\n", "\u{1b}[m"] {
            assert!(!is_inside(bad), "{bad}");
        }
    }
}
