//! What ARCHITECTURE.md promises, held against the tree.

use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// How heavy the crates from outside are that a crate may build on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    Nothing,
    Light,
    Arrow,
    DataFusion,
}

/// Every crate, what it may build on beside itself, and which crates of Lurcher it may import.
const CRATES: &[(&str, Weight, &[&str])] = &[
    ("syntax", Weight::Nothing, &[]),
    ("format", Weight::Nothing, &["syntax"]),
    ("types", Weight::Nothing, &[]),
    ("schema", Weight::Light, &["types"]),
    ("semantics", Weight::Nothing, &["syntax", "types"]),
    ("columnar", Weight::Arrow, &["types"]),
    ("functions", Weight::Arrow, &["types", "columnar"]),
    ("planner", Weight::DataFusion, &["syntax", "types", "semantics", "columnar", "functions"]),
    ("engine", Weight::DataFusion, &["syntax", "types", "schema", "semantics", "columnar", "functions", "planner"]),
    ("ingest", Weight::Arrow, &["types", "schema", "columnar"]),
    ("synth", Weight::Arrow, &["types", "columnar"]),
    ("rules", Weight::Light, &["syntax", "types", "semantics"]),
    ("feed", Weight::Light, &["syntax", "types", "semantics", "rules"]),
    ("testkit", Weight::Light, &[]),
    (
        "cli",
        Weight::Arrow,
        &[
            "syntax",
            "format",
            "types",
            "schema",
            "semantics",
            "columnar",
            "functions",
            "engine",
            "ingest",
            "synth",
            "rules",
            "feed",
            "testkit",
        ],
    ),
];

