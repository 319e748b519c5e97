//! `pack.lurcher.yaml` with a new `source`: the rest of the file stays as its owners wrote it.

use super::Lock;

/// The file's text with this source in it.
pub fn with_source(text: Option<&str>, name: &str, lock: &Lock) -> String {
    let block = block(lock);
    let Some(text) = text.filter(|t| !t.trim().is_empty()) else {
        let licence = lock.licence.as_ref().map(|l| format!("licence: {}\n", quoted(l))).unwrap_or_default();
        return format!("name: {}\n{licence}{block}", quoted(name));
    };
    let mut out = String::new();
    let (mut is_source, mut is_put) = (false, false);
    for line in text.lines() {
        let begins_key = !line.starts_with([' ', '\t', '#']) && !line.trim().is_empty();
        if begins_key {
            is_source = line.starts_with("source:");
            if is_source && !is_put {
                out.push_str(&block);
                is_put = true;
            }
        }
        if !is_source {
            out.push_str(line);
            out.push('\n');
        }
    }
    if !is_put {
        out.push_str(&block);
    }
    out
}

fn block(lock: &Lock) -> String {
    let entries = [
        ("repository", &lock.repository),
        ("path", &lock.path),
        ("commit", &lock.commit),
        ("retrieved", &lock.retrieved),
    ];
    let entries = entries.iter().filter_map(|(key, value)| Some(format!("  {key}: {}\n", quoted(value.as_deref()?))));
    format!("source:\n{}", entries.collect::<String>())
}

/// As YAML reads it back, whatever it holds: JSON's texts are YAML's too.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn owners_words_stay() {
        let lock =
            Lock { repository: Some("https://github.com/a/b".into()), commit: Some("c2".into()), ..Lock::default() };
        let before = "# ours\nname: p\nsource:\n  commit: c1\n  path: x\nexclusions: []\n";
        let after = with_source(Some(before), "p", &lock);
        assert_eq!(
            after,
            "# ours\nname: p\nsource:\n  repository: \"https://github.com/a/b\"\n  commit: \"c2\"\nexclusions: []\n"
        );
        assert_eq!(with_source(Some(&after), "p", &lock), after);
        assert!(with_source(None, "p: [", &lock).starts_with("name: \"p: [\"\nsource:\n"));
    }
}
