//! Links from the project's pages to its own files lead somewhere.

use std::path::{Path, PathBuf};

#[test]
fn links_between_pages_lead_to_files() {
    let mut pages = Vec::new();
    for folder in ["", "packs/mail-starter", "tests/kqlt"] {
        add_pages(&root().join(folder), false, &mut pages);
    }
    add_pages(&root().join("docs"), true, &mut pages);
    let mut wrong = Vec::new();
    let mut count = 0;
    for page in &pages {
        let text = std::fs::read_to_string(page).unwrap();
        for link in links(&text) {
            let (file, heading) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { page.clone() } else { page.parent().unwrap().join(file) };
            count += 1;
            // Headings of the language's pages are operators, whose anchors no rule of thumb gives.
            let is_there = match std::fs::read_to_string(&target) {
                Ok(there) if !heading.is_empty() && !target.components().any(|c| c.as_os_str() == "language") => {
                    anchors(&there).any(|a| a == heading)
                }
                Ok(_) => true,
                Err(_) => target.is_dir(),
            };
            if !is_there {
                wrong.push(format!("{}: {link}", page.strip_prefix(root()).unwrap().display()));
            }
        }
    }
    assert!(count > 100, "only {count} links were found");
    assert!(wrong.is_empty(), "links that lead nowhere:\n{}", wrong.join("\n"));
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn add_pages(folder: &Path, below: bool, pages: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && below {
            add_pages(&path, below, pages);
        } else if path.extension().is_some_and(|e| e == "md") {
            pages.push(path);
        }
    }
}

/// What stands in the round brackets of `[words](link)`, outside code, unless it is on the web.
fn links(page: &str) -> impl Iterator<Item = &str> {
    prose(page)
        .flat_map(|line| line.split("](").skip(1))
        .filter_map(|rest| Some(rest.split_once(')')?.0))
        .filter(|link| !link.contains("://") && !link.starts_with("mailto:") && !link.contains(char::is_whitespace))
}

/// A page's headings as the addresses that readers of Markdown give them.
fn anchors(page: &str) -> impl Iterator<Item = String> {
    let headings = prose(page).filter_map(|line| line.strip_prefix('#')).map(|h| h.trim_start_matches('#').trim());
    headings.map(|h| {
        let kept = h.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        kept.collect::<String>().to_lowercase().replace(' ', "-")
    })
}

/// The lines of a page outside its fenced blocks.
fn prose(page: &str) -> impl Iterator<Item = &str> {
    let mut is_code = false;
    page.lines().filter(move |line| {
        let is_fence = line.trim_start().starts_with("```");
        is_code ^= is_fence;
        !is_code && !is_fence
    })
}

#[test]
fn links_and_anchors_are_found() {
    let page = "# A `b` c\n[x](y.md) and [z](#a-b-c), [w](https://a.example)\n```\n[no](no.md)\n```\n";
    assert_eq!(links(page).collect::<Vec<_>>(), ["y.md", "#a-b-c"]);
    assert_eq!(anchors(page).collect::<Vec<_>>(), ["a-b-c"]);
}
