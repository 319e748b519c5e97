//! What a checked-out repository says of itself. Its files are read; no program of it, and no `git`, is run.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

/// A repository on disk, and the folder of it that was asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checkout {
    /// The address of its `origin`, as a browser opens it.
    pub repository: Option<String>,
    pub commit: Option<String>,
    /// The folder below the repository's root, with `/`; empty for the root itself.
    pub path: String,
    /// The repository's root.
    pub root: PathBuf,
    /// The file that changes with every fetch.
    pub fetched: Option<PathBuf>,
}

/// Folders above the one that is asked for.
const MAX_ABOVE: usize = 32;
const MAX_FILE_BYTES: u64 = 16 << 20;

/// The repository that a folder lies in; none where it lies in none.
pub fn checkout(folder: &Path) -> Option<Checkout> {
    let folder = folder.canonicalize().ok()?;
    let root = folder
        .ancestors()
        .take(MAX_ABOVE)
        .find(|f| git_folder(f).is_some_and(|git| git.join("HEAD").is_file()))?
        .to_owned();
    let git = git_folder(&root)?;
    let path = folder.strip_prefix(&root).ok()?.components();
    let path: Vec<String> = path.map(|c| c.as_os_str().to_string_lossy().into_owned()).collect();
    let common = read(&git.join("commondir")).map_or_else(|| git.clone(), |c| git.join(c.trim()));
    let fetched = [git.join("FETCH_HEAD"), git.join("HEAD")].into_iter().find(|f| f.is_file());
    let repository = read(&common.join("config")).and_then(|config| origin(&config)).and_then(|o| public_address(&o));
    Some(Checkout { repository, commit: commit(&git, &common), path: path.join("/"), root, fetched })
}

/// `.git` itself, or the folder that it names where it is a file.
fn git_folder(root: &Path) -> Option<PathBuf> {
    let git = root.join(".git");
    if git.is_dir() {
        return Some(git);
    }
    let named = read(&git)?;
    Some(root.join(named.trim().strip_prefix("gitdir:")?.trim()))
}

fn read(path: &Path) -> Option<String> {
    // Only a file ends: a pipe would be waited for.
    if !path.is_file() {
        return None;
    }
    let mut text = String::new();
    fs::File::open(path).ok()?.take(MAX_FILE_BYTES).read_to_string(&mut text).ok()?;
    Some(text)
}

fn commit(git: &Path, common: &Path) -> Option<String> {
    let head = read(&git.join("HEAD"))?;
    let Some(name) = head.trim().strip_prefix("ref: ") else { return is_commit(head.trim()) };
    let is_plain = name.starts_with("refs/") && !name.split('/').any(|p| matches!(p, "" | "." | ".."));
    if !is_plain {
        return None;
    }
    let loose = [git, common].iter().find_map(|folder| read(&folder.join(name)));
    if let Some(found) = loose {
        return is_commit(found.trim());
    }
    let packed = read(&common.join("packed-refs"))?;
    packed.lines().find_map(|line| is_commit(line.strip_suffix(name)?.strip_suffix(' ')?))
}

fn is_commit(text: &str) -> Option<String> {
    let is_hash = matches!(text.len(), 40 | 64) && text.bytes().all(|b| b.is_ascii_hexdigit());
    is_hash.then(|| text.to_ascii_lowercase())
}

/// The address of the remote `origin`.
fn origin(config: &str) -> Option<String> {
    let mut is_origin = false;
    for line in config.lines().map(str::trim) {
        if line.starts_with('[') {
            is_origin = line.eq_ignore_ascii_case("[remote \"origin\"]");
        } else if let Some((key, value)) = line.split_once('=')
            && is_origin
            && key.trim().eq_ignore_ascii_case("url")
        {
            return Some(value.trim().to_owned());
        }
    }
    None
}

/// The address without a name and password, as a browser opens it; none where it is only an address on this machine.
pub fn public_address(address: &str) -> Option<String> {
    let address = address.trim().trim_end_matches('/').trim_end_matches(".git");
    let (host, path) = if let Some((scheme, rest)) = address.split_once("://") {
        if !matches!(scheme, "https" | "http" | "ssh" | "git" | "git+ssh") {
            return None;
        }
        let (authority, path) = rest.split_once('/')?;
        (authority.rsplit('@').next()?, path)
    } else {
        // As ssh writes it: git@host:owner/name.
        let (authority, path) = address.split_once(':')?;
        (authority.rsplit_once('@')?.1, path)
    };
    let is_web = address.starts_with("https://") || address.starts_with("http://");
    // The port of ssh is not that of the web.
    let host = if is_web { host } else { host.split(':').next()? };
    let public = format!("https://{host}/{}", path.trim_start_matches('/'));
    crate::html::web(&public).map(|w| w.address().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lose_their_passwords() {
        let to = |address: &str| public_address(address);
        assert_eq!(to("https://me:secret@github.com/a/b.git").as_deref(), Some("https://github.com/a/b"));
        assert_eq!(to("git@github.com:a/b.git").as_deref(), Some("https://github.com/a/b"));
        assert_eq!(to("ssh://git@example.com:2222/a/b").as_deref(), Some("https://example.com/a/b"));
        assert_eq!(to("/srv/git/a"), None);
        assert_eq!(to("file:///srv/a"), None);
    }

    #[test]
    fn a_checkout_tells_its_commit() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        let hash = "0123456789abcdef0123456789abcdef01234567";
        write(".git/HEAD", "ref: refs/heads/main\n");
        write(".git/packed-refs", &format!("# pack-refs\n{hash} refs/heads/main\n"));
        write(".git/config", "[core]\n\turl = no\n[remote \"origin\"]\n\turl = git@github.com:a/b.git\n");
        write("rules/mail/x.kql", "T");
        let found = checkout(&folder.path().join("rules/mail")).unwrap();
        assert_eq!(found.commit.as_deref(), Some(hash));
        assert_eq!(found.repository.as_deref(), Some("https://github.com/a/b"));
        assert_eq!(found.path, "rules/mail");
        write(".git/HEAD", "ref: ../../etc/passwd\n");
        assert_eq!(checkout(folder.path()).unwrap().commit, None);
    }
}