#[test]
fn imports_go_down_the_list() {
    let allowed: BTreeMap<&str, (Weight, &[&str])> =
        CRATES.iter().map(|(n, w, imports)| (*n, (*w, *imports))).collect();
    let mut wrong = Vec::new();
    for package in packages() {
        let name = text(&package, "name");
        let Some(short) = name.strip_prefix("lurcher-") else {
            wrong.push(format!("the crate `{name}` is not called lurcher-…"));
            continue;
        };
        let Some((most, imports)) = allowed.get(short) else {
            wrong.push(format!("the crate `{short}` is not in the table of this test, nor in ARCHITECTURE.md"));
            continue;
        };
        for dependency in runtime_dependencies(&package) {
            match dependency.strip_prefix("lurcher-") {
                Some(ours) if imports.contains(&ours) => {}
                Some(ours) => wrong.push(format!("`{short}` may not import `{ours}`")),
                None if weight(&dependency) <= *most => {}
                None => wrong.push(format!("`{short}` may not build on `{dependency}`")),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The table is a list to read from the top: what a crate imports stands above it.
#[test]
fn the_list_has_an_order() {
    let mut above = BTreeSet::new();
    for (name, weight, imports) in CRATES {
        assert!(imports.iter().all(|i| above.contains(i)), "`{name}` imports a crate that stands below it");
        // A test build of a light crate must not wait for a heavy one.
        for import in *imports {
            let (_, imported, _) = CRATES.iter().find(|(n, _, _)| n == import).unwrap();
            let cli_waits_for_everything = *name == "cli";
            assert!(imported <= weight || cli_waits_for_everything, "`{name}` gets heavy through `{import}`");
        }
        above.insert(*name);
    }
}

#[test]
fn unsafe_code_is_denied_everywhere() {
    let workspace = read(&root().join("Cargo.toml"));
    assert!(workspace.contains("unsafe_code = \"deny\""), "the workspace denies unsafe code");
    for package in packages() {
        let manifest = read(Path::new(text(&package, "manifest_path")));
        assert!(
            manifest.contains("[lints]\nworkspace = true"),
            "{} takes the workspace's lints",
            text(&package, "name")
        );
    }
}

#[test]
fn only_the_command_prints_or_asks_the_machine() {
    // In pieces, so that this file does not find itself.
    let forbidden = [
        concat!("System", "Time"),
        concat!("Instant", "::now"),
        concat!("println", "!"),
        concat!("print", "!("),
        concat!("dbg", "!("),
        concat!("Timestamp", "::now"),
        concat!("Zoned", "::now"),
        concat!("TimeZone", "::system"),
        concat!("thread_", "rng"),
        concat!("get", "random"),
    ];
    let mut wrong = Vec::new();
    for file in sources() {
        if file.starts_with(root().join("crates/cli")) {
            continue;
        }
        for (number, line) in shipped_lines(&file) {
            if let Some(word) = forbidden.iter().find(|word| line.contains(*word)) {
                wrong.push(format!("{}:{number}: {word}", below_root(&file)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A code in an error message is a promise that there is a page to read, and a page that somebody can get there.
#[test]
fn every_error_code_has_a_page() {
    let folder = root().join("docs/errors");
    let index = read(&folder.join("README.md"));
    let mut pages = BTreeSet::new();
    for page in files(&folder).into_iter().filter(|p| p.file_name() != Some("README.md".as_ref())) {
        let code = page.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(index.contains(&format!("({code}.md)")), "{code} is not in the index");
        assert!(read(&page).starts_with(&format!("# {code}: ")), "{code}.md begins with its code");
        pages.insert(code);
    }
    let used: BTreeSet<String> =
        sources().iter().flat_map(|file| shipped_lines(file)).flat_map(|(_, line)| codes(&line)).collect();
    assert_eq!(used.difference(&pages).collect::<Vec<_>>(), Vec::<&String>::new(), "codes without a page");
    assert_eq!(pages.difference(&used).collect::<Vec<_>>(), Vec::<&String>::new(), "pages of codes that nothing uses");
}

/// A function that departs from its documentation page says so where readers look for it.
#[test]
fn every_deviation_is_listed() {
    let page = read(&root().join("docs/semantics.md"));
    let mut missing = Vec::new();
    for file in sources().into_iter().filter(|f| f.starts_with(root().join("crates/functions"))) {
        let mut name = String::new();
        for (_, line) in shipped_lines(&file) {
            let line = line.trim();
            if let Some(rest) = line.strip_prefix("name: \"") {
                name = rest.trim_end_matches(['"', ',']).to_owned();
            } else if line.starts_with("deviation: ") && !page.contains(&format!("`{name}`")) {
                missing.push(name.clone());
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new(), "functions with a deviation that docs/semantics.md does not name");
}

/// Material of others lies beside the project. Tests read it while they run; nothing is built from it.
#[test]
fn nothing_is_built_from_what_lies_beside_the_project() {
    let mut wrong = Vec::new();
    for file in sources() {
        // The one place that finds the folder for tests.
        let finds_the_folder = file.ends_with("crates/testkit/src/recorded.rs");
        for (number, line) in shipped_lines(&file) {
            if line.contains(concat!("LURCHER_", "SHARED")) && !finds_the_folder {
                wrong.push(format!("{}:{number}: reads what lies beside the project", below_root(&file)));
            }
        }
        for (number, line) in (1..).zip(read(&file).lines()) {
            let includes = line.contains(concat!("include_", "str!")) || line.contains(concat!("include_", "bytes!"));
            let Some(path) = line.split('"').nth(1).filter(|_| includes) else { continue };
            if !file.parent().unwrap().join(path).canonicalize().is_ok_and(|p| p.starts_with(root())) {
                wrong.push(format!("{}:{number}: includes {path}", below_root(&file)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_file_names_a_place_on_somebodys_machine() {
    let places = [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/")];
    let mut wrong = Vec::new();
    for folder in ["crates", "docs", "packs", "schemas", "tests", "fuzz"] {
        for file in files(&root().join(folder)) {
            let Ok(text) = std::fs::read_to_string(&file) else { continue };
            for (number, line) in (1..).zip(text.lines()) {
                if let Some(place) = places.iter().find(|place| line.contains(*place)) {
                    wrong.push(format!("{}:{number}: {place}", below_root(&file)));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

fn below_root(file: &Path) -> String {
    file.strip_prefix(root()).unwrap_or(file).display().to_string()
}

fn read(file: &Path) -> String {
    std::fs::read_to_string(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()))
}

fn packages() -> Vec<Json> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Json = serde_json::from_slice(&output.stdout).unwrap();
    metadata["packages"].as_array().unwrap().clone()
}

fn text<'a>(json: &'a Json, key: &str) -> &'a str {
    json[key].as_str().unwrap()
}

/// Tests may use what they like.
fn runtime_dependencies(package: &Json) -> Vec<String> {
    let dependencies = package["dependencies"].as_array().unwrap().iter();
    dependencies.filter(|d| d["kind"].as_str() != Some("dev")).map(|d| text(d, "name").to_owned()).collect()
}

fn weight(dependency: &str) -> Weight {
    let starts = |names: &[&str]| names.iter().any(|name| dependency.starts_with(name));
    if starts(&["datafusion", "ballista", "deltalake"]) {
        Weight::DataFusion
    } else if starts(&["arrow", "parquet", "object_store"]) {
        Weight::Arrow
    } else {
        Weight::Light
    }
}

/// The Rust files of all crates that are part of what is shipped or tested.
fn sources() -> Vec<PathBuf> {
    files(&root().join("crates")).into_iter().filter(|f| f.extension() == Some("rs".as_ref())).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display())) {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if name != "target" && !name.starts_with('.') {
                found.extend(files(&path));
            }
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The numbered lines of a file without comments and without tests: nothing of a file that is itself for tests,
/// examples or measurements, and of any other what stands before its test module.
fn shipped_lines(file: &Path) -> Vec<(usize, String)> {
    let below = below_root(file);
    if !below.contains("/src/") || is_for_tests(file) {
        return Vec::new();
    }
    let text = read(file);
    let shipped = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or("");
    let lines = (1..).zip(shipped.lines().map(str::to_owned));
    lines.filter(|(_, line)| !line.trim_start().starts_with("//")).collect()
}

/// Whether the file, or a folder above it, is a module that its parent declares for tests only.
fn is_for_tests(file: &Path) -> bool {
    let stem = file.file_stem().unwrap().to_string_lossy().into_owned();
    let folder = file.parent().unwrap();
    let (name, above) = match stem.as_str() {
        "lib" | "main" => return false,
        "mod" => (folder.file_name().unwrap().to_string_lossy().into_owned(), folder.parent().unwrap()),
        _ => (stem, folder),
    };
    let beside = above.with_extension("rs");
    let parent = ["lib.rs", "main.rs", "mod.rs"].iter().map(|f| above.join(f)).chain([beside]).find(|f| f.exists());
    let Some(parent) = parent.filter(|p| p != file) else { return false };
    let declarations = read(&parent);
    let declared =
        ["", "pub ", "pub(crate) "].iter().any(|v| declarations.contains(&format!("#[cfg(test)]\n{v}mod {name};")));
    declared || is_for_tests(&parent)
}

/// `LUR` and three digits, wherever it stands in a line.
fn codes(line: &str) -> Vec<String> {
    let found = line.match_indices("LUR").map(|(at, _)| line[at..].chars().take(6).collect::<String>());
    found.filter(|code| code.len() == 6 && code[3..].bytes().all(|b| b.is_ascii_digit())).collect()
}
