//! The page of a check: what `--explain` shows and docs/lint holds.

use super::check::{Check, Example, Run};
use super::checks::CHECKS;

/// The page, in Markdown.
pub fn page(check: &Check) -> String {
    let mut page = format!("# {} {}\n\n{}\n\n", check.code, check.name, check.finds);
    page.push_str(&format!("Severity: {}.\n\n", check.level));
    page.push_str(&format!("## Why\n\n{}\n\n## What to do\n\n{}\n\n", check.why, check.remedy));
    page.push_str(&format!("## Found\n\n{}", files(&check.found)));
    page.push_str(&format!("## Not found\n\n{}", files(&check.not_found)));
    if !matches!(check.run, Run::Allowances) {
        page.push_str(&format!(
            "## Meant so?\n\nBehind the line or on the line above: `// lurcher: allow {} reason`; above the query, for all of it.\n\
             In the overlay: `lint: [{{code: {}, reason: …}}]`.\n",
            check.code, check.code
        ));
    }
    page.trim_end().to_owned() + "\n"
}

fn files(example: &Example) -> String {
    let before = example.before.iter().map(|(name, text)| (format!("{name}, as it was"), text));
    let now = example.files.iter().map(|(name, text)| ((*name).to_owned(), text));
    before
        .chain(now)
        .map(|(name, text)| {
            let language = if name.contains(".kql") { "kql" } else { "yaml" };
            format!("`{name}`\n\n```{language}\n{}\n```\n\n", text.trim_end())
        })
        .collect()
}

/// The list of all checks, in Markdown.
pub fn index() -> String {
    let mut page = "# The checks of `lurcher lint`\n\n\
         These pages are written by `lurcher docs` from `crates/rules/src/lint/checks`; `lurcher lint --explain CODE` shows the same.\n\
         How to run it is in [docs/linting.md](../linting.md).\n\n| code | name | severity | finds |\n|---|---|---|---|\n"
        .to_owned();
    for check in CHECKS {
        let finds = check.finds.replace('|', "\\|");
        page.push_str(&format!("| [{0}]({0}.md) | {1} | {2} | {finds} |\n", check.code, check.name, check.level));
    }
    page
}
